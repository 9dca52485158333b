// A reply whose card has changed by a form of the page's own.

/** Put what the server answered ({grants, views} or {booking}) into the reply that showed it before. */
export function updateReply(reply, { booking, ...lists }) {
  const { card } = reply;
  if (!booking) return updateFamily(reply, lists);
  const masked = booking.address_masked ?? "";
  if (card.address) reply.text = reply.text.replace(card.address, masked);
  Object.assign(card, { address: masked });
  card.visit_address.masked = masked;
  reply.speech_on_request_audio = []; // it would still read the former address
}

// The sentence above the list was true before.
function updateFamily(reply, lists) {
  Object.assign(reply.card, lists);
  const count = reply.card.grants?.length ?? 0;
  reply.text = count ? `现在有${count}位家里人能看您的记录。随时能取消。` : "现在没有家里人能看您的记录。";
  reply.speech_on_request_audio = [];
}

/** Does this reply show what such an answer changes? */
export function showsWhat({ card }, { booking }) {
  return booking ? Boolean(card?.visit_address) : card?.type === "family";
}
