// The screens of an application that are more than one question: other survivors, the whole, handing in, and what comes next.

import { caseCard } from "../cards/application.js";
import { facts, notes } from "../cards/facts.js";
import { el } from "../dom.js";
import { onTap } from "../tap.js";

export { papers } from "./grant_papers.js";

const CONSENTS = [{ value: "agreed", label: "同意了" }, { value: "asked", label: "还没有问好" }, { value: "refused", label: "不同意" }, { value: "unreachable", label: "联系不上" }];

/** 其他家属: those written down, one more, and on. */
export function survivors(flow) {
  const add = tapped("加一位家里人", () => flow.aside(adding(flow), "grant_survivors"), "wide full");
  const state = el("p", { class: "state", role: "status" });
  return [...flow.case.survivors.map((one) => survivor(one, flow, state)), state, add, tapped("就这些，下一步", () => flow.next(""), "next full")];
}

function survivor(one, flow, state) {
  const remove = tapped("写错了，去掉", async () => {
    const trouble = await attempt(flow, () => flow.tell("DELETE", `/survivors/${one.id}`));
    if (trouble) state.textContent = trouble;
    else await flow.reload();
  }, "danger");
  const answers = CONSENTS.map(({ value, label }) => {
    const button = tapped(label, async () => {
      const trouble = await attempt(flow, () => flow.tell("PUT", `/survivors/${one.id}`, { consent: value }));
      state.textContent = trouble;
      if (!trouble) flow.redraw();
    });
    button.setAttribute("aria-pressed", String(one.consent === value));
    return button;
  });
  return el(
    "section",
    { class: "person", "aria-label": one.name },
    facts([{ label: one.relation_words, value: one.name }]),
    el("p", {}, "同意由您来领吗？"),
    el("div", { class: "picks" }, answers),
    remove,
  );
}

function adding(flow) {
  flow.values.survivor_name = "";
  const steps = [
    { name: "grant_survivor_name", field: "survivor_name", kind: "text" },
    { name: "grant_survivor_relation", field: "survivor_relation", kind: "choice", options: flow.offer.relations },
  ];
  flow.after.grant_survivor_relation = () => flow.tell("POST", "/survivors", { name: flow.values.survivor_name, relation: flow.value });
  return steps;
}

// What is shown is masked: the whole numbers are with the server only.
const PARTS = [
  { part: "deceased", heading: "老人", lines: (one) => [["姓名", one.deceased_name], ["身份证号", one.deceased_number], ["去世的日子", day(one.died_on)]] },
  { part: "applicant", heading: "您", lines: (one) => [["姓名", one.applicant_name], ["身份证号", one.applicant_number], ["手机", one.applicant_phone], ["和老人的关系", one.relation_words]] },
  { part: "office", heading: "在哪里办", lines: (one) => [["社区", one.office?.name], ["电话", one.office?.phone]] },
  { part: "survivors", heading: "别的家里人", lines: (one) => one.survivors.map(({ name, relation_words: who, consent_words: agreed }) => [`${who} ${name}`, agreed]) },
  { part: "account", heading: "钱打到哪里", lines: ({ account }) => [["账户", account.kind_words], ["户名", account.name], ["银行", account.bank], ["账号", account.number]] },
];
const FIXED = new Set(["deceased", "applicant"]); // known from the records, not written here

/** Everything once more, with a way to put each part right. */
export function review(flow) {
  const one = flow.case;
  const parts = PARTS.map(({ part, heading, lines }) => {
    const rows = lines(one).filter(([, value]) => value).map(([label, value]) => ({ label, value }));
    return rows.length ? el("section", { class: "part-read", "aria-label": heading }, el("h2", {}, heading), facts(rows), fixable(flow, part) ? tapped(`改${heading === "您" ? "您自己" : heading}这一块`, () => flow.fix(part), "fix") : null) : null;
  }).filter(Boolean);
  const sum = one.estimate?.total ? [{ label: `估算${one.estimate.total.label}`, value: one.estimate.total.value }] : [];
  const missing = one.missing.length ? el("div", { class: "missing" }, el("h3", {}, "还差这几样"), el("ul", {}, one.missing.map(([, words]) => el("li", {}, words)))) : null;
  return [
    ...parts,
    el("section", { class: "part-read", "aria-label": "估算" }, facts(sum), ...notes(["这是估算，以社保核定为准。"])),
    missing,
    one.missing.length ? null : tapped("都对，下一步", () => flow.next(""), "next full"),
  ].filter(Boolean);
}

const fixable = (flow, part) => flow.path.some((step) => step.part === part) && !(FIXED.has(part) && flow.offer.known?.includes(part));

/** Handing in: what it means, yes or not yet. */
export function announcement(flow) {
  const yes = tapped(flow.case.state === "returned" ? "再交上去" : "是，交上去", () => flow.next(true), "next full");
  const no = tapped("再看看", () => flow.back(), "wide full");
  return [yes, no];
}

/** Handed in, or looked at: the number, the next step, papers to take along. */
export function settled(flow) {
  const { host } = flow;
  const one = flow.case;
  return [
    el("p", { class: "number-line" }, "受理号 ", el("strong", { class: "number-large" }, one.number_words)),
    ...notes(["请记住这个号。用它和您的手机号，能查办到哪一步。"]),
    caseCard(one, { kiosk: host.kiosk, open: host.open, call: host.call, form: host.form, done: () => host.leave() }, false),
  ];
}

function day(text) {
  const [year, month, date] = (text ?? "").split("-").map(Number);
  return date ? `${year}年${month}月${date}日` : "";
}

// Done, or the words that say why not.
async function attempt(flow, work) {
  try {
    await work();
    return "";
  } catch (error) {
    if (!error.detail) throw error;
    return error.detail;
  }
}

function tapped(label, handler, name = "") {
  const button = el("button", { type: "button", class: name }, label);
  onTap(button, () => handler(button));
  return button;
}
