// Records up to fifteen seconds from the microphone, in memory only, and gives them as a WAV of 16 kHz, 16 bit, mono.

const FRAME_RATE = 16000;
const LONGEST_SECONDS = 15;
const HEADER_BYTES = 44;

/** One recording. It ends by `end()`, after fifteen seconds, or without a word when nobody wants it any more. */
export class Recorder {
  #stream;
  #context;
  #wanted;
  #done;
  #parts = [];
  #samples = 0;
  #over = false;

  /** Ask for the microphone and begin; `done(wav)` gets the recording while `wanted()` holds. Throws if there is none. */
  static async begin(wanted, done) {
    if (!navigator.mediaDevices) throw new DOMException("", "NotSupportedError"); // a page of another machine without https
    const recorder = new Recorder();
    recorder.#wanted = wanted;
    recorder.#done = done;
    recorder.#stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
    try {
      await recorder.#listen();
    } catch (error) {
      recorder.drop();
      throw error;
    }
    return recorder;
  }

  /** The visitor has finished. */
  end() {
    if (this.#over) return;
    this.#close();
    this.#done(wave(this.#parts, this.#samples));
    this.#parts = [];
  }

  /** Nobody wants it: the microphone is let go and what was recorded is forgotten. */
  drop() {
    this.#close();
    this.#parts = [];
  }

  async #listen() {
    this.#context = new AudioContext({ sampleRate: FRAME_RATE });
    await this.#context.audioWorklet.addModule(new URL("recorder_worklet.js", import.meta.url));
    const tap = new AudioWorkletNode(this.#context, "wanqing-recorder", { numberOfOutputs: 0 });
    tap.port.onmessage = ({ data }) => this.#take(data);
    this.#context.createMediaStreamSource(this.#stream).connect(tap);
    await this.#context.resume();
  }

  #take(samples) {
    if (this.#over) return;
    if (!this.#wanted()) return this.drop();
    this.#parts.push(samples);
    this.#samples += samples.length;
    if (this.#samples >= LONGEST_SECONDS * FRAME_RATE) this.end();
  }

  #close() {
    this.#over = true;
    for (const track of this.#stream.getTracks()) track.stop();
    this.#context?.close();
  }
}

function wave(parts, count) {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + count * 2));
  const words = (at, text) => [...text].forEach((sign, index) => view.setUint8(at + index, sign.charCodeAt(0)));
  words(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + count * 2, true);
  words(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // whole numbers
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, FRAME_RATE, true);
  view.setUint32(28, FRAME_RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  words(36, "data");
  view.setUint32(40, count * 2, true);
  let at = HEADER_BYTES;
  for (const part of parts) {
    for (const sample of part) {
      view.setInt16(at, Math.max(-1, Math.min(1, sample)) * 32767, true);
      at += 2;
    }
  }
  return view.buffer;
}
