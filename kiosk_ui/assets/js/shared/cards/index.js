// Which card is drawn by what.

import { bookingCard, bookingsCard, ticketCard } from "./booking.js";
import { familyCard } from "./family.js";
import { addressCard, consentCard, phoneCard } from "./forms.js";
import { certificationCard, reasonCard, recordCard } from "./records.js";
import { slotsCard } from "./slots.js";

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
};

/**
 * The reply's personal card, or null. `acts` = {kiosk, take(index, button), open(form), revoke(id) -> trouble,
 * keep(path, name) -> words}. An index is a place in reply.choices.
 */
export function personalCard(reply, acts) {
  const card = reply.card && CARDS[reply.card.type];
  return card ? card(reply.card.type === "consent" && reply.card.consent ? reply.card.consent : reply.card, acts) : null;
}

/** What a reply says beside its card: times that the card shows are not listed a second time. */
export function wordsOf({ card, text, speech }) {
  return card?.type === "slots" && speech ? speech : text;
}

/** The reply's choices that its card does not show itself. */
export function otherChoices({ card, choices = [] }) {
  const shown = new Set(card?.type === "slots" ? card.groups.flatMap(({ items }) => items.map(({ choice }) => choice)) : []);
  if (card?.type === "address" && card.masked) shown.add(card.choice_use);
  return choices.filter((_, index) => !shown.has(index));
}
