// What the office knows: a record, why a figure is what it is, where the certification stands.

import { el } from "../dom.js";
import { facts, frame, notes } from "./facts.js";

const total = (sum) => (sum ? el("div", { class: "total" }, facts([sum])) : null);

/** A record: rows, a sum, as of when. */
export function recordCard(card) {
  return frame("record", card.title, facts(card.lines), total(card.total), notes([card.as_of].filter(Boolean), "as-of"), notes(card.notes));
}

/** 为什么是这个数: each line with its figures, formula and article, and what is not known. */
export function reasonCard(card) {
  const lines = card.lines.map((line) =>
    el("div", { class: "reasoned" }, facts([line]), notes([line.how].filter(Boolean), "how"), notes(line.basis ? [`依据：${line.basis}`] : [], "grounds")),
  );
  const missing = card.missing?.length ? el("div", { class: "missing" }, el("h3", {}, "还缺这些"), notes(card.missing)) : null;
  return frame("reason", card.title, lines, total(card.total), missing, notes(card.notes));
}

/** Where the certification stands: one heading that says whether there is anything to do. */
export function certificationCard(card) {
  return frame("certification", card.heading, facts(card.lines), notes(card.notes));
}
