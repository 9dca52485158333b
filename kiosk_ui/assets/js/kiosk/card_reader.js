// A card reader types like a keyboard, only faster than any hand. What it types is caught wherever the focus is, and never echoed.

import { fault } from "../shared/steps/numbers.js";

const PACE_MS = 50; // between two keys of a reader, on the average: a busy machine delays one or the other
const NUMBER_PACE_MS = 100; // for what is mostly figures, as on a card: no hand writes a question so
const GAP_MS = 150; // after a longer pause it is another burst; a figure is held back no longer than that
const TELLING = 6; // so many keys tell a hand's pace from a reader's
const LEAST = 15;
const FIGURE = /^[\dXx]$/;
const ENDS = new Set(["Enter", "Tab"]); // what a reader may send at the end; some send nothing
const PADS = ["id", "account"].map((kind) => `.pad-area[data-kind="${kind}"]`).join(); // cover such a number

/**
 * Calls `read(number)` with a right identity number that a reader typed; anything else it typed is dropped. Figures are held back until it is known
 * who typed them; other signs appear at once and are taken away again.
 */
export class CardReader {
  #read;
  #burst = null; // {count, line, since, field, before, echoed}; `line`: the figures in it
  #held = []; // {key, target}
  #last = 0; // key
  #touched = 0;
  #timer = 0;

  constructor(read) {
    this.#read = read;
    addEventListener("keydown", (event) => this.#key(event), { capture: true });
    addEventListener("pointerdown", ({ timeStamp }) => (this.#touched = timeStamp), { capture: true });
    addEventListener("click", () => this.#touch(), { capture: true });
    addEventListener("pagehide", () => this.#drop());
  }

  #key(event) {
    if (!event.isTrusted || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Shift") return; // a reader may press it for X
    if (event.timeStamp - this.#last > GAP_MS) this.#over();
    this.#last = event.timeStamp;
    if (ENDS.has(event.key) && this.#fast(LEAST)) this.#take(event);
    else if (event.key.length === 1) this.#sign(event);
    else this.#over();
  }

  #sign(event) {
    const { key, target, timeStamp } = event;
    const figure = FIGURE.test(key);
    this.#burst ??= { count: 0, line: "", since: timeStamp, field: isLine(target) ? target : null, before: target.value };
    this.#burst.count += 1;
    this.#burst.line += figure ? key : "";
    if (this.#burst.field && this.#mixed) return this.#release();
    if (figure) {
      swallow(event);
      this.#held.push({ key, target });
    }
    clearTimeout(this.#timer);
    if (this.#burst.count >= TELLING && !this.#fast(TELLING)) this.#over();
    else this.#timer = setTimeout(() => this.#over(), GAP_MS);
  }

  get #mixed() {
    return Boolean(this.#burst) && this.#burst.line.length < this.#burst.count;
  }

  #fast(least) {
    const { count, line, since } = this.#burst ?? { count: 0 };
    return count >= least && (this.#last - since) / (count - 1) <= (line.length > count / 2 ? NUMBER_PACE_MS : PACE_MS);
  }

  // What a hand has typed counts before its touch does; a reader goes on beneath the finger, and its number must not be parted by it.
  #touch() {
    if (this.#last > this.#touched) return;
    if (this.#mixed || this.#fast(LEAST)) this.#over();
    else this.#release();
  }

  #take(event) {
    swallow(event);
    this.#readOut();
  }

  // A number of that speed is a reader's even without Enter; only where such numbers are entered it may be a hand's.
  #over() {
    const { line } = this.#burst ?? { line: "" };
    if (line.length >= LEAST && this.#fast(LEAST) && !(fault("id", line.toUpperCase()) && document.querySelector(PADS))) return this.#readOut();
    this.#release();
    this.#burst = null;
  }

  #readOut() {
    const { line, field, before, echoed } = this.#burst;
    const number = this.#mixed ? "" : line.toUpperCase();
    this.#drop();
    this.#burst = null;
    if (echoed && field) put(field, before);
    if (!fault("id", number)) this.#read(number);
  }

  // Each key does now what it would have done.
  #release() {
    if (this.#burst) this.#burst.echoed = true;
    for (const { key, target } of this.#drop()) typed(key, target);
  }

  #drop() {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = [];
    return held;
  }
}

const isLine = (target) => target.matches?.("input[type=text]");

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function typed(key, target) {
  if (!target.isConnected) return;
  const untouched = target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  if (!untouched || !isLine(target)) return;
  const { selectionStart: from, selectionEnd: to, value, maxLength } = target;
  if (maxLength >= 0 && value.length - (to - from) >= maxLength) return;
  target.setRangeText(key, from, to, "end");
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

function put(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
