// Messages as they look: own bubbles with their delivery, replies with their actions, details and quick replies.

import { otherChoices, personalCard, wordsOf } from "../shared/cards/index.js";
import { covered } from "../shared/covered.js";
import { el, icon } from "../shared/dom.js";
import { feedbackRow } from "../shared/feedback.js";
import { guideParts, guideTables } from "../shared/guide_card.js";
import { paragraphs } from "../shared/paragraphs.js";
import { identityAsked } from "../shared/private_replies.js";
import { basisLine, sources } from "../shared/sources.js";
import { Speakable } from "../shared/speakable.js";
import { onTap } from "../shared/tap.js";
import { maySend } from "./sharing.js";

const MOST_CHOICES = 4;
const NOT_IN_CHAT = "不要把身份证号发在聊天里。";
const DELIVERY = { sending: "发送中", sent: "已送达", failed: "没发出去" };

/** The time above a message, centred: 14:05, 昨天 14:05. */
export function timeLine(at, now = new Date()) {
  const then = new Date(at);
  const clock = `${then.getHours()}:${String(then.getMinutes()).padStart(2, "0")}`;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate()) > then;
  return el("p", { class: "time" }, yesterday ? `昨天 ${clock}` : clock);
}

/** The visitor's own message; `resend(entry)` is called from its 点这里重发. */
export function ownMessage(entry, resend) {
  const delivery = el("p", { class: "delivery", role: "status" });
  const again = el("button", { type: "button", class: "resend" }, "点这里重发");
  onTap(again, () => resend(entry));
  const element = el("div", { class: "own" }, el("p", { class: "bubble" }, covered(entry.text)), delivery, again);
  const show = () => {
    delivery.dataset.state = entry.state;
    delivery.textContent = entry.state === "failed" && entry.reason ? `${DELIVERY.failed}：${entry.reason}` : DELIVERY[entry.state];
    again.hidden = entry.state !== "failed";
  };
  show();
  return { element, show };
}

/** The bubble that stands while an answer is on its way. */
export function waitingMessage() {
  return el("div", { class: "other waiting" }, el("p", { class: "bubble" }, "正在查政策…"));
}

/** A line of the page itself. */
export function lineMessage(text) {
  return el("div", { class: "system" }, el("p", {}, text));
}

/** A line of the page itself, with a button if there is something to do about it. */
export function systemMessage(text, label, handler) {
  const button = el("button", { type: "button" }, label);
  onTap(button, handler);
  return el("div", { class: "system" }, el("p", {}, text), button);
}

/**
 * A reply. `acts` = {listen(chunks, marks, button), big(reply), share(reply), choose(choice), say(text), reveal(element),
 * prove(reply), judge(method, path, body)} and what personal cards need.
 */
export function replyMessage(reply, acts) {
  const speakable = new Speakable(true);
  const words = paragraphs(wordsOf(reply)).map((line) => speakable.add(el("p"), line));
  if (identityAsked([reply])) words.push(el("p", {}, NOT_IN_CHAT));
  const basis = reply.citations?.length ? more(`依据（${reply.citations.length}条）`, sources(reply.citations, true)) : null;
  const toBasis = () => {
    basis.open = true;
    acts.reveal(basis);
  };
  const parts = guideParts(reply.card, speakable);
  const tables = guideTables(reply.card);
  const marks = speakable.fill([...(reply.audio ?? []), ...(reply.more_audio ?? []), ...(reply.speech_on_request_audio ?? [])]);
  const card = personalCard(reply, acts);
  const choices = quickReplies(otherChoices(reply), acts.choose, reply.outcome);
  const first = reply.outcome === "confirm" && reply.card?.type !== "consent"; // the keys right below what they confirm
  return el(
    "div",
    { class: "other", "data-outcome": reply.outcome },
    el("div", { class: "bubble speakable" }, reply.outcome === "done" ? icon("check") : null, words, basis && basisLine(reply.citations, toBasis)),
    identityAsked([reply]) ? start(reply, acts) : null,
    first ? choices : null,
    card && el("div", { class: "personal-card" }, card),
    actions(reply, marks, acts),
    parts.length || tables.length ? more("详细办法", listenOn(reply, marks, acts), parts, tables) : null,
    basis,
    feedbackRow(reply, acts.judge),
    first ? null : choices,
    examples(reply.card, acts.say),
  );
}

function actions(reply, marks, acts) {
  const listen = reply.audio?.length ? listenButton("听一遍", reply.audio, marks, acts) : null;
  const aloud = reply.speech_on_request_audio?.length ? listenButton("读出来", reply.speech_on_request_audio, marks, acts) : null;
  const zoom = action("zoom", "大字看", () => acts.big(reply));
  return el("div", { class: "actions" }, listen, aloud, zoom, !maySend(reply) ? null : action("share", "发给家人", () => acts.share(reply)));
}

function start(reply, acts) {
  const button = el("button", { type: "button", class: "card-start" }, "开始核实");
  onTap(button, () => acts.prove(reply));
  return button;
}

function listenOn(reply, marks, acts) {
  if (!reply.more_audio?.length) return null;
  return el("div", { class: "actions" }, listenButton("接着听", reply.more_audio, marks, acts));
}

function listenButton(label, chunks, marks, acts) {
  const button = action("sound", label, () => acts.listen(chunks, marks, button));
  button.dataset.label = label;
  return button;
}

function action(drawing, label, handler) {
  const button = el("button", { type: "button" }, icon(drawing), el("span", {}, label));
  onTap(button, handler);
  return button;
}

function more(title, ...content) {
  return el("details", { class: "more" }, el("summary", {}, icon("down"), title), el("div", { class: "inside" }, content));
}

// Questions others ask, below the greeting; a tap sends one as if it had been typed.
function examples(card, say) {
  if (card?.type !== "suggestions" || !card.questions.length) return null;
  const buttons = card.questions.map((question) => {
    const button = el("button", { type: "button" }, question);
    onTap(button, () => say(question));
    return button;
  });
  return el("div", { class: "examples" }, el("p", {}, "您可以这样问"), buttons);
}

function quickReplies(choices, choose, outcome) {
  if (!choices.length) return null;
  const buttons = choices.map((choice) => {
    const button = el("button", { type: "button" }, choice.label);
    onTap(button, () => choose(choice));
    return button;
  });
  if (buttons.length <= MOST_CHOICES) return el("div", { class: outcome === "confirm" ? "choices confirm" : "choices" }, buttons);
  const rest = buttons.splice(MOST_CHOICES - 1);
  const unfold = el("button", { type: "button" }, "更多");
  onTap(unfold, () => {
    unfold.replaceWith(...rest);
    rest[0].focus();
  });
  return el("div", { class: "choices" }, buttons, unfold);
}
