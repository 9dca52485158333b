// What is looked at beside the conversation: 更多服务 and the policy documents. 返回 walks it back; then the answer is there again.

import { request } from "../shared/api.js";
import { moreScreen } from "./more_screen.js";
import { articleScreen, articlesScreen, documentsScreen, topicsScreen } from "./policy_screens.js";

const fetched = (path, signal) => request("GET", `/policy/${path}`, { signal });

/** `desk` = {show(name, screen), run(work), read(chunks), offered(), visit}; the signal that `work` gets ends it with the visit. */
export class Browsing {
  #desk;
  #layers = []; // {name, made}: how each screen is drawn, the newest last

  constructor(desk) {
    this.#desk = desk;
  }

  get open() {
    return this.#layers.length > 0;
  }

  /** 更多服务. */
  more() {
    this.#put("more", () => moreScreen(this.#desk.offered(), this.#desk.visit));
  }

  /** 政策原文: the topics. */
  topics() {
    this.#desk.run(async (signal) => {
      const { topics } = await fetched("topics.json", signal);
      this.#put("policy", () => topicsScreen(topics, (topic) => this.#documents(topic)));
    });
  }

  /** The article behind a source of an answer, with the words that were quoted marked. */
  original({ url, article, quote }) {
    const [, id, label] = url.match(/\/policy\/(\d+)#?(.*)$/);
    this.#desk.run(async (signal) => {
      const { articles } = await fetched(`${id}/articles.json`, signal);
      const named = decodeURIComponent(label) || article;
      const found = articles.find((one) => one.label === named) ?? articles[0];
      await this.#article(signal, id, found.position, { quote, fromAnswer: true });
    });
  }

  /** One screen back; false when nothing of it is left. */
  back() {
    this.#layers.pop();
    return this.open && this.draw();
  }

  /** Show the newest screen again. */
  draw(silent = false) {
    const { name, made } = this.#layers.at(-1);
    this.#desk.show(name, made(), silent);
    return true;
  }

  close() {
    this.#layers = [];
  }

  #documents({ label, documents }) {
    if (documents.length === 1) return this.#articles(documents[0].id);
    this.#put("policy", () => documentsScreen(label, documents, ({ id }) => this.#articles(id)));
  }

  #articles(id) {
    this.#desk.run(async (signal) => {
      const { document, articles } = await fetched(`${id}/articles.json`, signal);
      this.#put("policy", () => articlesScreen(document, articles, ({ position }) => this.#open(id, position)));
    });
  }

  #open(id, position, how) {
    this.#desk.run((signal) => this.#article(signal, id, position, how));
  }

  // Turning to the next article takes the place of this one: 返回 leads to where the first was chosen.
  async #article(signal, id, position, { quote = "", fromAnswer = false, instead = false } = {}) {
    const shown = await fetched(`${id}/articles/${position}.json`, signal);
    if (instead) this.#layers.pop();
    const acts = {
      turn: (other) => this.#open(id, other, { fromAnswer, instead: true }),
      list: fromAnswer ? () => this.#articles(id) : null,
      read: (chunks) => this.#desk.read(chunks),
    };
    this.#put("policy-answer", () => articleScreen(shown, quote, acts), true);
  }

  #put(name, made, silent = false) {
    this.#layers.push({ name, made });
    this.draw(silent);
  }
}
