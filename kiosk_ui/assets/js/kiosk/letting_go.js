// A question of the dialogue that a visitor walks away from is taken back, else it would stand below whatever comes next.

import { messageKey } from "../shared/api.js";

const WORDS = "回首页";
const UNFINISHED = new Set(["ask", "confirm", "verify"]);

/** Does a turn end with something the dialogue waits for? */
export const asks = (turn) => Boolean(turn?.replies.some(({ outcome }) => UNFINISHED.has(outcome)));

/** Tells the dialogue; resolves when it has heard, whether or not that could be sent. */
export function letGo(conversation) {
  return conversation.send({ text: WORDS }, messageKey()).then(() => {}, () => {});
}
