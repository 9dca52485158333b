// The question bar: a line to write in. Works with a USB keyboard and with a soft keyboard alike.

import { fromTemplate } from "../shared/dom.js";
import { onSubmit, onTap } from "../shared/tap.js";

let count = 0;

/** A question bar that asks `visit` what was written; an empty line is helped out with examples. */
export function askBar(visit) {
  const form = fromTemplate("ask-bar");
  const input = form.querySelector("input");
  input.id = `question-${(count += 1)}`;
  form.querySelector("label").htmlFor = input.id;
  input.value = visit.draft;
  if (visit.example) input.placeholder = `比如：${visit.example}？`;
  onSubmit(form, () => {
    const text = input.value.trim();
    if (text) visit.ask(text, form.querySelector("[type=submit]"));
    else if (!visit.showExamples()) input.focus();
  });
  const talk = form.querySelector(".talk-button"); // only where something hears
  if (talk) onTap(talk, hearingFor(form, input, talk, visit));
  return form;
}

// Fetched with the first tap: most visitors write or choose.
function hearingFor(form, input, talk, visit) {
  let act = null;
  return async () => {
    if (!act) {
      const { speakingInto } = await import("./hearing.js");
      act ??= speakingInto(input, talk, form.querySelector(".talk-state"), visit);
    }
    act();
  };
}
