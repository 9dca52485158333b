// Free times: under each day and place the times to tap.

import { el } from "../dom.js";
import { onTap } from "../tap.js";
import { frame } from "./facts.js";

/** Every time is one of the reply's choices, shown in its place. */
export function slotsCard(card, acts) {
  return frame("slots", card.heading, card.groups.map((group) => day(group, acts)));
}

function day({ heading, office, items }, acts) {
  return el(
    "div",
    { class: "day", role: "group", "aria-label": `${heading} ${office}` },
    el("h3", {}, heading),
    office ? el("p", {}, office) : null,
    el("div", { class: "times" }, items.map((item) => time(item, acts))),
  );
}

function time({ label, choice }, acts) {
  const button = el("button", { type: "button" }, el("strong", {}, label), el("small", {}, `第${choice + 1}个`));
  onTap(button, () => acts.take(choice, button));
  return button;
}
