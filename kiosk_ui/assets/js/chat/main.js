// The chat page: connects the composer, the log, the voice and the dialogs.

import "../shared/older.js";
import { onSubmit, onTap } from "../shared/tap.js";
import { Voice } from "../shared/voice.js";
import { connectDialogs, share, showBig } from "./dialogs.js";
import { connectListening } from "./listening.js";
import { Personal } from "./personal.js";
import { connectSettings } from "./settings.js";
import { fitSoftKeyboard } from "./soft_keyboard.js";
import { Store } from "./store.js";
import { Talk } from "./talk.js";
import { View } from "./view.js";
import { Binding, enter, takeTicket } from "./wechat.js";

const byId = (id) => document.getElementById(id);
const question = byId("question");
const byTouch = matchMedia("(pointer: coarse)");

const voice = new Voice(byId("voice"));
const view = new View(byId("view"), byId("latest"));
const store = new Store();
const talk = new Talk(byId("log"), store, view, { listen: connectListening(voice, view), big: showBig, share });

const personal = new Personal(talk, JSON.parse(byId("steps").dataset.prompts), byId("sheet"), byId("badge"));
talk.connect(personal);

connectDialogs();
connectSettings(byId("settings"), voice);
onTap(byId("latest"), () => view.toEnd());
onTap(byId("forget"), () => {
  byId("settings").close();
  voice.stop();
  talk.forget();
});

onSubmit(byId("composer"), () => {
  const text = question.value.trim();
  if (text) {
    voice.stop();
    talk.say(text);
    question.value = "";
    fit();
  }
  if (text && byTouch.matches) question.blur(); // the soft keyboard makes room for the answer
  else question.focus();
});

question.addEventListener("input", fit);
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return; // Enter also chooses a word in an input method
  event.preventDefault();
  byId("composer").requestSubmit();
});

/** The line grows with what is written in it, up to the limit set in the style sheet. */
function fit() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight + question.offsetHeight - question.clientHeight}px`;
}

fitSoftKeyboard(document.querySelector(".chat"), () => document.activeElement === question && view.toEnd());

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && store.expired) talk.forget();
});

onTap(byId("go-on"), () => {
  byId("settings").close();
  personal.acts.open("take");
});

// A code scanned from the panel stands behind the address; it is good once, so it does not stay there.
const [, code] = location.hash.match(/^#c=(\d{8})$/) ?? [];
if (code) history.replaceState(null, "", location.pathname);

const ticket = takeTicket();
const entered = ticket ? await enter(ticket, store) : null;

await talk.start();
if (entered) {
  const binding = new Binding(talk);
  personal.whenProven(() => binding.offer());
  if (entered.words) talk.tell(entered.words);
  talk.receive(entered.replies);
}
if (code && talk.conversation) personal.takeUp(code);
