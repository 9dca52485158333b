// Proving who one is: consent, whose matter it is, numbers and names, and the code; or a clerk in its place.

import { Flow } from "./flow.js";

const STEP = {
  number: { name: "number", field: "id_number", kind: "id" },
  name: { name: "name", field: "name", kind: "text", autocomplete: "name" },
  phone: { name: "phone", field: "phone", kind: "phone", autocomplete: "tel-national" },
  relative_name: { name: "relative_name", field: "relative_name", kind: "text", autocomplete: "name" },
  elder_name: { name: "elder_name", field: "elder_name", kind: "text" },
  code: { name: "code", field: "code", kind: "code" },
  relative_code: { name: "code", field: "code", kind: "code", prompt: "relative_code" },
  staff: { name: "staff", field: "staff_number", kind: "staff" },
  pin: { name: "pin", field: "pin", kind: "secret" },
  reason: {
    name: "reason", field: "reason", kind: "choice",
    options: ["没带手机", "手机号换了", "收不到短信", "不会用手机"].map((label) => ({ label, value: label })),
  },
};
const PATHS = {
  own: [STEP.number, STEP.name, STEP.code],
  relative: [STEP.phone, STEP.relative_name, STEP.elder_name, STEP.relative_code],
  clerk: [STEP.number, STEP.name, STEP.staff, STEP.pin, STEP.reason],
};
// Who may be asked for, by the method of the card that allows it.
const WHO = [
  { method: "sms", value: "own", label: "查我自己的" },
  { method: "relative", value: "relative", label: "我是家属，替老人查" },
  { method: "clerk", value: "clerk", label: "没带手机，请工作人员核实", kioskOnly: true },
];
const METHODS = ["sms", "relative", "clerk"];

/**
 * The flow for an identity card. `call(method, path, body)` reaches the server; `refused()` when consent is refused;
 * `finished(replies)` when the person is known. `resendAt` says from when on another code may be asked for.
 */
export class IdentityFlow extends Flow {
  #call;
  #finished;
  #head;
  #clerk;
  resendAt = 0;

  constructor({ card, kiosk, prompts, call, finished, refused, changed }) {
    const who = WHO.filter(({ method, kioskOnly }) => (card.methods ?? METHODS).includes(method) && (kiosk || !kioskOnly));
    const head = [
      ...(card.consent ? [{ name: "consent", field: "agree", kind: "consent", consent: card.consent }] : []),
      { name: "who", field: "who", kind: "choice", options: who },
    ];
    super({ path: head, prompts, changed });
    this.#call = call;
    this.#finished = finished;
    this.#head = head;
    this.#clerk = who.some(({ value }) => value === "clerk");
    this.after = {
      consent: () => this.#agree(refused),
      who: () => (this.path = [...head, ...PATHS[this.values.who]]),
      name: () => this.values.who === "own" && this.#begin("identity", ["id_number", "name"]),
      elder_name: () => this.#begin("identity/relative", ["phone", "relative_name", "elder_name"]),
      code: () => this.#prove("identity/verify", ["code"]),
      reason: () => this.#prove("identity/clerk", ["id_number", "name", "staff_number", "pin", "reason"]),
    };
  }

  get canTurnToClerk() {
    return this.#clerk && this.step.name === "code" && this.values.who === "own";
  }

  /** A clerk vouches instead; what was typed already is not asked for again. */
  turnToClerk() {
    return this.run(() => {
      this.values.who = "clerk";
      this.turn([...this.#head, ...PATHS.clerk], "staff");
    });
  }

  /** Another code; the one before is of no use then. */
  resend() {
    return this.run(this.after[this.values.who === "relative" ? "elder_name" : "name"]);
  }

  async #agree(refused) {
    await this.#call("POST", "consent", { agree: this.values.agree });
    if (this.values.agree) return;
    this.end();
    refused();
  }

  async #begin(path, fields) {
    const { resend_after: wait } = await this.#call("POST", path, this.#pick(fields));
    this.values.code = "";
    this.resendAt = Date.now() + wait * 1000;
  }

  async #prove(path, fields) {
    const { replies } = await this.#call("POST", path, this.#pick(fields));
    if (this.over) return;
    this.end();
    this.#finished(replies);
  }

  #pick(fields) {
    return Object.fromEntries(
      fields.map((field) => [field === "relative_name" ? "name" : field, this.values[field]]),
    );
  }
}
