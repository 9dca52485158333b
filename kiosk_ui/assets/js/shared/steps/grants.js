// The application for the funeral grant, one thing at a time. Every answer is sent and kept by the server at once; this page
// keeps nothing once it is left.

import { messageKey } from "../api.js";
import { Flow } from "./flow.js";
import { Arrival, OPEN, PROOF, SETTLED } from "./grant_arrival.js";

const LOST = new Set(["applicant-needed", "not-identified"]); // the proof ended meanwhile

/** The flow of an application; see GrantFlow for what it wants. `begin()` starts it. */
export const grantFlow = (options) => new GrantFlow(options);

/**
 * `values` = {facts, caseId, look}: what is known, which case to go on with, or only to look at those there are. `host` =
 * {kiosk, call(method, path, body), conversation(), form(id, paper), open(form, values), refused(), leave()}; `prompts` are the words,
 * with `offer` = what can be chosen {situation, relations, offices}.
 */
class GrantFlow extends Flow {
  #call;
  #redraw;
  #arrival;
  #goal = null; // {path, name}: where the answer under way leads
  #whole = null; // the path that is left while one part is put right
  #answered = new Set(); // names of the steps answered here: 返回 leads through them
  #key = messageKey(); // of this application: sent twice it is still one
  host;
  offer;
  case = null;
  cases = [];
  uploads = null; // what is on its way
  resendAt = 0;

  constructor({ values, host, prompts, offer, call, changed }) {
    super({ path: PROOF, prompts, changed });
    Object.assign(this, { host, offer });
    this.#call = call;
    this.#redraw = changed;
    this.#arrival = new Arrival(this, { call, wish: values, key: this.#key });
    this.after = { grant_phone: () => this.#arrival.sendCode(), grant_code: () => this.#arrival.prove() };
  }

  /** Is something of a person's own on the screen? */
  get personal() {
    return this.case !== null || this.values.phone !== undefined;
  }

  get leaving() {
    return this.case && OPEN.has(this.case.state) ? "先到这里，回首页" : "回首页";
  }

  /** The word on the way out: nothing is cancelled by it once a case is there. */
  get closing() {
    if (!this.case) return "取消";
    return OPEN.has(this.case.state) ? "先到这里" : "关闭";
  }

  /** What the visitor may rely on. */
  get note() {
    return this.case?.state === "draft" ? "已经替您存好了，30天内都能接着填。" : "";
  }

  /** Is this the first step, with nothing to go back to? */
  get first() {
    return !this.#previous && !this.#whole;
  }

  get canTurnToClerk() {
    return false;
  }

  /** Consent first, unless it was given; who is known already is not asked again. */
  begin() {
    return this.run(() => this.#arrival.begin());
  }

  /** Another code; the one before is of no use then. */
  resend() {
    return this.run(() => this.#arrival.sendCode());
  }

  /** The answer under way leads along `path`, to the step called `name`. */
  lead(path, name = path[0].name) {
    this.#goal = { path, name };
  }

  /** Nobody goes back to what was answered so far. */
  forgetAnswered() {
    this.#answered.clear();
  }

  next(value) {
    this.#answered.add(this.step.name);
    return super.next(value);
  }

  async run(work, go = () => {}) {
    await super.run(work, () => {
      if (this.#goal) this.turn(this.#goal.path, this.#goal.name);
      else go();
      this.#goal = null;
      this.#skip();
    });
    if (!this.over && LOST.has(this.trouble?.code)) this.#proveAgain();
  }

  back() {
    if (this.#previous) this.turn(this.path, this.#previous.name);
    else if (this.#whole) this.#restore();
    else return false;
    this.#redraw();
    return true;
  }

  /** Put one part right; the whole stands again after it. */
  fix(part) {
    const steps = this.path.filter((step) => step.part === part).map((step) => ({ ...step, skip: step.needless }));
    this.aside(steps, "grant_review");
  }

  /** Walk along `steps` and come back to the step called `after`. */
  aside(steps, after) {
    this.#whole = { path: this.path, name: after };
    for (const { name } of steps) this.#answered.delete(name);
    this.turn([...steps, { name: "back_again", kind: "draw", whole: true }], steps[0].name);
    this.#redraw();
  }

  /** Ask the server about the case, and keep what it answers. */
  async tell(method, path, body) {
    const answer = await this.#call(method, `grants/${this.case.id}${path}`, body);
    if (answer.case) this.case = answer.case;
    return answer;
  }

  /** Save a part of the case. */
  save(part, values) {
    return this.tell("PUT", `/${part}`, { values, version: this.case.version });
  }

  /** Hand it in; sent twice it is still handed in once. */
  async submit() {
    await this.tell("POST", "/submit", { version: this.case.version, key: `${this.#key}-${this.case.version}` });
    this.lead(SETTLED);
  }

  /** Draw the step anew with the case as it is now. */
  async reload() {
    await this.tell("GET", "");
    if (!this.over) this.#redraw();
  }

  /** Draw the step anew. */
  redraw() {
    if (!this.over) this.#redraw();
  }

  end() {
    super.end();
    this.uploads?.end();
    Object.assign(this, { case: null, cases: [], uploads: null });
  }

  get #previous() {
    return this.path.slice(0, this.path.indexOf(this.step)).findLast(({ name }) => this.#answered.has(name));
  }

  // A step that has nothing to ask is passed over; behind the last one of a part stands the whole.
  #skip() {
    let at = this.path.indexOf(this.step);
    while (this.path[at].skip?.(this)) at += 1;
    if (this.path[at].whole) this.#restore();
    else this.turn(this.path, this.path[at].name);
  }

  #restore() {
    const { path, name } = this.#whole;
    this.#whole = null;
    this.turn(path, name);
  }

  #proveAgain() {
    const { trouble } = this;
    this.#arrival.comeBackTo(this.case?.id);
    Object.assign(this, { case: null, cases: [], values: {} });
    this.#answered.clear();
    this.#whole = null;
    this.turn(PROOF, "grant_name");
    this.trouble = trouble;
    this.#redraw();
  }
}
