// A guide's card: its parts as headed lists, its tables of figures.

import { el } from "./dom.js";

/** The parts as elements; every line is given to `speakable` so that 接着听 can mark it. */
export function guideParts(card, speakable) {
  if (card?.type !== "guide") return [];
  return (card.parts ?? []).map((part) =>
    el("section", { class: "part" }, speakable.add(el("h2"), part.label), el("ul", {}, lines(part, speakable))),
  );
}

// Words that count by themselves: 第一步，  1. （not 1.5）  2、  3）  （一）  ①
const COUNTED = /^\s*(第[一二三四五六七八九十\d]{1,3}步|\d{1,2}([、)）]|[.．](?!\d))|[（(]?[一二三四五六七八九十]{1,2}[、)）]|[①-⑳])/;

// Several lines are marked: steps by number unless their words count already, all others by a dot.
function lines(part, speakable) {
  const marked = part.lines.length > 1 && !part.lines.some((line) => COUNTED.test(line));
  return part.lines.map((line, index) => {
    const sign = part.key === "steps" ? `${index + 1}` : "·";
    const mark = marked ? el("span", { class: "mark", "aria-hidden": "true" }, sign) : null;
    return el("li", { class: marked ? "marked" : null }, mark, speakable.add(el("span"), line));
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
