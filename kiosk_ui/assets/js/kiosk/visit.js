// One visitor's visit: the conversation, the screens passed, and every step between attract and end.

import { ApiError, Conversation, messageKey, sendOrAskAgain } from "../shared/api.js";
import { PersonalDesk } from "../shared/personal_desk.js";
import { identityAsked, isPrivate } from "../shared/private_replies.js";
import { showsWhat, updateReply } from "../shared/updated_reply.js";
import { answerScreen } from "./answer_screen.js";
import { examplesScreen } from "./examples_screen.js";
import { homeScreen } from "./home_screen.js";
import { errorScreen, noticeScreen } from "./notice_screens.js";
import { stepScreen } from "./step_screen.js";

const WAITING_AFTER_MS = 1000;
const MOST_EXAMPLES = 6; // they fit one screen at the largest text size
const LONGEST_HINT = 7; // hanzi that fit the question bar at the largest text size

/** Draws on `screens`, speaks through `voice`. Everything of the visitor lives in this object and dies with it. */
export class Visit {
  #screens;
  #voice;
  #proof;
  #desk;
  #conversation = null;
  #greeting = null;
  #turns = []; // {question, replies}, the path that 返回 walks back
  #step = new AbortController(); // aborted as soon as the visitor does something else
  #marks = () => [];
  #redraw = () => this.start();
  example = ""; // a short question for the question bar, another one for each visitor
  draft = ""; // what was typed and has no answer yet

  /** `proof` tells who is known; `prompts` are the words of the steps in which people enter something. */
  constructor(screens, voice, proof, prompts) {
    this.#screens = screens;
    this.#voice = voice;
    this.#proof = proof;
    this.#desk = new PersonalDesk(prompts, {
      kiosk: true,
      call: (method, path, body) => this.call(method, path, body),
      draw: (flow, intro) => this.#show("step", stepScreen(flow, () => this.home(), (chunks) => this.read(chunks), intro)),
      refused: () => this.#notice("refused"),
      proven: (replies) => this.#proven(replies),
      done: (data) => this.#done(data),
    });
    proof.addEventListener("lapse", () => this.#lapse());
  }

  get atHome() {
    return this.#screens.name === "home";
  }

  /** Is something of a person's own on the screen? */
  get personal() {
    return this.#screens.name === "answer" && (this.#turns.at(-1)?.replies.some(isPrivate) ?? false);
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
    this.#desk.drop();
    this.#turns = [];
    return this.#greeting ? this.#showHome() : this.start();
  }

  /** 返回: from a notice to what it covered, from an answer to the one before, from the first answer to home. */
  back() {
    const { name } = this.#screens;
    const stepping = name === "step";
    this.#leave();
    if (stepping && this.#desk.back()) return;
    if (name === "answer" || (stepping && this.#verifying)) this.#turns.pop();
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

  /** What the page's own forms and cards ask the server about the person. */
  call(method, path, body) {
    return this.#conversation.call(method, path, body, this.#step.signal);
  }

  /** A form of the page's own over the answer that offers it. */
  open(form) {
    this.#leave();
    this.#desk.open(form);
  }

  /** 退出: the person is forgotten, here and on the server; the visit goes on at home. */
  async leavePerson() {
    await this.#proof.leave().catch(() => {}); // forgotten here at once; on the server at the latest with the proof's time
    this.home();
  }

  /** 接着用, before the time is over. */
  stay() {
    return this.#proof.prolong();
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
    this.#desk.drop();
    this.#proof.reset();
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
      this.#desk.drop();
      this.#showLast();
      this.#askWhoIsKnown();
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

  get #verifying() {
    return identityAsked(this.#turns.at(-1)?.replies ?? []);
  }

  #askWhoIsKnown() {
    if (this.#proof.proven || this.personal) this.#proof.refresh(this.#conversation);
  }

  // The answer takes the place of the turn that asked who it is.
  #proven(replies) {
    const { question } = this.#turns.pop() ?? { question: "" };
    this.#turns.push({ question, replies });
    this.#showLast();
    this.#proof.refresh(this.#conversation);
  }

  #done(data) {
    const turn = this.#turns.at(-1);
    if (data?.replies) turn.replies = data.replies;
    else if (data) turn.replies.filter((reply) => showsWhat(reply, data)).forEach((reply) => updateReply(reply, data));
    if (data) this.#showLast();
    else this.#notice("done");
  }

  #lapse() {
    const shown = this.personal;
    this.#turns = this.#turns.filter(({ replies }) => !replies.some(isPrivate));
    if (shown) this.#notice("lapsed");
  }

  #notice(name) {
    this.#leave();
    this.#redraw = () => this.#show(name, noticeScreen(`${name}-screen`, { home: () => this.home() }), true);
    this.#show(name, noticeScreen(`${name}-screen`, { home: () => this.home() }));
  }

  #showLast(silent = false) {
    const turn = this.#turns.at(-1);
    if (!turn && !this.#desk.busy) return this.#greeting ? this.#showHome(silent) : this.start();
    this.#redraw = (quiet) => this.#showLast(quiet);
    if (this.#desk.busy) return this.#desk.draw();
    if (this.#verifying) return this.#desk.prove(this.#verifying);
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
