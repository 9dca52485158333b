// The one voice of a page: reads chunks in order through one <audio> element, so two voices can never overlap.

import { fetchedInTime } from "./in_time.js";

export const SPEEDS = ["slow", "normal", "fast"];
export const SPEED_NAMES = { slow: "慢", normal: "普通", fast: "快" };
const VOLUMES = [0.2, 0.4, 0.6, 0.8, 1];
const DEFAULTS = { speed: 1, volume: 2 };

/**
 * Events, each without detail: "change" (anything a voice bar shows), "chunk" (another chunk is being read, or none).
 * `trouble` says why nothing is heard: "" | "blocked" (the browser wants a tap first) | "unavailable".
 */
export class Voice extends EventTarget {
  #audio;
  #chunks = [];
  #at = -1; // the chunk being read, or the last one read
  #run = 0; // counts plays, so that the end of an abandoned one is ignored
  #repeated = false; // 再听一遍 was just pressed: a second press means the whole answer
  playing = false;
  trouble = "";
  speed = DEFAULTS.speed;
  volume = DEFAULTS.volume;

  constructor(audio) {
    super();
    this.#audio = audio;
    audio.addEventListener("ended", () => this.#follow());
    // A sound that breaks off in the middle: nothing more would come, and the idle clock would wait for it for ever.
    audio.addEventListener("error", () => this.playing && audio.error && this.#giveUp("unavailable"));
  }

  get current() {
    return this.playing ? this.#chunks[this.#at] : null;
  }

  get hasSomething() {
    return this.#chunks.length > 0;
  }

  get volumeText() {
    return `${this.volume + 1}`;
  }

  /** Read these chunks from the first; what was being read stops. */
  say(chunks) {
    this.stop();
    this.#chunks = chunks;
    this.#repeated = false;
    if (chunks.length) this.#play(0);
    else this.#tell("change");
  }

  /** Make these chunks what 再听一遍 reads, without reading them now. */
  offer(chunks) {
    this.stop();
    this.#chunks = chunks;
    this.#at = -1;
    this.#repeated = false;
    this.#tell("change");
  }

  stop() {
    this.#run += 1;
    this.#audio.pause();
    this.playing = false;
    this.#tell("change", "chunk");
  }

  /** The current sentence again; pressed twice, or after the end, the whole answer. */
  again() {
    if (!this.hasSomething) return;
    const whole = this.#repeated || this.#at < 0 || this.#at >= this.#chunks.length;
    this.#play(whole ? 0 : this.#at);
    this.#repeated = !whole;
  }

  /** One step slower (-1) or faster (+1); the current sentence starts over at the new speed. */
  changeSpeed(step) {
    this.setSpeed(clamp(this.speed + step, SPEEDS.length));
  }

  setSpeed(speed) {
    this.speed = speed;
    if (this.playing) this.#play(this.#at);
    this.#tell("change");
  }

  changeVolume(step) {
    this.volume = clamp(this.volume + step, VOLUMES.length);
    this.#audio.volume = VOLUMES[this.volume];
    this.#tell("change");
  }

  /** Nothing of this visit remains: chunks forgotten, speed and volume as at first. */
  reset() {
    this.offer([]);
    this.#audio.removeAttribute("src");
    this.#audio.load();
    Object.assign(this, { ...DEFAULTS, trouble: "" });
    this.#audio.volume = VOLUMES[this.volume];
    this.#tell("change");
  }

  async #play(index) {
    const run = (this.#run += 1);
    this.#at = index;
    this.playing = true;
    this.trouble = "";
    this.#audio.src = this.#address(this.#chunks[index]);
    this.#audio.volume = VOLUMES[this.volume];
    this.#tell("change", "chunk");
    this.keepReady(this.#chunks.slice(index + 1, index + 2));
    try {
      await this.#audio.play();
    } catch (error) {
      if (run === this.#run) this.#giveUp(error.name === "NotAllowedError" ? "blocked" : "unavailable");
    }
  }

  #follow() {
    if (!this.playing) return;
    if (this.#at + 1 < this.#chunks.length) {
      this.#repeated = false;
      this.#play(this.#at + 1);
      return;
    }
    this.#at = this.#chunks.length;
    this.playing = false;
    this.#tell("change", "chunk");
  }

  #giveUp(trouble) {
    this.playing = false;
    this.trouble = trouble;
    this.#tell("change", "chunk");
  }

  /** Have these chunks at hand in the browser's cache: the next ones, or those needed when the server is gone. */
  keepReady(chunks) {
    for (const chunk of chunks) fetchedInTime(this.#address(chunk)).catch(() => {}); // not there yet: fetched again when read
  }

  #address(chunk) {
    return `/api/speech/${encodeURIComponent(chunk.key)}.wav?speed=${SPEEDS[this.speed]}`;
  }

  #tell(...names) {
    for (const name of names) this.dispatchEvent(new Event(name));
  }
}

const clamp = (value, length) => Math.min(Math.max(value, 0), length - 1);
