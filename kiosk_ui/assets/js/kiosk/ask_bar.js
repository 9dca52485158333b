// The question bar: a line to write in. Works with a USB keyboard and with a soft keyboard alike.

import { fromTemplate } from "../shared/dom.js";
import { onSubmit } from "../shared/tap.js";

let count = 0;

/** A question bar that calls `ask(text, button)`; an empty line only takes the focus. `typed` is what stood there before. */
export function askBar(ask, typed = "") {
  const form = fromTemplate("ask-bar");
  const input = form.querySelector("input");
  input.id = `question-${(count += 1)}`;
  form.querySelector("label").htmlFor = input.id;
  input.value = typed;
  onSubmit(form, () => {
    const text = input.value.trim();
    if (text) ask(text, form.querySelector("button"));
    else input.focus();
  });
  return form;
}
