// 发给家人: what may be sent on, as words, and where the policy itself can be read.

import { covered } from "../shared/covered.js";
import { isPrivate } from "../shared/private_replies.js";

const OWN = new Set(["verify", "ask", "confirm", "done", "clarify", "error"]); // steps of somebody's own errand, not answers

/** May this reply be sent on? Nothing personal, and no step on the way to something. */
export function maySend(reply) {
  return !isPrivate(reply) && !OWN.has(reply.outcome) && (!reply.card || ["guide", "suggestions"].includes(reply.card.type));
}

/** The words to send: question, answer, sources, and where to ask oneself. */
export function wordsToSend(question, reply) {
  const page = policyPage(reply);
  return [
    ...(question ? [`问：${covered(question)}`] : []),
    ...plainLines(reply),
    ...sourceLines(reply),
    ...(page ? [`看原文：${location.origin}${page}`] : []),
    `来自晚晴，想问可以自己问：${location.origin}/chat`,
  ].join("\n");
}

/** The answer line by line. */
export function plainLines(reply) {
  const parts = reply.card?.type === "guide" ? (reply.card.parts ?? []) : [];
  return [...reply.text.split(/\n+/), ...parts.flatMap((part) => [`${part.label}：`, ...part.lines])].filter((line) => line.trim());
}

/** The picture that leads to the policy's page; empty when the answer has none. */
export function pictureOf(reply) {
  const [, id] = policyPage(reply).match(/^\/policy\/(\d+)$/) ?? [];
  return id ? `/chat/share/${id}.svg` : "";
}

// Without its anchor: a short address makes a picture that is easily scanned.
function policyPage(reply) {
  const { url } = (reply.citations ?? []).find((citation) => citation.url) ?? { url: "" };
  return url.split("#")[0];
}

function sourceLines(reply) {
  return (reply.citations ?? []).map(({ document: name, number, article }) => `依据：${[name, number, article].filter(Boolean).join(" ")}`);
}
