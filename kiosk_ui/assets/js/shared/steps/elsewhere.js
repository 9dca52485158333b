// Going on elsewhere: a number to take along, and the number typed in where it was taken to.

import { request } from "../api.js";
import { offer } from "../cards/continuation.js";
import { Flow } from "./flow.js";

/** Show a number for `content`; nothing is asked. */
export function elsewhereFlow({ values, host, prompts, changed }) {
  const name = values.kind === "talk" ? "talk_to_phone" : host.kiosk ? "to_phone" : "to_kiosk";
  const path = [{ name, kind: "draw", draw: () => [offer({ content: values }, host)] }];
  return Object.assign(new Flow({ prompts, changed, path }), { leaving: "回首页", closing: "关闭" });
}

/** The eight digits. `taken({case_id})`, `taken({turns})` or `taken({replies})` gets what was handed over. */
export function takeFlow({ host, prompts, call, taken, changed }) {
  const name = host.kiosk ? "take_from_phone" : "take_from_kiosk";
  const take = async (flow) => {
    const handed = await handedOver(await call("POST", "continuations/take", { code: flow.value }));
    if (flow.over) return; // somebody else may stand there by now
    flow.end();
    taken(handed);
  };
  return new Flow({ prompts, changed, path: [{ name, field: "take", kind: "take" }], after: { [name]: take } });
}

/** Take up what `code` stands for, without asking for it. */
export async function takeUp(code, call) {
  return handedOver(await call("POST", "continuations/take", { code }));
}

// A calculation is worked out anew from its facts; an application is opened with its own proof.
async function handedOver({ replies, content }) {
  if (content?.kind === "case") return { case_id: content.case_id };
  if (content?.kind === "talk") return { turns: content.turns };
  if (content?.kind !== "estimate") return { replies };
  const { estimate, text, audio, citations } = await request("POST", `/api/estimates/${content.calculator}`, { body: { facts: content.facts } });
  const reply = { id: "", text, speech: text, outcome: "answer", citations, choices: [], card: estimate, audio: audio ?? [], more_audio: [] };
  return { replies: [reply] };
}
