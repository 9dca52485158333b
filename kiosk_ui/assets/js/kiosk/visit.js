// One visitor's visit: the conversation, the screens passed, and every step between attract and end.

import { Conversation, messageKey, sendOrAskAgain } from "../shared/api.js";
import { covered } from "../shared/covered.js";
import { answerScreen } from "./answer_screen.js";
import { Browsing } from "./browsing.js";
import { Errand } from "./errand.js";
import { examplesScreen } from "./examples_screen.js";
import { beyondHome, homeScreen } from "./home_screen.js";
import { asks, letGo } from "./letting_go.js";
import { noticeScreen } from "./notice_screens.js";
import { Path } from "./path.js";
import { PersonalPart } from "./personal_part.js";

const MOST_EXAMPLES = 6; // they fit one screen at the largest text size
const LONGEST_HINT = 7; // hanzi that fit the question bar at the largest text size

/** Draws on `screens`, speaks through `voice`. Everything of the visitor lives in this object and dies with it. */
export class Visit {
  #screens;
  #voice;
  #path = new Path();
  #own;
  #conversation = null;
  #greeting = null;
  #errand = new Errand((name, screen) => this.#show(name, screen), () => this.#leave());
  #marks = () => [];
  #redraw = () => this.start();
  #letting = Promise.resolve(); // what the dialogue must hear before anything else
  browsing = new Browsing({
    show: (name, screen, silent) => {
      this.#redraw = (quiet) => this.browsing.draw(quiet);
      this.#show(name, screen, silent);
    },
    run: (work) => this.#errand.run("", null, work),
    read: (chunks) => this.read(chunks),
    offered: () => beyondHome(this.#greeting),
    visit: this,
  });
  example = ""; // a short question for the question bar, another one for each visitor
  draft = ""; // what was typed and has no answer yet

  /** `proof` tells who is known; `prompts` are the words of the steps in which people enter something. */
  constructor(screens, voice, proof, prompts) {
    this.#screens = screens;
    this.#voice = voice;
    this.#own = new PersonalPart(proof, prompts, this.#path, {
      conversation: () => this.#conversation,
      call: (...request) => this.call(...request),
      personal: () => this.personal,
      show: (name, screen) => this.#show(name, screen),
      showLast: () => this.#showLast(),
      notice: (name) => this.#notice(name),
      home: () => this.home(),
      open: (form, values) => this.open(form, values),
      read: (chunks) => this.read(chunks),
    });
  }

  get atHome() {
    return this.#screens.name === "home";
  }

  /** Is something of a person's own on the screen? */
  get personal() {
    return this.#screens.name === "answer" && this.#path.personal;
  }

  /** Is it, or is somebody filling in a form that shows it? */
  get delicate() {
    return this.personal || (this.#screens.name === "step" && this.#own.personal);
  }

  /** Has the server opened a conversation for it? */
  get begun() {
    return this.#conversation !== null;
  }

  /** Open a conversation and show home. */
  start() {
    return this.#errand.run("", null, async (signal) => {
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
    this.#letGo(this.#path.last);
    this.#own.drop();
    this.#path.clear();
    this.browsing.close();
    return this.#greeting ? this.#showHome() : this.start();
  }

  /** 返回: from a notice to what it covered, from an answer to the one before, from the first answer to home. */
  back() {
    const { name } = this.#screens;
    const stepping = name === "step";
    this.#leave();
    if (this.browsing.open && (!/^(more|policy)/.test(name) ? this.browsing.draw(true) : this.browsing.back())) return;
    if (/^(more|policy)/.test(name)) return this.#showLast(true);
    if (stepping && this.#own.back()) return;
    if (name === "answer" || (stepping && this.#path.identityAsked)) this.#walkBack();
    this.#showLast();
  }

  /** Whatever is under way does not matter any more; what is shown may be covered by something else. */
  pause() {
    this.#leave();
  }

  help() {
    this.#leave();
    this.#show("help", noticeScreen("help-screen"));
  }

  /** Show example questions and what else can be done here; false if they are shown already. */
  showExamples() {
    if (this.#screens.name === "examples") return false;
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
    return this.#conversation.call(method, path, body, this.#errand.signal);
  }

  /** A form of the page's own over the answer that offers it. */
  open(form, values) {
    this.browsing.close();
    return this.#errand.run("", null, () => this.#own.open(form, values));
  }

  /** Print a paper of an application. */
  print(id, paper) {
    return this.#own.print(id, paper);
  }

  /** What 再听一遍 reads from now on. */
  offer(chunks) {
    this.#voice.offer(chunks);
  }

  /** 退出: the person is forgotten; the visit goes on at home. */
  leavePerson() {
    this.#own.leave();
    this.home();
  }

  /** 接着用, before the time is over. */
  stay() {
    return this.#own.stay();
  }

  /** Bring a part of the answer that is shown to the top. */
  turnTo(element) {
    this.#screens.turnTo(element);
  }

  /** 接着听: read these chunks of the screen that is shown. */
  read(chunks) {
    this.#voice.say(chunks);
  }

  /** The voice falls silent: somebody is about to speak. */
  hush() {
    this.#voice.stop();
  }

  /** Where this conversation is on the server, and the headers by which it is known there. */
  credentials() {
    return { path: `/api/conversations/${this.#conversation.id}`, headers: this.#conversation.credentials };
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
    this.#own.end();
    this.#conversation?.end();
    this.#conversation = this.#greeting = null;
    this.#path.clear();
    this.browsing.close();
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
      await this.#letting;
      const answered = await sendOrAskAgain("kiosk", this.#conversation, message, question, key, signal);
      if (signal.aborted) return;
      const { conversation, replies, greeting } = answered;
      this.#conversation = conversation;
      this.#greeting = greeting ?? this.#greeting;
      this.#path.add(covered(question), replies);
      this.browsing.close();
      this.draft = "";
      this.#own.drop();
      this.#showLast();
      this.#own.refresh();
    };
    this.#errand.run(covered(question), button, deliver);
  }

  #walkBack() {
    const left = this.#path.last;
    this.#path.back();
    if (!asks(this.#path.last)) this.#letGo(left);
  }

  #letGo(turn) {
    if (this.#conversation && asks(turn)) this.#letting = letGo(this.#conversation);
  }

  #leave() {
    this.#errand.drop();
    this.#voice.stop();
  }

  #notice(name) {
    this.#leave();
    this.#redraw = () => this.#show(name, noticeScreen(`${name}-screen`, { home: () => this.home() }), true);
    this.#show(name, noticeScreen(`${name}-screen`, { home: () => this.home() }));
  }

  #showLast(silent = false) {
    const turn = this.#path.last;
    if (!turn && !this.#own.busy) return this.#greeting ? this.#showHome(silent) : this.start();
    this.#redraw = (quiet) => this.#showLast(quiet);
    if (!this.#own.show()) this.#show("answer", answerScreen(turn, this), silent);
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
