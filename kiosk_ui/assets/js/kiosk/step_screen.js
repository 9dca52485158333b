// One question of a flow as a screen: its heading, one thing to enter or choose, and 下一步.

import { el, icon } from "../shared/dom.js";
import { paragraphs } from "../shared/paragraphs.js";
import { Speakable } from "../shared/speakable.js";
import { isNumber } from "../shared/steps/numbers.js";
import { resendLine } from "../shared/steps/resend.js";
import { onSubmit, onTap } from "../shared/tap.js";
import { pad } from "./pad.js";
import { wideButton } from "./screens.js";


/**
 * The screen for where `flow` is, its speech chunks and its marks. `leave()` is 不办了, `read(chunks)` reads on; `intro` is
 * the reply that led here, read before the first step.
 */
export function stepScreen(flow, leave, read, intro) {
  const speakable = new Speakable(false);
  const { heading, words, audio } = asked(flow);
  const chunks = flow.trouble ? flow.trouble.audio : [...(intro?.audio ?? []), ...audio];
  const more = intro?.more_audio ?? [];
  const padded = isNumber(flow.step.kind); // a full screen: it needs no way out besides 首页 and 返回 below it
  const body = bodyOf(flow);
  const screen = el(
    "section",
    { class: `step ${flow.step.kind}${padded ? " padded" : ""}` },
    speakable.add(el("h1", { tabindex: "-1" }), heading),
    intro ? speakable.add(el("p", { class: "intro" }), paragraphs(intro.text)[0]) : null,
    padded && flow.trouble ? null : words.map((paragraph) => speakable.add(el("p"), paragraph)),
    flow.trouble ? el("div", { class: "trouble", role: "alert" }, speakable.add(el("p"), flow.trouble.detail)) : null,
    flow.note && !padded ? el("p", { class: "kept" }, flow.note) : null,
    body.elements,
    more.length ? readAloud(() => read(more)) : null,
    padded || flow.step.consent ? null : plain(flow.leaving ?? "不办了，回首页", leave),
  );
  if (body.type) screen.addEventListener("keydown", body.type);
  return { screen, chunks, marks: speakable.fill([...chunks, ...more]) };
}

// The server words the consent; every other step is worded by the page.
function asked({ step, prompt }) {
  if (step.consent) return { heading: step.consent.heading, words: step.consent.paragraphs, audio: [] };
  return { heading: prompt.heading, words: prompt.words ? [prompt.words] : [], audio: prompt.audio };
}

function bodyOf(flow) {
  const { kind, consent, options, draw } = flow.step;
  if (draw) return { elements: draw(flow) };
  if (kind === "consent") return { elements: pairOf(flow, consent) };
  if (kind === "choice") return { elements: options.map(({ label, value }) => wideButton(label, () => flow.next(value))) };
  if (kind === "many") return { elements: many(flow) };
  return isNumber(kind) ? numberBody(flow) : { elements: line(flow) };
}

function numberBody(flow) {
  const done = () => flow.next(flow.value);
  const { element, type } = pad(flow, done);
  return { elements: [element, next(done), flow.step.kind === "code" && flow.resend ? resendLine(flow) : null], type };
}

function pairOf(flow, { agree, refuse }) {
  const yes = el("button", { type: "button", class: "giant" }, icon("check"), agree);
  const no = el("button", { type: "button", class: "plain" }, refuse);
  onTap(yes, () => flow.next(true));
  onTap(no, () => flow.next(false));
  return el("div", { class: "agreeing" }, yes, no);
}

function many(flow) {
  const chosen = new Set(flow.value || []);
  const buttons = flow.step.options.map(({ label, value }) => {
    const button = el("button", { type: "button", class: "wide", "aria-pressed": String(chosen.has(value)) }, label);
    onTap(button, () => {
      if (!chosen.delete(value)) chosen.add(value);
      button.setAttribute("aria-pressed", String(chosen.has(value)));
      flow.write([...chosen]);
    });
    return button;
  });
  return [el("div", { class: "options" }, buttons), next(() => flow.next([...chosen]))];
}

// What the keyboard should expect: a person's name, or a place or bank.
const writing = ({ field }) => (/(^|_)name$/.test(field) ? "name" : "place");

function line(flow) {
  const input = el("input", { type: "text", maxlength: "80", autocomplete: "off", autocorrect: "off", spellcheck: "false", "aria-label": flow.prompt.heading, "data-writing": writing(flow.step) });
  input.value = flow.value;
  input.addEventListener("input", () => flow.write(input.value));
  const form = el("form", { class: "entry-form", autocomplete: "off" }, input, el("button", { type: "submit", class: "next" }, "下一步"));
  onSubmit(form, () => flow.next(input.value.trim()));
  return form;
}

function next(handler) {
  const button = el("button", { type: "button", class: "next" }, "下一步");
  onTap(button, handler);
  return button;
}

function readAloud(handler) {
  const button = el("button", { type: "button", class: "wide read-aloud" }, "把说明读出来", icon("sound"));
  onTap(button, handler);
  return button;
}

function plain(label, handler) {
  const button = el("button", { type: "button", class: "leave" }, label);
  onTap(button, handler);
  return button;
}
