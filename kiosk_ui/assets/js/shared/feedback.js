// 有用 or 没用 below an answer about policy: one tap, changeable, of nobody.

import { ApiError } from "./api.js";
import { el } from "./dom.js";
import { isPrivate } from "./private_replies.js";
import { onTap } from "./tap.js";

const THANKS = "记下了，谢谢您。";
const AGAIN = "没有记上。请再点一次。";

/** Is a reply an answer about policy: one with its source, and nothing of anybody's own? */
export function isPolicyAnswer(reply) {
  return reply.outcome === "answer" && !isPrivate(reply) && Boolean(reply.citations?.length) && (!reply.card || reply.card.type === "guide");
}

/** The row of two keys; null where there is nothing to judge. `call(method, path, body)` asks the server. */
export function feedbackRow(reply, call) {
  if (!isPolicyAnswer(reply)) return null;
  const state = el("p", { class: "feedback-state", role: "status" });
  const keys = [key("有用", true), key("没用", false)];
  const show = () => keys.forEach(({ button, useful }) => button.setAttribute("aria-pressed", String(reply.useful === useful)));
  for (const { button, useful } of keys) {
    onTap(button, async () => {
      const before = reply.useful;
      reply.useful = useful; // kept with the reply: a page drawn again shows it
      state.textContent = ""; // what was noted was the other one: this one is only noted when the server says so
      show();
      try {
        await call("PUT", `answers/${reply.id}/feedback`, { useful });
        state.textContent = THANKS;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        reply.useful = before;
        show();
        state.textContent = error.code === "unknown-answer" ? error.detail : AGAIN;
      }
    });
  }
  show();
  return el("div", { class: "feedback-row", role: "group", "aria-label": "这个回答有用吗" }, el("p", {}, "这个回答有用吗？"), keys.map(({ button }) => button), state);
}

const key = (label, useful) => ({ useful, button: el("button", { type: "button", class: "feedback-key" }, label) });
