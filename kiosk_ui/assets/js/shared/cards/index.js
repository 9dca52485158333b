// Which card is drawn by what.

import { bookingCard, bookingsCard, ticketCard } from "./booking.js";
import { familyCard } from "./family.js";
import { addressCard, consentCard, phoneCard } from "./forms.js";
import { later } from "./later.js";
import { certificationCard, reasonCard, recordCard } from "./records.js";
import { slotsCard } from "./slots.js";

// What goes with a calculation or an application, and its style.
const grants = async () => {
  const drawn = await import("../grants.js");
  await drawn.styled();
  return drawn;
};

const CARDS = {
  record: recordCard,
  reason: reasonCard,
  certification: certificationCard,
  slots: slotsCard,
  booking: bookingCard,
  bookings: bookingsCard,
  ticket: ticketCard,
  family: familyCard,
  phone: phoneCard,
  address: addressCard,
  consent: consentCard,
  estimate: later(() => grants().then(({ estimateCard }) => estimateCard)),
  stepper: later(() => grants().then(({ stepperCard }) => stepperCard)),
  application: later(() => grants().then(({ applicationCard }) => applicationCard)),
  continuation: later(() => grants().then(({ continuationCard }) => continuationCard)),
};

/**
 * The reply's personal card, or null. `acts` = {kiosk, take(index, button), say(text, button), open(form, values),
 * revoke(id) -> trouble, keep(path, name) -> words, call(method, path, body), form(caseId, paper) -> words,
 * paper(calculator, facts) -> words, offer(chunks)}. An index is a place in reply.choices.
 */
export function personalCard(reply, acts) {
  const card = reply.card && CARDS[reply.card.type];
  return card ? card(reply.card.type === "consent" && reply.card.consent ? reply.card.consent : reply.card, acts, reply) : null;
}

/** What a reply says beside its card: times that the card shows are not listed a second time. */
export function wordsOf({ card, text, speech }) {
  return card?.type === "slots" && speech ? speech : text;
}

const DRAWN_BY_ESTIMATE = ["改一改", "换个地方接着办"]; // with its steppers and its own key to the other face

/** The reply's choices that its card does not show itself. */
export function otherChoices({ card, choices = [] }) {
  const shown = new Set(card?.type === "slots" ? card.groups.flatMap(({ items }) => items.map(({ choice }) => choice)) : []);
  if (card?.type === "address" && card.masked) shown.add(card.choice_use);
  const drawn = card?.type === "estimate" && card.fields?.length ? DRAWN_BY_ESTIMATE : [];
  return choices.filter(({ label }, index) => !shown.has(index) && !drawn.includes(label));
}
