// The guides kept in the page, as the visitor walks through them: topics, lists, searches, answers, and the way back.

import { guideScreen, listScreen, nothingScreen, topicsScreen } from "./guide_screens.js";
import { search } from "./search.js";

const FOUND = "找到这些，请点一条";

/** `show(name, screen)` draws, `turnTo(element)` scrolls. What an answer or a question bar asks of a visit, this answers from the pack. */
export class GuideDesk {
  #pack;
  #show;
  #trail = []; // of {name, draw()}, the screen that is shown last
  draft = "";
  example = "";

  constructor(pack, show, turnTo) {
    this.#pack = pack;
    this.#show = show;
    this.turnTo = turnTo;
  }

  /** Is one of its screens the visitor's place now? */
  get inUse() {
    return this.#trail.length > 0;
  }

  /** Is something being read or written there? */
  get read() {
    return this.#trail.at(-1)?.name === "offline-answer" || this.draft !== "";
  }

  home() {
    this.#trail = [];
    this.draft = "";
    this.#go("offline-topics", () => topicsScreen(this.#content, this));
  }

  /** One screen back; false when there is none. */
  back() {
    this.#trail.pop();
    return this.inUse;
  }

  redraw() {
    const last = this.#trail.at(-1);
    if (last) this.#show(last.name, last.draw());
  }

  /** Nothing of what was read or searched remains. */
  end() {
    this.#trail = [];
    this.draft = "";
  }

  openTopic(key) {
    const { label } = this.#content.topics.find((topic) => topic.key === key);
    this.#list(label, this.#content.guides.filter(({ topic }) => topic === key));
  }

  open(guide) {
    this.#go("offline-answer", () => guideScreen(guide, this.#content, this));
  }

  choose({ token }) {
    this.open(this.#content.guides.find(({ id }) => id === token));
  }

  ask(text) {
    this.draft = "";
    const found = search(this.#content, text);
    if (found.length) this.#list(FOUND, found);
    else this.#go("offline-none", () => nothingScreen(this.#content, this));
  }

  /** Who does not know what to write is shown the topics; false if they are shown already. */
  showExamples() {
    if (this.#trail.at(-1)?.name === "offline-topics") return false;
    this.home();
    return true;
  }

  get #content() {
    return this.#pack.content;
  }

  #list(heading, guides) {
    let page = 0;
    const turn = (to) => {
      page = to;
      this.redraw();
    };
    this.#go("offline-list", () => listScreen(heading, guides, page, this, turn));
  }

  #go(name, draw) {
    this.#trail.push({ name, draw });
    this.redraw();
  }
}
