// How long the conversation speaks for a known person: asked of the server, counted down between answers.

import { ApiError } from "./api.js";

const TICK_MS = 1000;
const SOON_S = 60;

/** Events without detail: "change" (name, minutes left or nothing), "lapse" (the time is over). */
export class Proof extends EventTarget {
  #conversation = null;
  #until = 0;
  #timer = 0;
  name = "";
  relative = false;

  get proven() {
    return this.#until > 0;
  }

  get secondsLeft() {
    return Math.max(0, Math.ceil((this.#until - Date.now()) / 1000));
  }

  get soonOver() {
    return this.proven && this.secondsLeft <= SOON_S;
  }

  /** Ask the server who is known in `conversation`; asking does not prolong it. */
  async refresh(conversation) {
    this.#conversation = conversation;
    let state;
    try {
      state = await conversation.call("GET", "identity");
    } catch (error) {
      console.info("the proof's time is not known:", error.code); // the server guards the records; here it is only told
      return;
    }
    if (this.#conversation !== conversation) return; // somebody else's visit meanwhile
    if (state.proven) this.#hold(state);
    else this.#lose();
  }

  /** 接着用: looking at one's own list is activity, by which the server counts the time anew. */
  async prolong() {
    const conversation = this.#conversation;
    try {
      await conversation.call("GET", "views");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a relative has no list, but was heard; the time says the rest
    }
    await this.refresh(conversation);
  }

  /** 退出: the server forgets the person, the conversation goes on. */
  async leave() {
    const conversation = this.#conversation;
    this.reset();
    await conversation?.call("DELETE", "identity");
  }

  /** Nothing is known any more, and nobody is told. */
  reset() {
    clearInterval(this.#timer);
    Object.assign(this, { name: "", relative: false });
    this.#until = 0;
    this.#conversation = null;
    this.#tell("change");
  }

  #hold({ name, expires_in: seconds, relative }) {
    Object.assign(this, { name, relative });
    this.#until = Date.now() + seconds * 1000;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#tell("change");
  }

  #tick() {
    if (this.secondsLeft > 0) this.#tell("change");
    else this.#lose();
  }

  #lose() {
    const had = this.proven;
    this.reset();
    if (had) this.#tell("lapse");
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
