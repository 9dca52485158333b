// The kiosk page: connects the bars, the voice, the idle clock and the visit.

import { connectBadge } from "../shared/badge.js";
import { hanzi } from "../shared/dom.js";
import { Proof } from "../shared/proof.js";
import { onTap } from "../shared/tap.js";
import { Voice } from "../shared/voice.js";
import { cardTaker } from "./card_note.js";
import { CardReader } from "./card_reader.js";
import { connectDisplay } from "./display.js";
import { watchMachine } from "./heartbeat.js";
import { IdleClock, idleLimit, PERSONAL_MS } from "./idle.js";
import { Keyboard } from "./keyboard.js";
import { Away } from "./offline/away.js";
import { Pack } from "./offline/pack.js";
import { keepPage } from "./offline/register.js";
import { guardPanel } from "./panel_guard.js";
import { Screens } from "./screens.js";
import { watchServer } from "./server_watch.js";
import { connectStaffCorner } from "./staff_corner.js";
import { connectVeil } from "./veil.js";
import { Visit } from "./visit.js";
import { connectVoiceBar } from "./voice_bar.js";

const SETTLE_MS = 500; // the touch that wakes the panel, and its tremble, must not press a tile

const byId = (id) => document.getElementById(id);
const attract = byId("attract");
const desk = byId("desk");
const place = byId("screen");

const voice = new Voice(byId("voice"));
const screens = new Screens(place, byId("pager"));
const resetDisplay = connectDisplay([...document.querySelectorAll("[data-size]:is(button)")], byId("contrast"));
const proof = new Proof();
const visit = new Visit(screens, voice, proof, JSON.parse(byId("steps").dataset.prompts));
const away = new Away(byId("offline"), { screens, voice, visit, pack: new Pack(), asleep: () => !attract.hidden, wake });
const here = () => (away.active ? away : visit);
const idle = new IdleClock({
  limit: () => visit.delicate ? PERSONAL_MS : idleLimit(/answer$/.test(screens.name) ? hanzi(place.textContent) : 0),
  isBusy: () => voice.playing,
  warn: () => visit.warn(keep, end),
  keep,
  end,
});

function begin() {
  wake();
  voice.keepReady(away.words);
  return visit.start();
}

function wake() {
  attract.hidden = true;
  desk.hidden = false;
  place.inert = true;
  setTimeout(() => (place.inert = false), SETTLE_MS);
  idle.start();
}

function keep() {
  idle.kept();
  if (away.active) away.redraw();
  else visit.resume();
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
  away.end();
}

function leavePerson() {
  visit.leavePerson();
  if (away.active) away.redraw();
}

// A bar button pressed while the idle warning stands means the visitor is still here.
function fromBar(step) {
  return () => {
    if (idle.warned) idle.kept();
    step();
  };
}

onTap(attract, begin);
onTap(byId("go-home"), fromBar(() => here().home()));
onTap(byId("go-back"), fromBar(() => here().back()));
onTap(byId("go-help"), fromBar(() => here().help()));
onTap(byId("go-end"), end);
connectBadge(byId("badge"), proof, fromBar(leavePerson), fromBar(() => visit.stay()));
new Keyboard(byId("keyboard"), place, desk);
new CardReader(
  cardTaker({
    place,
    note: byId("card-note"),
    voice,
    covered: () => !byId("veil").hidden || !byId("offline").hidden,
    asleep: () => !attract.hidden,
    wake: begin,
    touched: () => (idle.warned ? keep() : idle.touch()),
  }),
);
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

watchServer("/kiosk/panel.css", () => away.lost(), () => away.found(), "serverAway" in document.documentElement.dataset);
keepPage();
guardPanel();
performance.setResourceTimingBufferSize(0); // the browser need not remember what was asked for
connectStaffCorner();
watchMachine(desk.dataset.version, { idle: () => desk.hidden, voice: () => voice.trouble !== "unavailable" });

addEventListener("pagehide", () => visit.end());
addEventListener("pageshow", (event) => event.persisted && location.reload()); // never a former visitor's page from memory
