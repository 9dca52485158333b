// Where people enter something of their own: one flow at a time, for both faces.

import { addressFlow, familyFlow, phoneFlow } from "./steps/forms.js";
import { IdentityFlow } from "./steps/identity.js";

const FORMS = { phone: phoneFlow, family: familyFlow, address: addressFlow };
const FRESH = /fresh/; // a change of phone wants a proof of a moment ago
const AGAIN = { methods: ["sms", "clerk"], consent: null };

/**
 * `host` = {kiosk, call(method, path, body), draw(flow, intro), refused(), proven(replies), done(data)}.
 * `prompts` are the words of the steps.
 */
export class PersonalDesk {
  #prompts;
  #host;
  #flow = null;
  #intro = null;

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

  /** A form of the page's own: phone, family or address. */
  open(form, values = {}) {
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
    this.drop();
    return false;
  }

  /** The flow is left and forgotten. */
  drop() {
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
