// Where people enter something of their own: one flow at a time, for both faces.

import { ApiError } from "./api.js";
import { inTime } from "./in_time.js";
import { addressFlow, familyFlow, phoneFlow } from "./steps/forms.js";
import { IdentityFlow } from "./steps/identity.js";

const FORMS = { phone: phoneFlow, family: familyFlow, address: addressFlow };
const FRESH = /fresh/; // a change of phone wants a proof of a moment ago
const AGAIN = { methods: ["sms", "clerk"], consent: null };

// What goes with applications is fetched when it is needed: most visits never do.
const LATER = { grant: "grantFlow", progress: "progressFlow", elsewhere: "elsewhereFlow", take: "takeFlow" };
const OVER = "elsewhere"; // shown over the form under way, which goes on after it
const LOST = "这一页没有打开。请再试一次。";

/**
 * `host` = {kiosk, call(method, path, body), draw(flow, intro), refused(), proven(replies), done(data), conversation(),
 * received(replies), took(turns), form(caseId, paper) -> words, open(form, values), leave()}.
 * `prompts` are the words of the steps.
 */
export class PersonalDesk {
  #prompts;
  #host;
  #flow = null;
  #intro = null;
  #run = 0; // counts what was begun, so that what arrives too late is ignored

  constructor(prompts, host) {
    this.#prompts = prompts;
    this.#host = host;
  }

  get busy() {
    return this.#flow !== null;
  }

  /** Prove who one is, as `reply` asks for it. A flow that is under way goes on. */
  prove(reply) {
    if (this.busy) return this.draw();
    this.#intro = reply;
    this.#identify(reply.card, (replies) => this.#host.proven(replies));
  }

  /** Does the form under way show something of a person's own? */
  get personal() {
    return Boolean(this.#flow?.personal);
  }

  /** A form of the page's own: phone, family or address; an application and what goes with it. */
  open(form, values = {}) {
    if (form in LATER) return this.#openLater(form, values);
    this.#start(
      FORMS[form]({
        ...this.#common,
        finished: (data) => {
          this.drop();
          this.#host.done(data);
        },
      }),
    );
    Object.assign(this.#flow.values, values);
    if (form === "phone") this.#askAgainWhoItIs();
    this.draw();
  }

  /** One step back; false when the flow is left by it. */
  back() {
    if (this.#flow?.back()) return true;
    if (this.#flow?.covers) return this.#uncover();
    this.drop();
    return false;
  }

  /** The flow is left and forgotten. */
  drop() {
    this.#run += 1;
    this.#flow?.covers?.end();
    this.#flow?.end();
    this.#flow = this.#intro = null;
  }

  draw() {
    // The reply that led here is read once, with the first step.
    this.#host.draw(this.#flow, this.#flow.first && !this.#flow.trouble ? this.#intro : null);
  }

  get #common() {
    return { prompts: this.#prompts, call: this.#host.call, changed: () => this.busy && this.draw() };
  }

  async #openLater(form, values) {
    const run = (this.#run += 1);
    const grants = await inTime(import("./grants.js")).catch(lost);
    const [words] = await Promise.all([grants.grantWords(), inTime(grants.styled()).catch(lost)]);
    if (run !== this.#run) return; // somebody did something else meanwhile
    const prompts = { ...this.#prompts, ...words.prompts };
    const flow = grants[LATER[form]]({ ...this.#common, prompts, offer: words.offer, values, host: this.#host, taken: (handed) => this.#taken(handed) });
    if (form === OVER && this.busy) Object.assign(flow, { covers: this.#flow });
    else this.#flow?.end();
    this.#flow = flow;
    this.#intro = null;
    if (flow.begin) await flow.begin();
    else this.draw();
  }

  /** Take up what was begun elsewhere by the code that came with the address. */
  async takeUp(code) {
    const { takeUp } = await inTime(import("./grants.js")).catch(lost);
    this.#taken(await takeUp(code, this.#host.call));
  }

  #taken({ case_id: caseId, replies, turns }) {
    this.drop();
    if (turns) this.#host.took(turns);
    else if (caseId) this.#host.open("grant", { caseId });
    else this.#host.received(replies);
  }

  #uncover() {
    this.#flow = this.#flow.covers;
    this.draw();
    return true;
  }

  #start(flow) {
    this.#flow?.end();
    this.#flow = flow;
  }

  #identify(card, finished) {
    const leave = (go) => (value) => {
      this.drop();
      go(value);
    };
    const flow = new IdentityFlow({
      ...this.#common,
      card,
      kiosk: this.#host.kiosk,
      finished: leave(finished),
      refused: leave(() => this.#host.refused()),
    });
    this.#start(flow);
    this.draw();
  }

  #askAgainWhoItIs() {
    const flow = this.#flow;
    const send = flow.after.new_phone;
    flow.after.new_phone = async () => {
      const { phone } = flow.values;
      try {
        await send(flow);
      } catch (error) {
        if (!FRESH.test(error.code)) throw error;
        flow.end();
        this.#intro = { text: error.detail, audio: error.audio ?? [] };
        this.#identify(AGAIN, () => this.open("phone", { phone }));
      }
    };
  }
}

function lost(error) {
  console.info("a form did not arrive:", error.name);
  throw new ApiError("network", LOST);
}
