// The talk: messages go out one after another, answers come in, nothing is lost on the way.

import { ApiError, Conversation, messageKey, sendOrAskAgain } from "../shared/api.js";
import { isPrivate, keepable } from "../shared/private_replies.js";
import { showsWhat, updateReply } from "../shared/updated_reply.js";
import { lineMessage, ownMessage, replyMessage, systemMessage, timeLine, waitingMessage } from "./bubbles.js";

const NEW_TIME_AFTER_MS = 5 * 60 * 1000;

/** Draws into `log`, remembers in `store`, scrolls `view`; `acts` are what a reply's buttons do besides choosing. */
export class Talk {
  #log;
  #store;
  #view;
  #acts;
  #conversation = null;
  #queue = Promise.resolve();
  #drawn = new Map(); // own entry -> its message on the page
  #private = new Map(); // entry with a private reply -> its element
  #personal = null;
  #lastAt = 0;

  constructor(log, store, view, acts) {
    this.#log = log;
    this.#store = store;
    this.#view = view;
    this.#acts = acts;
  }

  get conversation() {
    return this.#conversation;
  }

  /** Connect the personal part; before the start. */
  connect(personal) {
    this.#personal = personal;
  }

  /** Show what this phone remembers, or open a conversation. */
  async start() {
    const { lapsed, conversation: kept } = this.#store;
    if (lapsed) new Conversation(lapsed.id, lapsed.token).end(); // the server forgets it as well
    if (!kept) return this.#open();
    this.#conversation = new Conversation(kept.id, kept.token);
    for (const entry of this.#store.entries) this.#draw(entry);
    this.#view.toEnd();
    this.#personal.refresh();
  }

  /** Replies that come by another way than a message. */
  receive(replies) {
    const [first] = this.#drawAll(replies, "");
    if (first) this.#view.toStart(first);
    this.#personal.refresh();
  }

  /** What was asked and answered elsewhere: [{said, replies}]. */
  bringIn(turns) {
    for (const { said, replies } of turns) {
      const own = this.#draw(this.#store.add({ kind: "own", text: said, message: { text: said }, state: "sent", at: Date.now() }));
      const [first] = this.#drawAll(replies, said);
      this.#view.toStart(first, own);
    }
  }

  /** A line of the page itself. */
  tell(words) {
    this.append(lineMessage(words));
  }

  /** The same with an element. */
  append(element) {
    this.#log.append(element);
    this.#view.toEnd();
  }

  /** Personal records leave the page; that there were some stays. */
  putAwayPrivate() {
    for (const [entry, element] of this.#private) {
      entry.reply = keepable(entry.reply);
      element.replaceWith(this.#drawReply(entry));
    }
    this.#private.clear();
    this.#store.save();
  }

  /** The cards that show what `data` changes take it in and are drawn again. */
  redraw(data) {
    for (const [entry, element] of this.#private) {
      if (!showsWhat(entry.reply, data)) continue;
      updateReply(entry.reply, data);
      const drawn = this.#drawReply(entry);
      element.replaceWith(drawn);
      this.#private.set(entry, drawn);
    }
  }

  /** Send what was typed. */
  say(text) {
    this.#send(text, { text });
  }

  /** 清除记录: here, on the server, and a fresh start. */
  async forget() {
    this.#conversation?.end();
    this.#conversation = null;
    this.#store.clear();
    this.#drawn.clear();
    this.#private.clear();
    this.#personal.reset();
    this.#lastAt = 0;
    this.#log.replaceChildren();
    await this.#open();
  }

  async #open() {
    try {
      const { conversation, replies } = await Conversation.open("web");
      this.#take(conversation);
      for (const reply of replies) this.#draw(this.#store.add({ kind: "reply", reply, at: Date.now() }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const line = systemMessage(error.detail, "再试一次", () => {
        line.remove();
        this.#open();
      });
      this.#log.append(line);
    }
  }

  #take(conversation) {
    this.#conversation = conversation;
    this.#store.conversation = conversation;
  }

  #send(text, message) {
    const entry = this.#store.add({ kind: "own", text, message, key: messageKey(), state: "sending", at: Date.now() });
    this.#draw(entry);
    this.#view.toEnd();
    this.#enqueue(entry);
  }

  #resend(entry) {
    this.#state(entry, "sending");
    this.#enqueue(entry);
  }

  #enqueue(entry) {
    this.#queue = this.#queue.then(() => this.#deliver(entry));
  }

  async #deliver(entry) {
    const waiting = waitingMessage();
    this.#log.append(waiting);
    if (this.#view.nearEnd) this.#view.toEnd();
    try {
      const replies = await this.#replies(entry);
      waiting.remove();
      this.#state(entry, "sent");
      this.#receive(entry, replies);
    } catch (error) {
      waiting.remove();
      this.#state(entry, "failed", error instanceof ApiError ? error.detail : "");
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #replies({ message, text, key }) {
    if (!this.#conversation) this.#take((await Conversation.open("web")).conversation);
    const { conversation, replies } = await sendOrAskAgain("web", this.#conversation, message, text, key);
    this.#take(conversation);
    return replies;
  }

  #receive(entry, replies) {
    const near = this.#view.nearEnd;
    const drawn = this.#drawAll(replies, entry.text);
    if (near && drawn.length) this.#view.toStart(drawn[0], this.#drawn.get(entry)?.element);
    else this.#view.offerLatest();
    if (this.#personal.proven || replies.some(isPrivate)) this.#personal.refresh();
  }

  #drawAll(replies, question) {
    return replies.map((reply) => this.#draw(this.#store.add({ kind: "reply", reply, question, at: Date.now() })));
  }

  #state(entry, state, reason = "") {
    Object.assign(entry, { state, reason });
    this.#store.save();
    this.#drawn.get(entry)?.show();
  }

  #draw(entry) {
    if (entry.at - this.#lastAt > NEW_TIME_AFTER_MS) this.#log.append(timeLine(entry.at));
    this.#lastAt = entry.at;
    const element = entry.kind === "own" ? this.#drawOwn(entry) : this.#drawReply(entry);
    this.#log.append(element);
    if (entry.reply && isPrivate(entry.reply)) this.#private.set(entry, element);
    return element;
  }

  #drawOwn(entry) {
    const message = ownMessage(entry, (failed) => this.#resend(failed));
    this.#drawn.set(entry, message);
    return message.element;
  }

  #drawReply({ reply, question }) {
    return replyMessage(reply, {
      ...this.#acts,
      ...this.#personal.acts,
      take: (index) => this.#send(reply.choices[index].label, { choice: reply.choices[index].token }),
      share: () => this.#acts.share(question, reply),
      choose: ({ label, token }) => this.#send(label, { choice: token }),
      say: (text) => this.say(text),
      judge: (...request) => this.#conversation.call(...request).finally(() => this.#store.save()),
      reveal: (element) => this.#view.toStart(element),
    });
  }
}
