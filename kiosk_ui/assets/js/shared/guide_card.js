// A guide's card: its parts as headed lists, its tables of figures.

import { el } from "./dom.js";

/** The parts as elements; every line is given to `speakable` so that 接着听 can mark it. */
export function guideParts(card, speakable) {
  if (card?.type !== "guide") return [];
  return (card.parts ?? []).map((part) =>
    el("section", { class: "part" }, speakable.add(el("h3"), part.label), el("ul", {}, lines(part, speakable))),
  );
}

function lines(part, speakable) {
  const numbered = part.key === "steps" && part.lines.length > 1;
  return part.lines.map((line, index) => {
    const mark = part.lines.length > 1 ? el("span", { class: "mark", "aria-hidden": "true" }, numbered ? `${index + 1}` : "·") : null;
    const words = speakable.add(el("span"), line);
    return el("li", { class: mark ? "marked" : null }, mark, words);
  });
}

/** The tables of a guide card, each in a wrapper of its own that scrolls if a table is too wide. */
export function guideTables(card) {
  if (card?.type !== "guide") return [];
  return (card.tables ?? []).map((table) =>
    el(
      "div",
      { class: "table-wrap", tabindex: "0", role: "region", "aria-label": table.title },
      el(
        "table",
        {},
        el("caption", {}, table.title),
        el("thead", {}, el("tr", {}, table.columns.map((column) => el("th", { scope: "col" }, column)))),
        el("tbody", {}, table.rows.map((row) => el("tr", {}, row.map((cell) => el("td", {}, cell))))),
      ),
      table.note ? el("p", {}, table.note) : null,
    ),
  );
}
