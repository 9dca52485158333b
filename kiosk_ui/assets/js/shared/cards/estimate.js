// A calculation: what comes out, how it is worked out line by line, and steppers that work it out anew at every touch.

import { ApiError, request } from "../api.js";
import { el, icon } from "../dom.js";
import { onTap } from "../tap.js";
import { facts as rows, notes } from "./facts.js";
import { stepper } from "./steppers.js";
import { complete, inWords, known, wanted } from "./values.js";

const SETTLE_MS = 400; // several touches in a row are one calculation
const FINAL = "这是估算，以社保核定为准。";
const OPEN_ENDED = new Set(["amount", "range", "rule_only"]); // with these one can apply
const GRANT = "survivor"; // the calculator of what can be applied for here

/** A result with its steppers folded away. */
export function estimateCard(card, acts, reply) {
  return new Estimate(card, acts, reply).element;
}

/** Steppers without a result yet; or, when the dialogue asks for one thing, that one alone, answered in words. */
export function stepperCard(card, acts, reply) {
  const asked = card.fields.find(({ name }) => name === card.field) ?? (card.fields.length === 1 ? card.fields[0] : null);
  if (card.field && card.fields.length > 1) return together(card, acts);
  return asked ? oneField(asked, card, acts, reply) : new Estimate(card, acts, reply).element;
}

// Two spans of years that belong together are set on one screen and go out in one sentence.
function together({ fields, facts = {} }, acts) {
  const values = new Map(fields.map(({ name, value }) => [name, facts[name] ?? value ?? null]));
  const send = el("button", { type: "button", class: "wide next full" }, "就是这些");
  const ready = () => (send.disabled = [...values.values()].some((value) => value == null));
  const said = (field) => {
    const words = inWords(field, values.get(field.name));
    return field.label.includes("几年") ? field.label.replace("几年", words) : field.label + words;
  };
  const elements = fields.map((field) =>
    stepper(field, values.get(field.name), {
      kiosk: acts.kiosk,
      changed: (next) => {
        values.set(field.name, next);
        ready();
      },
    }).element,
  );
  onTap(send, () => acts.say(fields.map(said).join("，"), send));
  ready();
  return el("section", { class: "personal estimate asked" }, elements, send);
}

// The answer goes out as if it had been said: nothing but the dialogue knows what comes next.
function oneField(field, card, acts, { choices = [] }) {
  const offered = new Set(choices.map(({ label }) => label));
  if (field.kind === "choice" && field.choices.every(({ label }) => offered.has(label))) return null; // the reply's own buttons
  let value = card.facts?.[field.name] ?? field.value ?? null;
  const send = el("button", { type: "button", class: "wide next full", disabled: value == null }, "就是这个");
  const tell = () => acts.say(inWords(field, value), send);
  const { element } = stepper(field, value, {
    kiosk: acts.kiosk,
    bare: true,
    changed: (next) => {
      value = next;
      send.disabled = value == null;
      if (field.kind === "choice") tell();
    },
  });
  onTap(send, tell);
  return el("section", { class: "personal estimate asked" }, field.help ? el("p", { class: "help" }, field.help) : null, element, field.kind === "choice" ? null : send);
}

class Estimate {
  #card;
  #acts;
  #offered;
  #facts;
  #fields;
  #steppers = new Map(); // name -> stepper
  #timer = 0;
  #under = new AbortController();
  #sum = el("div", { class: "sum", role: "status" });
  #working = el("div", { class: "working" });
  #after = el("div", { class: "after" });

  constructor(card, acts, reply) {
    this.#card = card;
    this.#acts = acts;
    this.#offered = new Set((reply?.choices ?? []).map(({ label }) => label));
    this.#fields = card.fields ?? [];
    this.#facts = { ...Object.fromEntries(this.#fields.map(({ name, value }) => [name, value ?? null])), ...card.facts };
    if (card.outcome) this.#show(card, reply?.text);
    else this.#wait();
    const change = this.#fields.length ? this.#change(Boolean(card.outcome)) : null;
    this.element = el("section", { class: "personal estimate" }, card.heading ? el("h2", {}, card.heading) : null, this.#sum, change, this.#working, this.#after);
  }

  // Below the sum and above the working: whatever the working's length, no stepper moves under the finger.
  #change(folded) {
    const [needed, extra] = [this.#fields.filter(({ optional }) => !optional), this.#fields.filter(({ optional }) => optional)];
    const panel = el("div", { class: "fields" }, needed.map((field) => this.#stepper(field)), extra.length ? fold("还能填的，不填也能算", extra.map((field) => this.#stepper(field))) : null);
    this.#arrange();
    return folded ? fold("改一改，再算一遍", panel) : panel;
  }

  #stepper(field) {
    const made = stepper(field, this.#facts[field.name], {
      kiosk: this.#acts.kiosk,
      changed: (value) => {
        this.#facts[field.name] = value;
        made.fault("");
        this.#arrange();
        this.#settle();
      },
    });
    this.#steppers.set(field.name, made);
    return made.element;
  }

  #arrange() {
    for (const field of this.#fields) this.#steppers.get(field.name).shown(wanted(field, this.#facts));
  }

  #settle() {
    clearTimeout(this.#timer);
    this.#under.abort();
    if (!complete(this.#fields, this.#facts)) return this.#wait();
    this.#timer = setTimeout(() => this.#work(), SETTLE_MS);
  }

  async #work() {
    const under = (this.#under = new AbortController());
    const facts = known(this.#fields, this.#facts);
    this.#sum.setAttribute("aria-busy", "true");
    try {
      const { estimate, text, audio } = await request("POST", `/api/estimates/${this.#card.calculator}`, { body: { facts }, signal: under.signal });
      if (under.signal.aborted) return;
      this.#show(estimate, text);
      this.#acts.offer?.(audio ?? []);
    } catch (error) {
      if (under.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      this.#fail(error);
    } finally {
      if (!under.signal.aborted) this.#sum.removeAttribute("aria-busy");
    }
  }

  #fail({ field, detail }) {
    const at = this.#steppers.get(field);
    if (at) at.fault(detail);
    this.#wait(at ? "有一项要再看一看，下面写着。" : detail, at ? null : () => this.#work());
  }

  #wait(words = "把下面几项填好，就能算出来。", again = null) {
    this.#sum.replaceChildren(el("p", { class: "waiting-sum" }, words), ...(again ? [tapped("再试一次", again)] : []));
    this.#working.replaceChildren();
    this.#after.replaceChildren();
  }

  // Without an amount the first sentence of the answer is what comes out.
  #show(estimate, text = "") {
    const { total, lines = [], notes: words = [] } = estimate;
    const main = total ? el("div", { class: "total" }, rows([total])) : el("p", { class: "outcome" }, text.match(/^.*?[。\n]/s)?.[0].trim() || estimate.heading);
    this.#sum.replaceChildren(main);
    const plain = words.some((note) => note.includes("核定为准")) || !OPEN_ENDED.has(estimate.outcome) ? words : [...words, FINAL];
    this.#working.replaceChildren(...lines.map(worked), ...notes(plain));
    this.#after.replaceChildren(...this.#onwards(estimate));
  }

  // What the dialogue offers below the reply is not offered twice, unless the figures have been changed since.
  #onwards(estimate) {
    const { calculator } = this.#card;
    const facts = estimate.facts ?? known(this.#fields, this.#facts);
    const applies = calculator === GRANT && OPEN_ENDED.has(estimate.outcome) && (estimate !== this.#card || ![...this.#offered].some((label) => label.includes("申请")));
    const state = el("p", { class: "state", role: "status" });
    return [
      applies ? tapped("照这个去申请", () => this.#acts.open("grant", { facts }), "wide apply") : null,
      tapped(this.#acts.kiosk ? "换到手机上接着看" : "换到大厅的机器上接着看", () => this.#acts.open("elsewhere", { kind: "estimate", calculator, facts }), "wide"),
      this.#acts.kiosk ? null : tapped("存成一页纸", async () => (state.textContent = await this.#acts.paper(calculator, facts)), "wide"),
      state,
    ].filter(Boolean);
  }
}

// A line: what it is and how much; 怎么算的 opens the sum in words and its source.
function worked(line) {
  const grounds = [line.basis ?? []].flat().map(named).filter(Boolean);
  const how = [line.how ? el("p", { class: "how" }, line.how) : null, ...grounds.map((words) => el("p", { class: "grounds" }, `依据：${words}`))].filter(Boolean);
  return el("div", { class: "reasoned" }, rows([line]), how.length ? fold("怎么算的", how) : null);
}

const named = (basis) => (typeof basis === "string" ? basis.replace(/^依据：/, "") : [basis.document, basis.number, basis.article].filter(Boolean).join(" "));

function fold(title, content) {
  return el("details", { class: "unfold" }, el("summary", {}, title, icon("down")), content);
}

function tapped(label, handler, name = "") {
  const button = el("button", { type: "button", class: name }, label);
  onTap(button, () => handler(button));
  return button;
}
