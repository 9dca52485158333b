// A number pad: large keys, the number above them in groups, covered where it must be.

import { el, icon } from "../shared/dom.js";
import { canShow, grouped, tidy } from "../shared/steps/numbers.js";
import { onKey, onTap } from "../shared/tap.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** The pad for the flow's step. What is typed goes to the flow at once; `done()` is 下一步. */
export function pad(flow, done) {
  const { kind } = flow.step;
  const { heading } = flow.prompt;
  let shown = false;
  // The count is for screen readers: they must not spell the number out either.
  const number = el("p", { class: "entry", role: "status" });
  const show = el("button", { type: "button" }, "显示");
  const write = (value) => {
    flow.write(tidy(kind, value));
    draw();
  };
  const draw = () => {
    number.textContent = grouped(kind, flow.value, shown);
    number.setAttribute("aria-label", `${heading}，已经按了${flow.value.length}位`);
    show.textContent = shown ? "遮住" : "显示";
  };
  const key = (sign) => act(sign, () => write(flow.value + sign), onKey);
  onTap(show, () => {
    shown = !shown;
    draw();
  });
  const element = el(
    "div",
    { class: "pad-area", "data-kind": kind },
    el("div", { class: "entry-line" }, number, canShow(kind) ? show : null, act("全部重填", () => write(""), onTap)),
    el(
      "div",
      { class: "pad", role: "group", "aria-label": "数字键" },
      KEYS.map(key),
      kind === "id" ? key("X") : el("span"),
      key("0"),
      act(["退一位", icon("erase")], () => write(flow.value.slice(0, -1)), onKey, "erase"),
    ),
  );
  element.addEventListener("card", ({ detail }) => {
    shown = false;
    write(detail);
  });
  draw();
  return { element, type: (event) => typed(event, flow, write, done) };
}

function act(words, handler, how, name = "") {
  const button = el("button", { type: "button", class: name }, words);
  how(button, handler);
  return button;
}

// A keyboard or a card reader beside the panel types into the pad as well.
function typed(event, flow, write, done) {
  if (event.key === "Enter" && !event.target.closest("button")) done();
  else if (event.key === "Backspace") write(flow.value.slice(0, -1));
  else if (/^[\dxX]$/.test(event.key)) write(flow.value + event.key);
  else return;
  event.preventDefault();
}
