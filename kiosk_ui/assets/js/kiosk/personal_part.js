// The personal part of a visit: who is known, the forms in which one enters something, and what stands when that ends.

import { ApiError } from "../shared/api.js";
import { PersonalDesk } from "../shared/personal_desk.js";
import { stepScreen } from "./step_screen.js";

const CONTINUED = "接着办";
const PRINTED = "正在打印。请在下面取纸，别忘了拿。";
const OTHERWISE = "也可以点「换到手机上接着办」，用手机扫一扫，单子就在手机上。";
const NO_PRINTER = "这台机器现在打不了。请点「换到手机上接着办」，在手机上下载，也可以请工作人员打印。";

/**
 * `proof` tells who is known; `prompts` are the words of the steps; `path` is the visit's. `visit` = {conversation(), call(),
 * personal(), show(name, screen), showLast(), notice(name), home(), read(chunks)}.
 */
export class PersonalPart {
  #proof;
  #path;
  #visit;
  #desk;

  constructor(proof, prompts, path, visit) {
    this.#proof = proof;
    this.#path = path;
    this.#visit = visit;
    this.#desk = new PersonalDesk(prompts, {
      kiosk: true,
      call: visit.call,
      draw: (flow, intro) => visit.show("step", stepScreen(flow, visit.home, visit.read, intro)),
      refused: () => visit.notice("refused"),
      proven: (replies) => this.#proven(replies),
      received: (replies) => this.#received(replies),
      took: (turns) => this.#took(turns),
      conversation: visit.conversation,
      form: (id, paper) => this.print(id, paper),
      open: (form, values) => visit.open(form, values),
      leave: visit.home,
      done: (data) => this.#done(data),
    });
    proof.addEventListener("lapse", () => this.#lapse());
  }

  /** Is a form under way? */
  get busy() {
    return this.#desk.busy;
  }

  /** Does the form under way show something of a person's own? */
  get personal() {
    return this.#desk.personal;
  }

  /** A form of the page's own: phone, family or address; an application. One that has to be fetched may fail with ApiError. */
  open(form, values) {
    return this.#desk.open(form, values);
  }

  /** Print a paper of an application: form or checklist. Resolves to words that say how it went. */
  async print(id, paper) {
    try {
      const { printed } = await this.#visit.call("POST", `grants/${id}/print`, { paper });
      return printed ? PRINTED : NO_PRINTER;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return error.detail + OTHERWISE;
    }
  }

  /** Show the form under way, or ask who it is if the last answer wants to know; false if there is neither. */
  show() {
    const asked = this.#path.identityAsked;
    if (this.busy) this.#desk.draw();
    else if (asked) this.#desk.prove(asked);
    else return false;
    return true;
  }

  /** One step back in the form; false when it is left by that. */
  back() {
    return this.#desk.back();
  }

  /** The form is left and forgotten. */
  drop() {
    this.#desk.drop();
  }

  /** After an answer: who is known, and for how long? */
  refresh() {
    if (this.#proof.proven || this.#path.personal) this.#proof.refresh(this.#visit.conversation());
  }

  /** 退出: the person is forgotten, here at once, on the server at the latest with the proof's time. */
  async leave() {
    this.#path.forgetPersonal();
    await this.#proof.leave().catch(() => {});
  }

  /** 接着用, before the time is over. */
  stay() {
    return this.#proof.prolong();
  }

  /** Nothing of anybody remains. */
  end() {
    this.#desk.drop();
    this.#proof.reset();
  }

  #proven(replies) {
    this.#path.answer(replies);
    this.#visit.showLast();
    this.#proof.refresh(this.#visit.conversation());
  }

  #received(replies) {
    this.#path.add(CONTINUED, replies);
    this.#visit.showLast();
  }

  #took(turns) {
    for (const { said, replies } of turns) this.#path.add(said, replies);
    this.#visit.showLast();
  }

  #done(data) {
    if (!data) return this.#visit.notice("done");
    this.#path.update(data);
    this.#visit.showLast();
  }

  #lapse() {
    const shown = this.#visit.personal();
    this.#path.forgetPersonal();
    if (shown) this.#visit.notice("lapsed");
  }
}
