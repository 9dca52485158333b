// What the office knows: a record, why a figure is what it is, where the certification stands.

import { el, icon } from "../dom.js";
import { facts, frame, notes } from "./facts.js";

const SHOWN = 4; // lines of an explanation that are taken in at one look

const total = (sum) => (sum ? el("div", { class: "total" }, facts([sum])) : null);

/** A record: rows, a sum, as of when. */
export function recordCard(card) {
  return frame("record", card.title, facts(card.lines), total(card.total), notes([card.as_of].filter(Boolean), "as-of"), notes(card.notes));
}

/** 为什么是这个数: each line with its figures, formula and article, and what is not known. */
export function reasonCard(card) {
  const lines = card.lines.map((line) =>
    el("div", { class: "reasoned" }, facts([line]), how(sentences(line.how)), notes(line.basis ? [named(line.basis)] : [], "grounds")),
  );
  const missing = card.missing?.length ? el("div", { class: "missing" }, el("h3", {}, "还缺这些"), notes(card.missing)) : null;
  return frame("reason", card.title, lines, total(card.total), missing, notes(card.notes));
}

// A formula, its figures and the figures put in: one below the other.
const sentences = (text) => (text ?? "").match(/[^。；]+[。；]?/g) ?? [];

// A long list, as of every year's raise, is folded: the first lines say what it is.
function how(lines) {
  if (lines.length <= SHOWN) return notes(lines, "how");
  const unfold = el("details", { class: "unfold" }, el("summary", {}, "一项一项看", icon("down")), notes(lines.slice(1), "how"));
  return [notes(lines.slice(0, 1), "how"), unfold];
}

const named = (basis) => (basis.startsWith("依据") ? basis : `依据：${basis}`);

/** Where the certification stands: one heading that says whether there is anything to do. */
export function certificationCard(card) {
  return frame("certification", card.heading, facts(card.lines), notes(card.notes));
}
