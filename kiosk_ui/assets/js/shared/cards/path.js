// Where an application stands, as a short way from the community to the payment.

import { el } from "../dom.js";

const WAY = ["社区受理", "街道审核", "区里核定", "发放"];
// How many stations are behind a case. The community keeps it after taking it, until the papers are complete.
const BEHIND = { draft: -1, submitted: 0, accepted: 0, reviewing: 1, deciding: 2, decided: 3, paid: 4 };
const STANDING = { done: "办好了", now: "正在办", later: "还没到" };
const OWN_WORDS = { submitted: "等受理", accepted: "受理了，在看材料" };

/** The four stations: which are done, which one is at hand. Nothing for a case that has left the way. */
export function pathOf(state) {
  if (!(state in BEHIND)) return null;
  const behind = BEHIND[state];
  return el(
    "ol",
    { class: "way" },
    WAY.map((label, index) => {
      const standing = index < behind ? "done" : index === behind ? "now" : "later";
      const words = standing === "now" ? (OWN_WORDS[state] ?? STANDING.now) : STANDING[standing];
      return el("li", { class: standing, "aria-current": standing === "now" ? "step" : null }, el("strong", {}, label), el("small", {}, words));
    }),
  );
}
