// The dialogs: help, settings, 大字看, 发给家人. Native <dialog>: focus goes in and comes back by itself.

import { el } from "../shared/dom.js";
import { withPhones } from "../shared/phones.js";
import { onTap } from "../shared/tap.js";
import { pictureOf, plainLines, wordsToSend } from "./sharing.js";

const byId = (id) => document.getElementById(id);

/** Connect the buttons that open a dialog, and every dialog's close button. */
export function connectDialogs() {
  onTap(byId("open-help"), () => byId("help").showModal());
  onTap(byId("open-settings"), () => byId("settings").showModal());
  for (const button of document.querySelectorAll("[data-close]")) onTap(button, () => button.closest("dialog").close());
  onTap(byId("copy-text"), copyText);
}

/** Show a reply's words in letters of 30 px and more. */
export function showBig(reply) {
  const place = byId("big-text").querySelector('[data-slot="text"]');
  place.replaceChildren(...plainLines(reply).map((line) => el("p", {}, withPhones(line, true))));
  byId("big-text").showModal();
  byId("big-text").querySelector(".inside").scrollTop = 0;
}

/** Nothing of a reply stays in the dialog. */
export function putAwayBig() {
  byId("big-text").close();
  byId("big-text").querySelector('[data-slot="text"]').replaceChildren();
}

/** Hand a reply to the phone's own share sheet, or offer its words to be copied. */
export async function share(question, reply) {
  const text = wordsToSend(question, reply);
  if (navigator.share && (await handedOver(text))) return;
  byId("share-text").value = text;
  byId("share").querySelector('[data-slot="state"]').textContent = "";
  showPicture(byId("share").querySelector(".share-code"), pictureOf(reply));
  byId("share").showModal();
}

// Leaving the share sheet without choosing is a choice too; any other refusal falls back to copying.
async function handedOver(text) {
  try {
    await navigator.share({ text });
    return true;
  } catch (error) {
    return error.name === "AbortError";
  }
}

// Shown once it is there: on this very machine no picture leads anywhere.
function showPicture(figure, address) {
  const picture = figure.querySelector("img");
  figure.hidden = true;
  picture.onload = () => (figure.hidden = false);
  if (address) picture.src = address;
  else picture.removeAttribute("src");
}

async function copyText() {
  const area = byId("share-text");
  const state = byId("share").querySelector('[data-slot="state"]');
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    state.textContent = "已经复制好了。";
  } catch {
    // No clipboard on plain http or in an old web view: the words are selected, the phone's own menu copies them.
    state.textContent = "请按住上面的文字，选「复制」。";
  }
}
