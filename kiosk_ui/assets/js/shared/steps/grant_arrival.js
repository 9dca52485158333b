// How somebody comes to an application: consent, the proof, which of those there are, or the questions before a new one.

import { request } from "../api.js";
import { complete, known, wanted } from "../cards/values.js";
import { grantPath, question } from "./grant_path.js";
import { settled } from "./grant_screens.js";

export const PROOF = [
  { name: "grant_name", field: "name", kind: "text", autocomplete: "name" },
  { name: "grant_phone", field: "phone", kind: "phone", autocomplete: "tel-national" },
  { name: "grant_code", field: "code", kind: "code" },
];
export const SETTLED = [{ name: "grant_settled", kind: "draw", draw: settled }];
export const OPEN = new Set(["draft", "returned"]);
const SURVIVOR = "survivor";
const THE_OFFICE_KNOWS = new Set(["contribution", "drawn"]); // who worked it out without these was asked and does not know them

/**
 * Leads `flow`, a GrantFlow, to the case that is wished for. `call(method, path, body)` asks the server; `wish` is {facts, caseId,
 * look}; `key` is the new application's: sent twice it is still one.
 */
export class Arrival {
  #flow;
  #call;
  #wish;
  #key;

  constructor(flow, { call, wish, key }) {
    this.#flow = flow;
    this.#call = call;
    this.#wish = wish;
    this.#key = key;
  }

  /** Consent first, unless it was given; who is known already is not asked again. */
  async begin() {
    const { proven, consent } = await this.#call("GET", "applicant");
    if (consent) this.#flow.lead([{ name: "consent", field: "agree", kind: "consent", consent }, ...(proven ? [] : PROOF)]);
    else if (proven) await this.#look();
    this.#flow.after.consent = () => this.#agree(proven);
  }

  /** The proof ended: once it is given again, this case stands as it was. */
  comeBackTo(caseId) {
    this.#wish = { caseId, facts: this.#wish.facts };
  }

  /** Send a code to the phone that was entered; the one before is of no use then. */
  async sendCode() {
    const { name, phone } = this.#flow.values;
    const { resend_after: wait } = await this.#call("POST", "applicant", { name, phone });
    this.#flow.values.code = "";
    this.#flow.resendAt = Date.now() + wait * 1000;
  }

  /** The code is right: what there is of this person's is seen. */
  async prove() {
    const { cases } = await this.#call("POST", "applicant/verify", { code: this.#flow.values.code });
    this.#flow.values = {}; // the phone is proven: the page needs neither it nor the code any more
    await this.#arrive(cases);
  }

  async #agree(proven) {
    const { agree } = this.#flow.values;
    await this.#call("POST", "consent", { agree });
    if (!agree) {
      this.#flow.end();
      this.#flow.host.refused();
    } else if (proven) await this.#look();
  }

  async #look() {
    await this.#arrive((await this.#call("GET", "grants")).cases);
  }

  #arrive(cases) {
    this.#flow.cases = cases;
    this.#flow.forgetAnswered(); // nobody goes back into the proof
    const { caseId, look } = this.#wish;
    const wished = cases.find(({ id }) => id === caseId);
    if (wished) return this.#go(wished);
    return cases.length || look ? this.#choose() : this.#openOne();
  }

  // Those that are there first; another one last.
  #choose() {
    const options = this.#flow.cases.map((one) => ({ value: one.id, label: `${one.number_words}　${one.state_words}` }));
    options.push({ value: "new", label: this.#flow.cases.length ? "另外再办一个" : "现在开始申请" });
    this.#flow.after.grant_which = () => {
      const chosen = this.#flow.cases.find(({ id }) => id === this.#flow.values.which);
      if (chosen?.state === "returned") return this.#show(chosen); // first what is wanted, then 去补材料
      return chosen ? this.#go(chosen) : this.#openOne();
    };
    this.#flow.lead([{ name: this.#flow.cases.length ? "grant_which" : "grant_none", field: "which", kind: "choice", options }]);
    this.#flow.after.grant_none = this.#flow.after.grant_which;
  }

  // The five questions come first if nobody has asked them yet.
  async #openOne() {
    const { calculators } = await request("GET", "/api/estimates");
    const { fields } = calculators.find(({ name }) => name === SURVIVOR);
    const facts = { ...this.#wish.facts };
    if (complete(fields.filter(({ name }) => !(this.#wish.facts && THE_OFFICE_KNOWS.has(name))), facts)) return this.#open(known(fields, facts));
    const path = fields.filter(({ optional }) => !optional).map((field) => question(field, `survivor_${field.name}`, () => !wanted(field, facts)));
    path.forEach((step) => {
      this.#flow.after[step.name] = async ({ value }) => {
        facts[step.field] = value;
        if (complete(fields, facts)) await this.#open(known(fields, facts));
      };
    });
    Object.assign(this.#flow.values, facts);
    this.#flow.lead(path, (path.find(({ field }) => facts[field] == null) ?? path[0]).name);
  }

  async #open(facts) {
    const { case: opened } = await this.#call("POST", "grants", { facts, key: this.#key });
    this.#go(opened);
  }

  #show(one) {
    this.#flow.case = one;
    this.#flow.forgetAnswered();
    this.#flow.lead(SETTLED);
  }

  #go(one) {
    if (!OPEN.has(one.state)) return this.#show(one);
    this.#flow.case = one;
    this.#flow.forgetAnswered();
    const path = grantPath(this.#flow);
    Object.assign(this.#flow.after, Object.fromEntries(path.filter(({ send }) => send).map(({ name, send }) => [name, () => send(this.#flow)])));
    return this.#flow.lead(path);
  }
}
