// Runs on the browser's audio thread: gathers a tenth of a second of sound and hands it to the page.

const PORTION = 1600; // samples: a tenth of a second

class RecorderProcessor extends AudioWorkletProcessor {
  #gathered = new Float32Array(PORTION);
  #count = 0;

  process([input]) {
    for (const sample of input[0] ?? []) {
      this.#gathered[this.#count] = sample;
      this.#count += 1;
      if (this.#count === PORTION) {
        this.port.postMessage(this.#gathered.slice());
        this.#count = 0;
      }
    }
    return true;
  }
}

registerProcessor("wanqing-recorder", RecorderProcessor);
