// The dialogs: help, settings, 大字看, 发给家人. Native <dialog>: focus goes in and comes back by itself.

import { el } from "../shared/dom.js";
import { withPhones } from "../shared/phones.js";
import { onTap } from "../shared/tap.js";

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
  const text = [...(question ? [`问：${question}`] : []), ...plainLines(reply), ...sourceLines(reply), `来自晚晴 ${location.origin}/chat`].join("\n");
  if (navigator.share && (await handedOver(text))) return;
  byId("share-text").value = text;
  byId("share").querySelector('[data-slot="state"]').textContent = "";
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

function plainLines(reply) {
  const parts = reply.card?.type === "guide" ? (reply.card.parts ?? []) : [];
  return [...reply.text.split(/\n+/), ...parts.flatMap((part) => [`${part.label}：`, ...part.lines])].filter((line) => line.trim());
}

function sourceLines(reply) {
  return (reply.citations ?? []).map(({ document: name, number, article }) => `依据：${[name, number, article].filter(Boolean).join(" ")}`);
}
