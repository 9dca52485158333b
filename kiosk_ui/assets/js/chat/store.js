// What this phone remembers of the chat: at most a day, and only until 清除记录.

import { covered } from "../shared/covered.js";
import { keepable } from "../shared/private_replies.js";

const KEY = "wanqing.chat";
const KEPT_MS = 24 * 60 * 60 * 1000;

/** The conversation's id and token and its entries, kept across reloads; `lapsed` is a former one whose day is over. Without storage it lives until the page closes. */
export class Store {
  #data;

  constructor(now = Date.now()) {
    const saved = read();
    this.#data = saved?.expires > now ? saved : empty(now);
    this.lapsed = this.#data === saved ? null : (saved?.conversation ?? null);
    for (const entry of this.#data.entries) if (entry.state === "sending") entry.state = "failed";
    this.save();
  }

  get conversation() {
    return this.#data.conversation;
  }

  set conversation({ id, token }) {
    this.#data.conversation = { id, token };
    this.save();
  }

  get entries() {
    return this.#data.entries;
  }

  get expired() {
    return this.#data.expires <= Date.now();
  }

  add(entry) {
    this.#data.entries.push(entry);
    this.save();
    return entry;
  }

  clear() {
    this.#data = empty(Date.now());
    this.save();
  }

  /** Personal records are never kept on the phone, only the fact that there were some. */
  save() {
    try {
      const entries = this.#data.entries.map(kept);
      localStorage.setItem(KEY, JSON.stringify({ ...this.#data, entries }));
    } catch (error) {
      // Private browsing or a full store: the chat still works, it only does not survive a reload.
      console.info("chat is not kept on this phone:", error.name);
    }
  }
}

// Of what was typed no number of one's own is kept, not even to be sent again.
function kept(entry) {
  if (entry.reply) return { ...entry, reply: keepable(entry.reply), ...(entry.question && { question: covered(entry.question) }) };
  const { text } = entry.message;
  return { ...entry, text: covered(entry.text), message: text ? { text: covered(text) } : entry.message };
}

const empty = (now) => ({ conversation: null, entries: [], expires: now + KEPT_MS });

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch (error) {
    console.info("no kept chat can be read:", error.name);
    return null;
  }
}
