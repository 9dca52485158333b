// The chat page: connects the composer, the log, the voice and the dialogs.

import { onSubmit, onTap } from "../shared/tap.js";
import { Voice } from "../shared/voice.js";
import { connectDialogs, share, showBig } from "./dialogs.js";
import { connectListening } from "./listening.js";
import { Personal } from "./personal.js";
import { connectSettings } from "./settings.js";
import { Store } from "./store.js";
import { Talk } from "./talk.js";
import { View } from "./view.js";

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

// A soft keyboard that covers the page (iOS) leaves only this much of it: the line to write in stays visible.
visualViewport?.addEventListener("resize", () => {
  document.querySelector(".chat").style.height = `${visualViewport.height}px`;
  if (document.activeElement === question) view.toEnd();
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && store.expired) talk.forget();
});

talk.start();
