// An application for the funeral grant: to be begun, those one has, or how far one is.

import { ApiError } from "../api.js";
import { el } from "../dom.js";
import { onTap } from "../tap.js";
import { facts, frame, notes } from "./facts.js";
import { pathOf } from "./path.js";


/** The card by its mode: new, list or progress. `acts` = {kiosk, open(form, values), call, paper, ...}. */
export function applicationCard(card, acts) {
  const cases = card.cases ?? (card.case ? [card.case] : []);
  if (card.mode === "new") return begin(card, acts);
  if (!cases.length) return ask(acts);
  return el("div", { class: "applications" }, cases.map((one) => caseCard(one, acts)));
}

function begin({ facts: known, case: draft, purpose }, acts) {
  const values = draft ? { caseId: draft.id } : { facts: known };
  return frame(
    "application",
    purpose || "申请丧葬补助金和抚恤金",
    notes(["一次填一样。填过的会替您存好，30天内都能接着填。", acts.kiosk ? "这里填的名字和号码，只用来办这件事，不会留在这台机器上。" : "这里填的名字和号码，只用来办这件事，不会留在手机里。"]),
    tapped(draft ? "接着填" : "开始填", () => acts.open("grant", values), "wide full next"),
  );
}

// Nothing is known about who asks: number and phone tell how far it is, and nothing else.
function ask(acts) {
  return frame(
    "application",
    "查办到哪一步了",
    notes(["用受理号和手机号，能查办到哪一步。不显示姓名和钱数。"]),
    tapped("用受理号查", () => acts.open("progress"), "wide full next"),
    tapped("核对手机号，看全部", () => acts.open("grant", { look: true }), "wide full"),
  );
}

// Papers are waited for until the street has them: from then on nobody is sent for one. What is wanted is called by its state.
const WANTED = { draft: "还缺这些", submitted: "要带的材料", accepted: "要带的材料", returned: "还缺这些" };

/** What is told by number and phone: no name, no amount. Without `number` it stands above already. */
export function progressParts({ number, number_words: grouped, state, state_words: standing, next_words: next, since, missing }) {
  return [
    facts([
      { label: "受理号", value: grouped ?? number },
      { label: "现在", value: standing },
      { label: "从什么时候起", value: since },
    ]),
    pathOf(state),
    notes([next].filter(Boolean)),
    wanting(state, missing ?? []),
  ].flat().filter(Boolean);
}

function wanting(state, names) {
  if (!names.length || !WANTED[state]) return null;
  return el("div", { class: "missing" }, el("h3", {}, WANTED[state]), el("ul", {}, names.map((name) => el("li", {}, name))));
}

/**
 * One application with all that may be done with it; it draws itself anew with what the server answers. `acts.done()` is 好了, if
 * there is one; `numbered`: its number is shown.
 */
export function caseCard(first, acts, numbered = true) {
  const section = el("section", { class: "personal application" });
  const unnumbered = numbered ? {} : { number: null, number_words: null };
  const show = (one, words = "") => section.replaceChildren(...parts({ ...one, ...unnumbered }, acts, show, words));
  show(first);
  return section;
}

function parts(one, acts, show, words) {
  return [
    el("h2", {}, "丧葬补助金和抚恤金"),
    ...progressParts({ ...one, since: one.steps?.at(-1)?.when_words, missing: [] }),
    one.reason ? el("p", { class: "trouble" }, one.reason) : null,
    ...notes([one.objection].filter(Boolean)),
    wanting(one.state, missingOf(one)),
    facts(money(one)),
    words ? el("p", { class: "note", role: "status" }, words) : null,
    ...buttons(one, acts, show),
  ].filter(Boolean);
}

const missingOf = (one) => [...one.missing.map(([, words]) => words), ...one.documents.filter(({ state, uploads }) => state === "missing" && !uploads).map(({ title }) => title)];

function money({ estimate, decided }) {
  if (!decided) return [{ label: "估算", value: estimate?.total?.value }];
  return [
    { label: "核定的丧葬补助金", value: decided.funeral_words },
    { label: "核定的抚恤金", value: decided.survivor_words },
    { label: "一共", value: decided.total_words },
  ];
}

function buttons(one, acts, show) {
  const state = el("p", { class: "state", role: "status" });
  const done = acts.done ? tapped("好了", acts.done, one.editable ? "wide full" : "wide full next") : null;
  if (["withdrawn", "expired"].includes(one.state)) return [done].filter(Boolean);
  const paper = (label, name) => tapped(label, async () => (state.textContent = await acts.form(one.id, name)), "wide full");
  return [
    one.editable ? tapped(one.state === "returned" ? "去补材料" : "接着填", () => acts.open("grant", { caseId: one.id }), "wide full next") : null,
    done, // far from taking back
    acts.kiosk ? null : paper("下载申请表", "form"),
    paper(acts.kiosk ? "打印要带的材料单" : "下载要带的材料单", "checklist"),
    state,
    tapped(acts.kiosk ? "换到手机上接着办" : "换到大厅的机器上接着办", () => acts.open("elsewhere", { kind: "case", case_id: one.id }), "wide full"),
    one.can_withdraw || one.can_delete ? withdraw(one, acts, show) : null,
  ].filter(Boolean);
}

// Taking back is asked about once, on the spot, and says what it means.
function withdraw(one, acts, show) {
  const draft = one.can_delete;
  const ask = el("button", { type: "button", class: "danger" }, draft ? "不办了，删掉" : "撤回申请");
  const yes = el("button", { type: "button", class: "danger" }, draft ? "是，删掉" : "是，撤回");
  const no = el("button", { type: "button" }, "不，留着");
  const trouble = el("p", { class: "state", role: "status" });
  const words = draft ? "删掉以后，填过的就没有了。真的不办了吗？" : "撤回以后，社区就不接着办了。以后还可以重新申请。真的撤回吗？";
  const sure = el("div", { class: "sure", hidden: true }, el("p", {}, words), el("div", { class: "pair" }, no, yes));
  const asking = (on) => {
    sure.hidden = !on;
    ask.hidden = on;
    (on ? no : ask).focus();
  };
  onTap(ask, () => asking(true));
  onTap(no, () => asking(false));
  onTap(yes, async () => {
    try {
      if (draft) await acts.call("DELETE", `grants/${one.id}`);
      const { case: changed } = draft ? {} : await acts.call("POST", `grants/${one.id}/withdraw`, { reason: "" });
      show(changed ?? gone(one), changed ? "已经撤回了。以后要办，可以重新申请。" : "");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      trouble.textContent = error.detail;
    }
  });
  return el("div", { class: "withdrawing" }, ask, sure, trouble);
}

// A draft that was thrown away leaves nothing but the word that it is gone.
const gone = (one) => ({
  ...one, state: "withdrawn", state_words: "删掉了", next_words: "以后要办，可以重新申请。",
  missing: [], documents: [], steps: [], estimate: null, editable: false, can_delete: false, can_withdraw: false,
});

function tapped(label, handler, name = "") {
  const button = el("button", { type: "button", class: name }, label);
  onTap(button, () => handler(button));
  return button;
}
