// When nobody has touched the panel for long enough, ask; when nobody answers, end the visit.

const WARNING_MS = 30000;
const LEAST_MS = 120000;
const MOST_MS = 300000;
const START_MS = 60000;
const MS_PER_HANZI = 400; // 150 hanzi a minute
/** How long a screen with personal data may stand untouched. */
export const PERSONAL_MS = 90000;
const TICK_MS = 1000;

/** How long a text of so many hanzi may stand untouched, in milliseconds. */
export function idleLimit(hanziCount) {
  return Math.min(Math.max(LEAST_MS, START_MS + hanziCount * MS_PER_HANZI), MOST_MS);
}

/** Watches touches, keys and scrolling; `isBusy` adds what counts as activity by itself, as a voice that is reading. */
export class IdleClock {
  #last = 0;
  #warnedAt = 0;
  #timer = 0;
  #handlers;

  /** handlers: limit() -> ms, isBusy() -> boolean, warn(), keep(), end(). */
  constructor(handlers) {
    this.#handlers = handlers;
    for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
      document.addEventListener(kind, () => this.touch(), { passive: true, capture: true });
    }
    document.addEventListener("click", (event) => this.#answer(event), { capture: true });
  }

  start() {
    this.#last = Date.now();
    this.#warnedAt = 0;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#warnedAt = 0;
  }

  touch() {
    this.#last = Date.now();
  }

  /** The warning was answered. */
  kept() {
    this.#warnedAt = 0;
    this.touch();
  }

  get warned() {
    return this.#warnedAt > 0;
  }

  // Any touch means "still here", a key too; only a button says what it says itself.
  #answer(event) {
    if (this.warned && !event.target.closest("button")) this.#handlers.keep();
  }

  #tick() {
    const now = Date.now();
    if (this.warned) {
      if (now - this.#warnedAt >= WARNING_MS) this.#handlers.end();
    } else if (this.#handlers.isBusy()) {
      this.touch();
    } else if (now - this.#last >= this.#handlers.limit()) {
      this.#warnedAt = now;
      this.#handlers.warn();
    }
  }
}
