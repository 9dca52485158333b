// An answer: the question, the conclusion in large letters, then parts, tables, 依据, and what else can be asked.

import { otherChoices, personalCard, wordsOf } from "../shared/cards/index.js";
import { el, icon } from "../shared/dom.js";
import { feedbackRow, isPolicyAnswer } from "../shared/feedback.js";
import { guideParts, guideTables } from "../shared/guide_card.js";
import { paragraphs } from "../shared/paragraphs.js";
import { basisLine, sources } from "../shared/sources.js";
import { Speakable } from "../shared/speakable.js";
import { onTap } from "../shared/tap.js";
import { askBar } from "./ask_bar.js";
import { wideButton } from "./screens.js";

const HOME = "回首页"; // stands below every screen of the panel

/** The screen for one turn ({question, replies}), its speech chunks and its marks. `visit` asks, chooses, reads on. */
export function answerScreen({ question, replies }, visit) {
  const speakable = new Speakable(false);
  const answers = replies.map((reply) => answer(reply, speakable, visit));
  const screen = el(
    "section",
    { class: "answer" },
    el("h1", { tabindex: "-1" }, titleOf(question, replies)),
    answers.map(({ told }) => told),
    answers.map(({ worked }) => worked), // how it was worked out waits until everything has been said
    replies.map((reply) => feedbackRow(reply, (...request) => visit.call(...request))),
    replies.some(isPolicyAnswer) ? wideButton("在手机上接着看", () => visit.open("elsewhere", { kind: "talk" }), "chat") : null,
    askBar(visit),
  );
  const chunks = replies.flatMap((reply) => reply.audio ?? []);
  const more = replies.flatMap((reply) => [...(reply.more_audio ?? []), ...(reply.speech_on_request_audio ?? [])]);
  return { screen, chunks, marks: speakable.fill([...chunks, ...more]) };
}

// Whoever has said 确定 to a time reads what came of it: 约好了, 改好了. Everything else stands under what was asked.
function titleOf(question, replies) {
  const booked = replies.find(({ outcome, card }) => outcome === "done" && card?.type === "booking" && card.number);
  return booked ? booked.text.split("。")[0] : question;
}

function answer(reply, speakable, visit) {
  const conclusion = el(
    "div",
    { class: "conclusion speakable" },
    paragraphs(wordsOf(reply)).map((paragraph) => speakable.add(el("p"), paragraph)),
  );
  if (reply.outcome === "done") conclusion.prepend(icon("check"));
  const basis = citations(reply, visit);
  const card = personalCard(reply, cardActs(reply, visit));
  const choices = options(reply, visit);
  const { first, early, late } = inPlace(reply, choices);
  const said = [
    el("div", { class: "sheet", "data-outcome": reply.outcome }, conclusion, basis && basisLine(reply.citations, () => visit.turnTo(basis)), readAloud(reply, visit), readOn(reply, visit)),
    first,
  ];
  const parts = [card && el("div", { class: "sheet card" }, card), early, sheet(guideParts(reply.card, speakable)), sheet(guideTables(reply.card)), basis, late];
  return isEstimate(reply) ? { told: said, worked: parts } : { told: [...said, ...parts], worked: [] };
}

const isEstimate = ({ card }) => card?.type === "estimate";

// Where the choices stand: the keys of a question to be confirmed right below it, but below a text one agrees to; what follows
// from an amount right below it; a question back or a way out below its card; what else can be asked at the end.
function inPlace({ outcome, card }, choices) {
  if (isEstimate({ card })) return { first: choices };
  if (["answer", "done"].includes(outcome)) return { late: choices };
  return outcome === "confirm" && card?.type !== "consent" ? { first: choices } : { early: choices };
}

function cardActs(reply, visit) {
  return {
    kiosk: true,
    take: (index, button) => visit.choose(reply.choices[index], button),
    say: (text, button) => visit.ask(text, button),
    open: (form, values) => visit.open(form, values),
    call: (...request) => visit.call(...request),
    form: (id, paper) => visit.print(id, paper),
    offer: (chunks) => visit.offer(chunks),
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
  const choices = otherChoices(reply).filter(({ label }) => !(isEstimate(reply) && label === HOME));
  if (!choices.length) return null;
  const answered = ["answer", "done"].includes(reply.outcome); // any other outcome has just said what to choose
  const title = reply.outcome === "done" || isEstimate(reply) ? "接下来" : answered ? "您还可以问" : "请选一个";
  return el(
    "div",
    { class: reply.outcome === "confirm" ? "options confirm" : "options", role: "group", "aria-label": title },
    answered && !isEstimate(reply) ? el("h2", {}, title) : null,
    choices.map((choice) => wideButton(choice.label, (button) => visit.choose(choice, button))),
  );
}

function citations(reply, visit) {
  if (!reply.citations?.length) return null;
  return el("div", { class: "sheet sources" }, el("h2", { tabindex: "-1" }, "依据"), sources(reply.citations, false, (citation) => visit.browsing.original(citation)));
}

const sheet = (children) => (children.length ? el("div", { class: "sheet" }, children) : null);
