// The personal part of the chat: the sheet, who is known, and what happens when that ends.

import { ApiError } from "../shared/api.js";
import { connectBadge } from "../shared/badge.js";
import { PersonalDesk } from "../shared/personal_desk.js";
import { Proof } from "../shared/proof.js";
import { saveFile, savePaper } from "../shared/save_file.js";
import { putAwayBig } from "./dialogs.js";
import { Sheet } from "./sheet.js";

const REFUSED = "好的，不查个人记录。办事指南和政策问题，照样可以问。";
const LAPSED = "看个人记录的时间到了。为了保护您，已经收起来了。要接着看，请再问一次。";
const LEFT = "已经退出。个人记录收起来了。";
const DONE = "办好了。";
const SAVED = "文件到手机上了。可以打开看，也可以打印。";
const PAPERS = { form: "shenqingbiao.pdf", checklist: "cailiaodan.pdf" };

/** Connects `talk` with the sheet and the strip. `prompts` are the words of the steps. */
export class Personal {
  #talk;
  #proof = new Proof();
  #desk;
  #sheet;

  constructor(talk, prompts, dialog, strip) {
    this.#talk = talk;
    this.#sheet = new Sheet(dialog, () => this.#desk.back() || this.#sheet.close(), () => this.#desk.drop());
    this.#desk = new PersonalDesk(prompts, {
      kiosk: false,
      call: (...request) => talk.conversation.call(...request),
      draw: (flow) => this.#sheet.draw(flow),
      refused: () => this.#settled(() => talk.tell(REFUSED)),
      proven: (replies) => this.#settled(() => talk.receive(replies)),
      took: (turns) => this.#settled(() => talk.bringIn(turns)),
      received: (replies) => this.#settled(() => talk.receive(replies)),
      conversation: () => talk.conversation,
      form: (id, paper) => this.#form(id, paper),
      open: (form, values) => this.#open(form, values),
      leave: () => this.#settled(() => this.#desk.drop()),
      done: (data) => this.#settled(() => (data?.replies ? talk.receive(data.replies) : this.#done(data))),
    });
    this.#proof.addEventListener("lapse", () => this.#putAway(LAPSED));
    connectBadge(strip, this.#proof, () => this.#leave(), () => this.#proof.prolong());
  }

  /** What the cards and replies in the log do. */
  get acts() {
    return {
      kiosk: false,
      prove: (reply) => this.#desk.prove(reply),
      open: (form, values) => this.#open(form, values),
      call: (...request) => this.#talk.conversation.call(...request),
      form: (id, paper) => this.#form(id, paper),
      paper: (calculator, facts) => savePaper(calculator, facts),
      revoke: (id) => this.#talk.conversation.call("DELETE", `family/${id}`).then(() => "", (error) => error.detail),
      keep: (path, name) => saveFile(this.#talk.conversation, path, name),
    };
  }

  /** Ask the server who is known and for how long. */
  refresh() {
    return this.#proof.refresh(this.#talk.conversation);
  }

  /** `then` is called whenever the strip says that somebody is known. */
  whenProven(then) {
    this.#proof.addEventListener("change", () => this.#proof.proven && then());
  }

  get proven() {
    return this.#proof.proven;
  }

  /** 清除记录: nothing here belongs to anybody. */
  reset() {
    this.#desk.drop();
    this.#proof.reset();
  }

  /** Take up what was begun on the panel, by the code of its link. */
  takeUp(code) {
    return this.#told(this.#desk.takeUp(code));
  }

  #open(form, values) {
    return this.#told(this.#desk.open(form, values));
  }

  // A form that does not arrive says so in the log.
  async #told(opening) {
    try {
      await opening;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#talk.tell(error.detail);
    }
  }

  #form(id, paper) {
    const path = `/api/conversations/${this.#talk.conversation.id}/grants/${id}/${paper}.pdf`;
    return saveFile(this.#talk.conversation, path, PAPERS[paper], SAVED);
  }

  #settled(then) {
    this.#sheet.close();
    then();
  }

  // The lists that are shown take in what has just been allowed.
  #done(data) {
    if (data) this.#talk.redraw(data);
    this.#talk.tell(DONE);
  }

  async #leave() {
    this.#putAway(LEFT);
    await this.#proof.leave().catch((error) => this.#talk.tell(error.detail));
  }

  #putAway(words) {
    if (this.#desk.busy) this.#sheet.close();
    this.#desk.drop();
    this.#talk.putAwayPrivate();
    putAwayBig();
    this.#talk.tell(words);
  }
}
