// An answer: the question, the conclusion in large letters, then parts, tables, 依据, and what else can be asked.

import { otherChoices, personalCard, wordsOf } from "../shared/cards/index.js";
import { el, icon } from "../shared/dom.js";
import { guideParts, guideTables } from "../shared/guide_card.js";
import { paragraphs } from "../shared/paragraphs.js";
import { basisLine, sources } from "../shared/sources.js";
import { Speakable } from "../shared/speakable.js";
import { onTap } from "../shared/tap.js";
import { askBar } from "./ask_bar.js";
import { wideButton } from "./screens.js";

/** The screen for one turn ({question, replies}), its speech chunks and its marks. `visit` asks, chooses, reads on. */
export function answerScreen({ question, replies }, visit) {
  const speakable = new Speakable(false);
  const screen = el(
    "section",
    { class: "answer" },
    el("h1", { tabindex: "-1" }, question),
    replies.map((reply) => answer(reply, speakable, visit)),
    askBar(visit),
  );
  const chunks = replies.flatMap((reply) => reply.audio ?? []);
  const more = replies.flatMap((reply) => [...(reply.more_audio ?? []), ...(reply.speech_on_request_audio ?? [])]);
  return { screen, chunks, marks: speakable.fill([...chunks, ...more]) };
}

function answer(reply, speakable, visit) {
  const conclusion = el(
    "div",
    { class: "conclusion speakable" },
    paragraphs(wordsOf(reply)).map((paragraph) => speakable.add(el("p"), paragraph)),
  );
  if (reply.outcome === "done") conclusion.prepend(icon("check"));
  const basis = citations(reply);
  const card = personalCard(reply, cardActs(reply, visit));
  const choices = options(reply, visit);
  const { first, early, late } = inPlace(reply, choices);
  return [
    el("div", { class: "sheet", "data-outcome": reply.outcome }, conclusion, basis && basisLine(reply.citations, () => visit.turnTo(basis)), readAloud(reply, visit), readOn(reply, visit)),
    first,
    card && el("div", { class: "sheet card" }, card),
    early,
    sheet(guideParts(reply.card, speakable)),
    sheet(guideTables(reply.card)),
    basis,
    late,
  ];
}

// Where the choices stand: the keys of a question to be confirmed right below it, but below a text one agrees to; a question
// back or a way out below its card; what else can be asked at the end.
function inPlace({ outcome, card }, choices) {
  if (["answer", "done"].includes(outcome)) return { late: choices };
  return outcome === "confirm" && card?.type !== "consent" ? { first: choices } : { early: choices };
}

function cardActs(reply, visit) {
  return {
    kiosk: true,
    take: (index, button) => visit.choose(reply.choices[index], button),
    open: (form) => visit.open(form),
    revoke: (id) => visit.call("DELETE", `family/${id}`).then(() => "", (error) => error.detail),
  };
}

// What is somebody's own is read only when they ask for it.
function readAloud(reply, visit) {
  if (!reply.speech_on_request_audio?.length) return null;
  const button = el("button", { type: "button", class: "wide read-aloud" }, "读出来", icon("sound"));
  onTap(button, () => visit.read(reply.speech_on_request_audio));
  return button;
}

function readOn(reply, visit) {
  if (!reply.more_audio?.length) return null;
  const button = el("button", { type: "button", class: "wide next-part" }, "接着听", icon("sound"));
  onTap(button, () => visit.read(reply.more_audio));
  return button;
}

function options(reply, visit) {
  const choices = otherChoices(reply);
  if (!choices.length) return null;
  const answered = ["answer", "done"].includes(reply.outcome); // any other outcome has just said what to choose
  const title = reply.outcome === "done" ? "接下来" : answered ? "您还可以问" : "请选一个";
  return el(
    "div",
    { class: reply.outcome === "confirm" ? "options confirm" : "options", role: "group", "aria-label": title },
    answered ? el("h2", {}, title) : null,
    choices.map((choice) => wideButton(choice.label, (button) => visit.choose(choice, button))),
  );
}

function citations(reply) {
  if (!reply.citations?.length) return null;
  return el("div", { class: "sheet sources" }, el("h2", { tabindex: "-1" }, "依据"), sources(reply.citations, false));
}

const sheet = (children) => (children.length ? el("div", { class: "sheet" }, children) : null);
