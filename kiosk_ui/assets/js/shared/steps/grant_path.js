// The steps of an application in their order: what each asks, what it saves, and when there is nothing to ask.

import { stepper } from "../cards/steppers.js";
import { wanted } from "../cards/values.js";
import { el } from "../dom.js";
import { onTap } from "../tap.js";
import { announcement, papers, review, survivors } from "./grant_screens.js";

const BANKS = ["大连银行", "工商银行", "农业银行", "中国银行", "建设银行", "交通银行", "邮储银行", "农商银行"];
const OTHER = "other";
const WHOSE = "account_whose";
const ONLY = "only_survivor";

/** The path for `flow`, whose case and offer are known. A step with `part` can be put right from the whole. */
export function grantPath(flow) {
  const { situation, relations } = flow.offer;
  const open = (name) => flow.case.missing.some(([missing]) => missing === name);
  const one = (part, missing, step) => ({ ...step, part, skip: () => !open(`${part}.${missing}`), send: (walk) => walk.save(part, { [missing]: walk.value }) });
  const asked = (name) => about(situation.find((field) => field.name === name));
  return [
    one("deceased", "name", { name: "grant_deceased_name", field: "deceased_name", kind: "text" }),
    one("deceased", "number", { name: "grant_deceased_number", field: "deceased_number", kind: "id" }),
    one("deceased", "died_on", question(DAY, "grant_died_on")),
    one("applicant", "relation", { name: "grant_relation", field: "relation", kind: "choice", options: relations }),
    one("applicant", "number", { name: "grant_own_number", field: "own_number", kind: "id" }),
    ...officeSteps(flow.offer.offices, open),
    asked(ONLY),
    { name: "grant_survivors", kind: "draw", draw: survivors, part: "survivors", skip: (walk) => alone(walk) || agreed(walk), needless: alone },
    ...accountSteps(asked(WHOSE), open),
    ...situation.filter(({ name }) => ![WHOSE, ONLY].includes(name)).map(about),
    { name: "grant_papers", kind: "draw", draw: papers, part: "papers" },
    { name: "grant_review", kind: "draw", draw: review },
    { name: "grant_submit", kind: "draw", draw: announcement, send: (walk) => walk.submit() },
  ];
}

const DAY = { name: "died_on", label: "去世的日子", kind: "day", question: "" };
const alone = (walk) => walk.case.situation[ONLY] !== "no";
const agreed = ({ case: { survivors: family } }) => family.length > 0 && family.every(({ consent }) => consent === "agreed"); // said before

/** A field of a calculation as a step; the stepper or the choices are its answer. */
export function question(field, prompt, skip) {
  const step = { name: prompt, prompt, field: field.name, skip };
  if (field.kind === "choice") return { ...step, kind: "choice", options: field.choices.map(({ code, label }) => ({ value: code, label })) };
  return { ...step, kind: "draw", draw: (flow) => filling(field, flow) };
}

// A question that decides what to bring. An answer is kept with the case, and the list of papers follows it.
function about(field) {
  const needless = (walk) => !wanted(field, walk.case.facts);
  return {
    ...question(field, `situation_${field.name}`),
    part: "situation",
    needless,
    skip: (walk) => needless(walk) || walk.case.situation[field.name] != null,
    send: (walk) => walk.save("situation", { [field.name]: walk.value }),
  };
}

function filling(field, flow) {
  let value = flow.values[field.name] ?? null;
  const next = el("button", { type: "button", class: "next full", disabled: value == null }, "下一步");
  const { element } = stepper(field, value, {
    kiosk: flow.host.kiosk,
    bare: true,
    changed: (changed) => {
      value = changed;
      next.disabled = value == null;
      flow.write(value);
    },
  });
  onTap(next, () => flow.next(value));
  return [element, next];
}

// 区, then 街道, then 社区: each a short list.
function officeSteps(offices, open) {
  const below = (id) => offices.filter(({ parent }) => parent === id).map((office) => ({ value: office.id, label: office.name }));
  let [streets, communities] = [[], []];
  const done = () => !open("deceased.office_id");
  const districts = offices.filter(({ level }) => level === "district").map(({ id, name }) => ({ value: id, label: name }));
  const step = (name, options, send) => ({ name: `grant_${name}`, field: name, kind: "choice", part: "office", skip: done, get options() { return options(); }, send });
  return [
    step("district", () => districts, ({ value }) => (streets = below(value))),
    step("street", () => streets, ({ value }) => (communities = below(value))),
    step("community", () => communities, (walk) => walk.save("deceased", { office_id: walk.value })),
  ];
}

// The account the pension went to is known to the office; any other is written down.
function accountSteps(whose, open) {
  const own = (walk) => ["", "deceased"].includes(walk.case.account.kind);
  const writing = (missing, step) => ({ ...step, part: "account", needless: own, skip: (walk) => own(walk) || !open(`account.${missing}`), send: (walk) => walk.save("account", { [missing]: walk.value }) });
  const named = (walk) => own(walk) || walk.values.bank_choice !== OTHER;
  const options = [...BANKS.map((label) => ({ value: label, label })), { value: OTHER, label: "别的银行" }];
  return [
    { ...whose, part: "account", needless: null, skip: () => !open("account.kind"), send: (walk) => walk.save("account", { kind: walk.value }) },
    writing("name", { name: "grant_account_name", field: "account_name", kind: "text" }),
    { ...writing("bank", { name: "grant_bank", field: "bank_choice", kind: "choice", options }), send: (walk) => walk.value !== OTHER && walk.save("account", { bank: walk.value }) },
    { ...writing("bank", { name: "grant_bank_name", field: "bank", kind: "text" }), needless: named, skip: named },
    writing("number", { name: "grant_account", field: "account", kind: "account" }),
  ];
}
