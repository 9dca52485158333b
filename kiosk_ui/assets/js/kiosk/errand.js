// One request at a time: 正在查找 when it takes a while, the error screen when it fails, silence when the visitor has left.

import { ApiError } from "../shared/api.js";
import { errorScreen, noticeScreen } from "./notice_screens.js";

const WAITING_AFTER_MS = 1000;

/** `show(name, screen)` draws; `leave()` is what happens to the screen that is left, before anything new begins. */
export class Errand {
  #show;
  #leave;
  #under = new AbortController(); // aborted as soon as the visitor does something else, or leaves

  constructor(show, leave) {
    this.#show = show;
    this.#leave = leave;
  }

  /** Of what is under way now: never aborted yet. */
  get signal() {
    return this.#under.signal;
  }

  /** Whatever is under way does not matter any more. */
  drop() {
    this.#under.abort();
    this.#under = new AbortController();
  }

  /** Do `work(signal)`; `question` is shown while it lasts and when it failed, `button` is busy meanwhile. */
  async run(question, button, work) {
    this.#leave();
    const errand = (this.#under = new AbortController());
    button?.setAttribute("aria-busy", "true");
    const wait = () => errand.signal.aborted || this.#show("waiting", noticeScreen("waiting-screen", {}, { question }));
    const waiting = setTimeout(wait, WAITING_AFTER_MS);
    try {
      await work(errand.signal);
    } catch (error) {
      if (!errand.signal.aborted) this.#fail(error, question, () => this.run(question, null, work));
    } finally {
      clearTimeout(waiting);
      button?.removeAttribute("aria-busy");
    }
  }

  #fail(error, question, retry) {
    if (!(error instanceof ApiError)) throw error;
    this.#show("error", errorScreen(error, question, retry));
  }
}
