// Cards that open a form of the page's own, and the consent that is asked for after the proof.

import { el } from "../dom.js";
import { onTap } from "../tap.js";
import { frame, notes } from "./facts.js";

function opens(name, label, acts) {
  const button = el("button", { type: "button", class: "wide" }, label);
  onTap(button, () => acts.open(name));
  return button;
}

/** Change of phone. */
export function phoneCard(card, acts) {
  return frame("phone-change", "换手机号", notes(["新的手机号要能收短信。"]), opens("phone", "输入新的手机号", acts));
}

/** A home visit goes to the address on record unless another one is written. */
export function addressCard(card, acts) {
  const use = el("button", { type: "button", class: "wide" }, "就去这里");
  onTap(use, () => acts.take(card.choice_use, use));
  const known = card.masked ? [el("p", { class: "masked" }, card.masked), use] : [];
  return frame("address", "上门的地址", known, opens("address", card.masked ? "换一个地址" : "写上地址", acts));
}

/** What the person is asked to agree to; the answers are the reply's choices. */
export function consentCard({ heading, paragraphs }) {
  return frame("consent", heading, notes(paragraphs));
}
