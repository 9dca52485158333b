// Which replies hold something of a person's own, and what stands in their place once it must be gone.

const GONE = "这里原来是您的个人记录。为了安全，已经收起来了。要看，请再问一次。";

/** Does a reply hold personal data? */
export const isPrivate = (reply) => Boolean(reply.private);

/** The reply that may be kept: a private one only as the fact that there was one. */
export function keepable(reply) {
  if (!isPrivate(reply)) return reply;
  return { id: reply.id, text: GONE, speech: GONE, outcome: "answer", citations: [], choices: [], card: null, audio: [], more_audio: [] };
}

/** Is an identity asked for by these replies? The last reply decides; null if not. */
export function identityAsked(replies) {
  const last = replies.at(-1);
  return last?.outcome === "verify" && last.card?.type === "identity" ? last : null;
}
