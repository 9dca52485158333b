// Facts as rows of name and value: what every personal card is made of.

import { el } from "../dom.js";

/** Rows of {label, value, note?}; the value stands out. */
export function facts(lines) {
  return el("dl", { class: "facts" }, lines.filter(({ value }) => value).map(fact));
}

function fact({ label, value, note }) {
  return el("div", {}, el("dt", {}, label), el("dd", {}, value, note ? el("small", {}, note) : null));
}

/** Sentences below a card. */
export function notes(texts = [], kind = "note") {
  return texts.map((text) => el("p", { class: kind }, text));
}

/** A card's frame: a heading and what is in it. */
export function frame(type, title, ...content) {
  return el("section", { class: `personal ${type}` }, title ? el("h2", {}, title) : null, content);
}
