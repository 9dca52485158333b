// The sheet in which one enters something: the same steps as on the kiosk, in the phone's own fields.

import { el, icon } from "../shared/dom.js";
import { isNumber, tidy } from "../shared/steps/numbers.js";
import { resendLine } from "../shared/steps/resend.js";
import { onSubmit, onTap } from "../shared/tap.js";

const PAGE = 0.8; // of the sheet's height, at a touch on 下面还有

/** Draws a flow's step into the dialog; `leave()` is 取消, the sheet's closing by any way included. */
export class Sheet {
  #dialog;
  #heading;
  #inside;
  #back;
  #close;
  #leaving = true;

  constructor(dialog, back, leave) {
    this.#dialog = dialog;
    this.#heading = dialog.querySelector("h1");
    this.#inside = dialog.querySelector(".inside");
    this.#back = dialog.querySelector("[data-act=back]");
    this.#close = dialog.querySelector(".close");
    onTap(this.#back, back);
    tellMore(this.#inside);
    dialog.addEventListener("close", () => {
      this.#inside.replaceChildren();
      this.#heading.textContent = "";
      if (this.#leaving) leave();
    });
  }

  draw(flow) {
    const { step, prompt } = flow;
    this.#heading.textContent = step.consent ? step.consent.heading : prompt.heading;
    const words = step.consent ? step.consent.paragraphs : [prompt.words].filter(Boolean);
    this.#inside.replaceChildren(
      ...words.map((paragraph) => el("p", {}, paragraph)),
      ...(flow.trouble ? [el("p", { class: "trouble", role: "alert" }, flow.trouble.detail)] : []),
      ...(flow.note ? [el("p", { class: "kept" }, flow.note)] : []),
      ...body(flow),
    );
    this.#close.textContent = flow.closing ?? "取消";
    this.#back.hidden = flow.first && !flow.covers;
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#inside.scrollTop = 0;
    (this.#inside.querySelector("input[type=text]") ?? this.#inside).focus();
  }

  /** The sheet goes; what was asked is settled. */
  close() {
    this.#leaving = false;
    this.#dialog.close();
    this.#leaving = true;
  }
}

// Buttons may end exactly at the sheet's edge: then nothing but this tells that there are more below.
function tellMore(inside) {
  const cue = el("button", { type: "button", class: "below", hidden: true }, icon("down"), "下面还有");
  inside.after(cue);
  onTap(cue, () => (inside.scrollTop += inside.clientHeight * PAGE));
  const update = () => (cue.hidden = inside.scrollHeight - inside.scrollTop - inside.clientHeight < 8);
  inside.addEventListener("scroll", update, { passive: true });
  new MutationObserver(update).observe(inside, { childList: true, subtree: true, attributes: true });
  new ResizeObserver(update).observe(inside);
}

function body(flow) {
  const { kind, consent, options, draw } = flow.step;
  if (draw) return draw(flow);
  if (kind === "consent") {
    const pair = [tapped(consent.agree, () => flow.next(true), "next"), tapped(consent.refuse, () => flow.next(false))];
    return [el("div", { class: "agreeing" }, pair)];
  }
  if (kind === "choice") return options.map(({ label, value }) => tapped(label, () => flow.next(value)));
  if (kind === "many") return many(flow);
  return [entry(flow), ...(kind === "code" && flow.resend ? [resendLine(flow)] : [])];
}

function tapped(label, handler, name = "") {
  const button = el("button", { type: "button", class: `full ${name}` }, label);
  onTap(button, handler);
  return button;
}

function many(flow) {
  const chosen = new Set(flow.value || []);
  const boxes = flow.step.options.map(({ label, value }) => {
    const box = el("input", { type: "checkbox", checked: chosen.has(value) });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(value);
      else chosen.delete(value);
      flow.write([...chosen]);
    });
    return el("label", { class: "check" }, box, label);
  });
  return [...boxes, tapped("下一步", () => flow.next([...chosen]), "next")];
}

// The number pad of a phone has no X, so a button brings it.
function entry(flow) {
  const { kind } = flow.step;
  const input = el("input", { ...looks(flow), id: "sheet-entry", "aria-labelledby": "sheet-title" });
  input.value = flow.value;
  const write = (text) => {
    const kept = isNumber(kind) ? tidy(kind, text) : text;
    if (kept !== input.value) input.value = kept;
    flow.write(kept);
  };
  input.addEventListener("input", () => write(input.value));
  const form = el("form", { autocomplete: kind === "code" ? "on" : "off" }, input, kind === "id" ? tapped("末位是X，点这里", () => write(`${input.value}X`)) : null, el("button", { type: "submit", class: "full next" }, "下一步"));
  onSubmit(form, () => flow.next(flow.value.trim()));
  return form;
}

function looks({ step: { kind, autocomplete = "off" } }) {
  const field = { type: "text", autocapitalize: "off", spellcheck: "false", enterkeyhint: "next", autocomplete };
  if (kind === "code") return { ...field, inputmode: "numeric", autocomplete: "one-time-code", class: "digits" };
  if (kind === "phone") return { ...field, inputmode: "tel", class: "digits" };
  return isNumber(kind) ? { ...field, inputmode: "numeric", class: "digits" } : { ...field, maxlength: "80" };
}
