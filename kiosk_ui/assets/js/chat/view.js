// Where the log stands: own messages bring the newest into view, a long answer is met at its start.

const MARGIN = 12;

/** The scrolling part of the page and its 回到最新 button. */
export class View {
  #place;
  #latest;

  constructor(place, latest) {
    this.#place = place;
    this.#latest = latest;
    place.addEventListener("scroll", () => this.#update(), { passive: true });
  }

  /** Is the reader within about one screen of the end? Asked before something is added. */
  get nearEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#place;
    return scrollHeight - scrollTop - clientHeight <= clientHeight;
  }

  toEnd() {
    this.#place.scrollTop = this.#place.scrollHeight;
    this.#update();
  }

  /** Bring the start of `answer` into view, with the question above it if both beginnings fit. */
  toStart(answer, question) {
    const above = question && question.offsetHeight < this.#place.clientHeight / 3 ? question : answer;
    this.#place.scrollTop += above.getBoundingClientRect().top - this.#place.getBoundingClientRect().top - MARGIN;
    this.#update();
  }

  /** Something new came while the reader was elsewhere. */
  offerLatest() {
    this.#latest.hidden = false;
  }

  /** Bring a sentence that is being read into view. */
  reveal(element) {
    const frame = this.#place.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) this.#place.scrollTop += box.top - frame.top - frame.height / 4;
  }

  #update() {
    if (this.nearEnd) this.#latest.hidden = true;
  }
}
