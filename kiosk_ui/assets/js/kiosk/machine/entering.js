// One number at a time on the pad, as visitors enter theirs.

import { el } from "../../shared/dom.js";
import { onTap } from "../../shared/tap.js";
import { pad } from "../pad.js";

/**
 * Show a pad on `screen` for a number of this `kind`; `done(value)` is 下一步. Returns `say(words)`, which shows what went
 * wrong and empties the pad.
 */
export function enter(screen, { kind, heading, words, done, leave }) {
  const flow = { step: { kind }, prompt: { heading }, value: "", write: (value) => (flow.value = value) };
  const trouble = el("p", { class: "machine-trouble", role: "alert" });
  const next = () => flow.value && done(flow.value);
  const place = el("div");
  let keys;
  const draw = () => {
    keys = pad(flow, next);
    place.replaceChildren(keys.element);
  };
  draw();
  const go = el("button", { type: "button", class: "next" }, "下一步");
  onTap(go, next);
  const back = leave ? el("button", { type: "button", class: "leave" }, "返回") : null;
  if (back) onTap(back, leave);
  screen.replaceChildren(
    el("section", { class: `step padded ${kind}` }, el("h1", { tabindex: "-1" }, heading), el("p", {}, words), trouble, place, go, back ?? ""),
  );
  place.className = "pad-area";
  screen.onkeydown = (event) => keys.type(event);
  screen.focus();
  return (said) => {
    trouble.textContent = said;
    flow.value = "";
    draw();
  };
}
