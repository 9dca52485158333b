// While the server is away: the full-screen notice, the guides behind it, and the way back once it answers again.

import { onTap } from "../../shared/tap.js";
import { GuideDesk } from "./guide_desk.js";

/**
 * `notice` is the element of the notice; `page` = {screens, voice, visit, pack, asleep(), wake()}: `asleep` says whether the page waits
 * for a visitor, `wake` shows the desk without asking the server anything.
 */
export class Away {
  #notice;
  #words;
  #page;
  #guides;
  #offer;
  #lost = false;

  constructor(notice, page) {
    this.#notice = notice;
    this.#page = page;
    this.#words = JSON.parse(notice.dataset.audio);
    this.#guides = new GuideDesk(page.pack, (name, screen) => this.#show(name, screen), (element) => page.screens.turnTo(element));
    this.#offer = notice.querySelector("[data-act=guides]");
    onTap(this.#offer, () => this.#open());
    page.pack.addEventListener("change", () => this.#place());
  }

  /** Does it decide what 首页, 返回 and 找工作人员 do? */
  get active() {
    return this.#lost || this.#guides.inUse;
  }

  get words() {
    return this.#words;
  }

  lost() {
    this.#lost = true;
    if (!this.#guides.inUse) this.#warn();
  }

  /** What is being read or written stays until the visitor goes on; everything else comes back by itself. */
  found() {
    const { visit, pack, asleep } = this.#page;
    this.#lost = false;
    this.#notice.hidden = true;
    pack.refresh();
    if (this.#guides.inUse && this.#reading) this.#tell();
    else if (this.#guides.inUse) this.#leave();
    else if (!asleep() && !visit.begun) visit.home();
  }

  home() {
    if (!this.#lost) this.#leave(true);
    else if (this.#page.pack.content) this.#open();
  }

  back() {
    if (!this.#notice.hidden) return;
    const helped = this.#page.screens.name === "help";
    if (this.#guides.inUse && (helped || this.#guides.back())) return this.#guides.redraw();
    if (helped && this.#page.visit.begun) this.#page.visit.resume(); // it stands below the notice again
    if (this.#lost) this.#warn();
    else this.#leave();
  }

  help() {
    this.#notice.hidden = true;
    this.#page.visit.help();
  }

  /** After 还在用吗. */
  redraw() {
    if (this.#guides.inUse) this.#guides.redraw();
    else this.#page.visit.resume();
  }

  /** The visit is over. */
  end() {
    this.#guides.end();
    this.#place();
    this.#notice.hidden = !this.#lost;
  }

  // The notice leaves the bar below it to who has begun a visit.
  #place() {
    this.#notice.dataset.over = this.#page.asleep() ? "attract" : "desk";
    this.#offer.hidden = !this.#page.pack.content;
  }

  #warn() {
    const { voice, asleep } = this.#page;
    this.#guides.end();
    this.#place();
    this.#notice.hidden = false;
    if (asleep()) voice.stop();
    else voice.say(this.#words);
  }

  #open() {
    const { visit, asleep, wake } = this.#page;
    if (asleep()) wake();
    else visit.pause();
    this.#notice.hidden = true;
    this.#guides.home();
  }

  #leave(home = false) {
    const { visit } = this.#page;
    this.#guides.end();
    if (home || !visit.begun) visit.home();
    else visit.resume();
  }

  get #reading() {
    return this.#guides.read || "writing" in document.getElementById("desk").dataset;
  }

  // Said where the line about the network stands; the next touch of 首页 or of this key goes on.
  #tell() {
    const note = document.querySelector(".offline-note");
    if (!note) return;
    const back = document.createElement("button");
    back.type = "button";
    back.textContent = "网络通了，回到刚才的地方";
    onTap(back, () => this.#leave());
    note.replaceChildren(back);
  }

  #show(name, { screen }) {
    const { screens, voice } = this.#page;
    voice.offer([]);
    screens.show(name, screen);
    if (!this.#lost) this.#tell();
  }
}
