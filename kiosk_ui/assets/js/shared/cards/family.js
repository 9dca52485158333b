// 家里人帮我看: who may look, until when, who looked at what; allowing and taking back.

import { el } from "../dom.js";
import { onTap } from "../tap.js";
import { facts, frame, notes } from "./facts.js";

/** The relatives with access, the views so far, and a button that allows another one. */
export function familyCard(card, acts) {
  const allow = el("button", { type: "button", class: "wide" }, "让家人帮我看");
  onTap(allow, () => acts.open("family"));
  return frame(
    "family",
    "家里人帮我看",
    card.grants.length ? card.grants.map((grant) => relative(grant, acts)) : notes(["现在没有家里人能看您的记录。"]),
    allow,
    el("div", { class: "views" }, el("h3", {}, "谁看过"), views(card.views)),
  );
}

function views(seen) {
  if (!seen.length) return notes(["还没有人看过。"]);
  return facts(seen.map(({ when, who, what }) => ({ label: when, value: `${who} ${what}` })));
}

// Taking back is asked about once, on the spot.
function relative(grant, acts) {
  const { id, name, relation, scopes, until, phone_tail: tail } = grant;
  const ask = el("button", { type: "button", class: "danger" }, `不让${name}看了`);
  const yes = el("button", { type: "button", class: "danger" }, "是，不让看了");
  const no = el("button", { type: "button" }, "不改了");
  const state = el("p", { class: "state", role: "status" });
  const sure = el("div", { class: "sure", hidden: true }, el("p", {}, `真的不让${name}看了吗？`), el("div", { class: "pair" }, yes, no));
  const asking = (on) => {
    sure.hidden = !on;
    ask.hidden = on;
    (on ? no : ask).focus();
  };
  onTap(ask, () => asking(true));
  onTap(no, () => asking(false));
  onTap(yes, async () => {
    const trouble = await acts.revoke(id);
    sure.hidden = true;
    ask.hidden = !trouble;
    state.textContent = trouble || `好的，${name}看不到了。`;
  });
  return el(
    "div",
    { class: "relative" },
    facts([
      { label: "谁", value: `${name}（${relation}）` },
      { label: "能看", value: scopes.join("、") },
      { label: "到哪天", value: until },
      { label: "手机尾号", value: tail },
    ]),
    ask,
    sure,
    state,
  );
}
