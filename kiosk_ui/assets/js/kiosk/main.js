// The kiosk page: connects the bars, the voice, the idle clock and the visit.

import { connectBadge } from "../shared/badge.js";
import { hanzi } from "../shared/dom.js";
import { Proof } from "../shared/proof.js";
import { onTap } from "../shared/tap.js";
import { Voice } from "../shared/voice.js";
import { connectDisplay } from "./display.js";
import { IdleClock, idleLimit, PERSONAL_MS } from "./idle.js";
import { Screens } from "./screens.js";
import { watchServer } from "./server_watch.js";
import { connectVeil } from "./veil.js";
import { Visit } from "./visit.js";
import { connectVoiceBar } from "./voice_bar.js";

const SETTLE_MS = 500; // the touch that wakes the panel, and its tremble, must not press a tile

const byId = (id) => document.getElementById(id);
const attract = byId("attract");
const desk = byId("desk");
const offline = byId("offline");
const offlineWords = JSON.parse(offline.dataset.audio);
const place = byId("screen");

const voice = new Voice(byId("voice"));
const screens = new Screens(place, byId("pager"));
const resetDisplay = connectDisplay([...document.querySelectorAll("[data-size]:is(button)")], byId("contrast"));
const proof = new Proof();
const visit = new Visit(screens, voice, proof, JSON.parse(byId("steps").dataset.prompts));
const idle = new IdleClock({
  limit: () => visit.personal ? PERSONAL_MS : idleLimit(screens.name === "answer" ? hanzi(place.textContent) : 0),
  isBusy: () => voice.playing,
  warn: () => visit.warn(keep, end),
  keep,
  end,
});

function begin() {
  attract.hidden = true;
  desk.hidden = false;
  place.inert = true;
  setTimeout(() => (place.inert = false), SETTLE_MS);
  idle.start();
  visit.start();
  voice.keepReady(offlineWords);
}

function keep() {
  idle.kept();
  visit.resume();
}

function end() {
  idle.stop();
  visit.end();
  voice.reset();
  resetDisplay();
  byId("veil").hidden = true;
  for (const store of [localStorage, sessionStorage]) store.clear();
  desk.hidden = true;
  attract.hidden = false;
  placeOffline();
}

function placeOffline() {
  offline.dataset.over = attract.hidden ? "desk" : "attract";
}

// A bar button pressed while the idle warning stands means the visitor is still here.
function fromBar(step) {
  return () => {
    if (idle.warned) idle.kept();
    step();
  };
}

onTap(attract, begin);
onTap(byId("go-home"), fromBar(() => visit.home()));
onTap(byId("go-back"), fromBar(() => visit.back()));
onTap(byId("go-help"), fromBar(() => visit.help()));
onTap(byId("go-end"), end);
connectBadge(byId("badge"), proof, fromBar(() => visit.leavePerson()), fromBar(() => visit.stay()));
connectVeil(byId("veil"), byId("draw-veil"), voice);
connectVoiceBar(byId("voice-bar"), voice, byId("voice-bar").dataset.unavailable);

new MutationObserver(() => byId("go-back").classList.toggle("away", visit.atHome)).observe(place, { attributeFilter: ["data-name"] });

let marked = [];
voice.addEventListener("chunk", () => {
  for (const element of marked) element.classList.remove("spoken");
  marked = voice.current ? visit.marked(voice.current) : [];
  for (const element of marked) element.classList.add("spoken");
  if (marked.length) screens.reveal(marked[0]);
});

watchServer(
  "/kiosk/panel.css",
  () => {
    placeOffline();
    offline.hidden = false;
    if (attract.hidden) voice.say(offlineWords);
    else voice.stop();
  },
  () => (offline.hidden = true),
);

document.addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("pagehide", () => visit.end());
addEventListener("pageshow", (event) => event.persisted && location.reload()); // never a former visitor's page from memory
