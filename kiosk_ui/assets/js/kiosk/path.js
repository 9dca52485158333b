// The path of a visit: what was asked and what was answered, turn by turn; 返回 walks it back.

import { identityAsked, isPrivate } from "../shared/private_replies.js";
import { showsWhat, updateReply } from "../shared/updated_reply.js";

/** Turns {question, replies}, the newest last. */
export class Path {
  #turns = [];

  get last() {
    return this.#turns.at(-1);
  }

  /** The reply of the last turn that asks who it is, or null. */
  get identityAsked() {
    return identityAsked(this.last?.replies ?? []);
  }

  /** Does the last turn show something of a person's own? */
  get personal() {
    return this.last?.replies.some(isPrivate) ?? false;
  }

  add(question, replies) {
    this.#turns.push({ question, replies });
  }

  back() {
    this.#turns.pop();
  }

  /** The answer takes the place of the turn that asked who it is. */
  answer(replies) {
    const { question } = this.#turns.pop() ?? { question: "" };
    this.add(question, replies);
  }

  /** What a form of the page's own changed: other replies, or what the cards of the last turn show. */
  update(data) {
    if (data.replies) this.last.replies = data.replies;
    else this.last.replies.filter((reply) => showsWhat(reply, data)).forEach((reply) => updateReply(reply, data));
  }

  /** Every turn with something personal goes. */
  forgetPersonal() {
    this.#turns = this.#turns.filter(({ replies }) => !replies.some(isPrivate));
  }

  clear() {
    this.#turns = [];
  }
}
