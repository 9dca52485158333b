// One visitor's visit: the conversation, the screens passed, and every step between attract and end.

import { ApiError, Conversation, messageKey, sendOrAskAgain } from "../shared/api.js";
import { answerScreen } from "./answer_screen.js";
import { examplesScreen } from "./examples_screen.js";
import { homeScreen } from "./home_screen.js";
import { errorScreen, noticeScreen } from "./notice_screens.js";

const WAITING_AFTER_MS = 1000;
const MOST_EXAMPLES = 6; // they fit one screen at the largest text size
const LONGEST_HINT = 7; // hanzi that fit the question bar at the largest text size

/** Draws on `screens`, speaks through `voice`. Everything of the visitor lives in this object and dies with it. */
export class Visit {
  #screens;
  #voice;
  #conversation = null;
  #greeting = null;
  #turns = []; // {question, replies}, the path that 返回 walks back
  #step = new AbortController(); // aborted as soon as the visitor does something else
  #marks = () => [];
  #redraw = () => this.start();
  example = ""; // a short question for the question bar, another one for each visitor
  draft = ""; // what was typed and has no answer yet

  constructor(screens, voice) {
    this.#screens = screens;
    this.#voice = voice;
  }

  get atHome() {
    return this.#screens.name === "home";
  }

  /** Open a conversation and show home. */
  start() {
    return this.#request("", null, async (signal) => {
      const { conversation, replies } = await Conversation.open("kiosk", signal);
      if (signal.aborted) return conversation.end(); // the visitor left in the same moment
      this.#conversation = conversation;
      this.#greeting = replies[0];
      this.example = oneOf(this.#examples.filter((question) => question.length <= LONGEST_HINT)) ?? "";
      this.#showHome();
    });
  }

  /** 首页: the path is forgotten, the conversation goes on. */
  home() {
    this.#leave();
    this.#turns = [];
    return this.#greeting ? this.#showHome() : this.start();
  }

  /** 返回: from a notice to what it covered, from an answer to the one before, from the first answer to home. */
  back() {
    const overlaid = !["home", "answer"].includes(this.#screens.name);
    this.#leave();
    if (!overlaid) this.#turns.pop();
    this.#showLast();
  }

  help() {
    this.#leave();
    this.#show("help", noticeScreen("help-screen"));
  }

  /** Show example questions; false if there are none to show or they are shown already. */
  showExamples() {
    if (!this.#examples.length || this.#screens.name === "examples") return false;
    this.#leave();
    this.#show("examples", examplesScreen(this.#examples, this));
    return true;
  }

  ask(text, button) {
    this.draft = text;
    this.#send(text, { text }, button);
  }

  choose({ label, token }, button) {
    this.#send(label, { choice: token }, button);
  }

  /** Bring a part of the answer that is shown to the top. */
  turnTo(element) {
    this.#screens.turnTo(element);
  }

  /** 接着听: read these chunks of the screen that is shown. */
  read(chunks) {
    this.#voice.say(chunks);
  }

  /** Are you still there? `keep` and `end` are its two buttons. */
  warn(keep, end) {
    this.#show("idle", noticeScreen("idle-screen", { continue: keep, end }));
  }

  /** Show what the warning covered, without reading it again. */
  resume() {
    this.#redraw(true);
  }

  /** The elements that show what `chunk` reads. */
  marked(chunk) {
    return this.#marks(chunk);
  }

  /** Nothing remains, here or on the server. */
  end() {
    this.#leave();
    this.#conversation?.end();
    this.#conversation = this.#greeting = null;
    this.#turns = [];
    this.#marks = () => [];
    this.draft = this.example = "";
    this.#screens.clear();
  }

  get #examples() {
    const card = this.#greeting?.card;
    return card?.type === "suggestions" ? card.questions.slice(0, MOST_EXAMPLES) : [];
  }

  #send(question, message, button) {
    if (button?.getAttribute("aria-busy") === "true") return;
    const key = messageKey();
    const deliver = async (signal) => {
      const answered = await sendOrAskAgain("kiosk", this.#conversation, message, question, key, signal);
      if (signal.aborted) return;
      const { conversation, replies, greeting } = answered;
      this.#conversation = conversation;
      this.#greeting = greeting ?? this.#greeting;
      this.#turns.push({ question, replies });
      this.draft = "";
      this.#showLast();
    };
    this.#request(question, button, deliver);
  }

  async #request(question, button, work) {
    this.#leave();
    const step = (this.#step = new AbortController());
    button?.setAttribute("aria-busy", "true");
    const waiting = setTimeout(() => this.#show("waiting", noticeScreen("waiting-screen", {}, { question })), WAITING_AFTER_MS);
    try {
      await work(step.signal);
    } catch (error) {
      if (!step.signal.aborted) this.#fail(error, question, () => this.#request(question, null, work));
    } finally {
      clearTimeout(waiting);
      button?.removeAttribute("aria-busy");
    }
  }

  #fail(error, question, retry) {
    if (!(error instanceof ApiError)) throw error;
    this.#show("error", errorScreen(error, question, retry));
  }

  #leave() {
    this.#step.abort();
    this.#voice.stop();
  }

  #showLast(silent = false) {
    const turn = this.#turns.at(-1);
    if (!turn) return this.#greeting ? this.#showHome(silent) : this.start();
    this.#redraw = (quiet) => this.#showLast(quiet);
    this.#show("answer", answerScreen(turn, this), silent);
  }

  #showHome(silent = false) {
    this.#redraw = (quiet) => this.#showHome(quiet);
    this.#show("home", { ...homeScreen(this.#greeting, this), chunks: this.#greeting.audio ?? [] }, silent);
  }

  #show(name, { screen, chunks = [], marks }, silent = false) {
    this.#screens.show(name, screen);
    this.#marks = marks;
    if (silent) this.#voice.offer(chunks);
    else this.#voice.say(chunks);
  }
}

const oneOf = (list) => list[Math.floor(Math.random() * list.length)];
