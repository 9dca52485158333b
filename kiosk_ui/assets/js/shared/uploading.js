// Photos and scans on their way to the server: two at a time, each with its progress, and each can be stopped or tried again.

const AT_ONCE = 2;
const PATIENCE_MS = 120000; // a phone picture over a slow line
export const LARGEST = 12_000_000;
const LOST = "没有传上去，可能是网络断了。照片还在手机里，请点「再传一次」。";
const TOO_LARGE = "这个文件太大了。请用手机重新拍一张，再传。";
const EMPTY = "这个文件是空的。请重新拍一张，再传一次。";

/** The files of one application on their way; `credentials()` are the headers they go with. */
export class Uploads {
  #credentials;
  #waiting = [];
  #running = new Set();

  constructor(credentials) {
    this.#credentials = credentials;
  }

  /**
   * One file to `path`. `shown` = {progress(share), arrived(upload), failed(words, mayRetry)} draws it.
   * Returns {stop(), again()}.
   */
  add(file, path, shown) {
    const job = { file, path, shown, request: null, over: false };
    this.#queue(job);
    return {
      stop: () => this.#stop(job),
      again: () => this.#queue(Object.assign(job, { over: false })),
    };
  }

  /** Nothing goes on. */
  end() {
    for (const job of [...this.#waiting, ...this.#running]) this.#stop(job);
  }

  #stop(job) {
    job.over = true;
    this.#waiting = this.#waiting.filter((other) => other !== job);
    job.request?.abort();
  }

  #queue(job) {
    const { size } = job.file;
    if (size > LARGEST || !size) return job.shown.failed(size ? TOO_LARGE : EMPTY, false);
    this.#waiting.push(job);
    this.#next();
  }

  #next() {
    while (this.#running.size < AT_ONCE && this.#waiting.length) {
      const job = this.#waiting.shift();
      this.#running.add(job);
      this.#send(job).finally(() => {
        this.#running.delete(job);
        this.#next();
      });
    }
  }

  #send(job) {
    return new Promise((resolve) => {
      const request = (job.request = new XMLHttpRequest());
      const over = (act) => () => {
        if (!job.over) act();
        resolve();
      };
      request.open("POST", job.path);
      for (const [name, value] of Object.entries(this.#credentials())) request.setRequestHeader(name, value);
      request.setRequestHeader("Content-Type", job.file.type || "application/octet-stream");
      request.timeout = PATIENCE_MS;
      request.upload.addEventListener("progress", ({ loaded, total }) => job.shown.progress(loaded / total));
      request.addEventListener("load", over(() => this.#answered(job, request)));
      for (const kind of ["error", "timeout", "abort"]) request.addEventListener(kind, over(() => job.shown.failed(LOST, true)));
      request.send(job.file);
    });
  }

  #answered(job, { status, responseText }) {
    const data = read(responseText);
    if (status === 201) return job.shown.arrived(data.upload);
    return job.shown.failed(data.detail ?? LOST, status >= 500 || status === 429);
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    console.info("an answer to an upload cannot be read:", error.name);
    return {};
  }
}
