// A reply whose card has changed by a form of the page's own.

/** Put what the server answered ({grants, views} or {booking}) into the reply that showed it before. */
export function updateReply(reply, { booking, ...lists }) {
  const { card } = reply;
  if (!booking) return Object.assign(card, lists);
  const masked = booking.address_masked ?? "";
  if (card.address) reply.text = reply.text.replace(card.address, masked);
  Object.assign(card, { address: masked });
  card.visit_address.masked = masked;
  reply.speech_on_request_audio = []; // it would still read the former address
}

/** Does this reply show what such an answer changes? */
export function showsWhat({ card }, { booking }) {
  return booking ? Boolean(card?.visit_address) : card?.type === "family";
}
