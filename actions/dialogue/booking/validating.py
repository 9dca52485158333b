"""validate_booking_form: Rasa asks it first on every message while the form is open."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions.dialogue.base import Turn, entity, intent, said
from actions.dialogue.booking.answer import Answer
from actions.dialogue.booking.answers import Reader
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.codes import (
    HELD,
    MISSES,
    NOTE,
    OFFER,
    OFFERS_ONLY,
    PERSON,
    REQUIRED,
    SERVICE,
    SERVICE_OF_INTENT,
    SERVICE_WORDS,
    SLOT,
    TASK,
    TIME,
    WHICH,
)  # fmt: skip
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.offering import Offering
from actions.dialogue.booking.visitor import visitor
from actions.dialogue.booking.which import apply_which
from actions.dialogue.identity import PENDING, consent_decision
from actions.identity.identified import Identified
from actions.when.model import QuestionBack, TimeWish
from actions.when.wish import read_wish

# What nobody says as a matter of its own while the form for the proof is open.
_SAID_TO_THE_PROOF = frozenset({"affirm", "anything", "inform_time", "choose_option"})
_A_WORD = 5  # characters
# Heard unsurely inside the form, these are no small talk but an answer that was not understood.
_SMALL_TALK = frozenset({"greet", "goodbye", "thanks", "chitchat", "abuse", "bot_challenge", "slower", "complaint"})
_SURE_OF_SMALL_TALK = 0.6


class ValidateBookingForm(BookingAction):
    """Takes the message as an answer, or returns nothing: then the rule of its intent answers and the form asks again."""

    action_name = "validate_booking_form"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        draft, who = Draft(tracker), visitor(self.counter, tracker)
        requested = tracker.get_slot("requested_slot")
        if requested not in REQUIRED:  # nothing was asked yet, or by another form that this one follows
            self._start(draft, tracker)
            return [], self._known(draft, who, tracker)
        answer = Answer(requested, _heard(tracker), said(tracker), entity(tracker, "booking_pick"), self.today())
        if answer.stops and not (answer.requested == OFFER and who):
            self.progress.release(draft, who)
            draft.leave("stopped")
            return [], draft.events()
        if not draft.person_known and answer.intent in SERVICE_OF_INTENT:
            wished = draft[TIME]
            self._start(draft, tracker)  # a wish once more, before anybody was proven: the proof is asked for once more
            draft[TIME] = draft[TIME] or wished
            return [], self._known(draft, who, tracker)
        if who is None or not draft.person_known:
            return [], self._proof(draft, who, answer, tracker)
        return [], self._answered(draft, who, answer, tracker)

    def _start(self, draft: Draft, tracker: Tracker) -> None:
        """A wish opened the form: 上门, 明天上午 and 改期 in it are kept."""
        heard, text = intent(tracker), said(tracker)
        draft.empty()
        draft[TASK] = {"reschedule_booking": "move", "my_bookings": OFFERS_ONLY}.get(heard, "book")
        if tapped := entity(tracker, "booking_pick"):
            draft[TASK] = tapped if tapped.startswith("move:") else "book"
            return
        draft[SERVICE] = SERVICE_OF_INTENT.get(heard)
        if heard in ("book_certification", "reschedule_booking"):
            draft[SERVICE] = next((way for way, words in SERVICE_WORDS if re.search(words, text)), None)
        wish = read_wish(text, self.today())
        if isinstance(wish, TimeWish) and not (wish.earliest and not wish.names_day):
            draft[TIME] = wish.code()
        elif isinstance(wish, QuestionBack) and heard != "reschedule_booking":
            draft.note(f"say:{wish.text}")

    def _known(self, draft: Draft, who: Identified | None, tracker: Tracker) -> list[EventType]:
        if who is not None:
            draft[PERSON] = "known"
            if not draft[NOTE] and draft[TASK] == "book":
                draft.note("lapsed" if self.counter.bookings.lapsed_offer(who.person_id) else "standing")
            self.progress.advance(draft, who, tracker)
        return draft.events()

    def _proof(
        self, draft: Draft, who: Identified | None, answer: Answer, tracker: Tracker
    ) -> list[EventType]:
        """The form waits for the proof or the consent; it goes on by itself once they are given."""
        waits_for_another = tracker.get_slot(PENDING)
        decision = consent_decision(tracker)
        if who is None and not waits_for_another and decision is not None:
            who = self._consent(draft, decision, tracker)
        if who is not None and not (waits_for_another and answer.intent in ("consent_given", "identity_proven")):
            return self._known(draft, who, tracker)
        if draft.person_known:
            draft[PERSON] = None  # the proof ran out in the middle
        elif decision is False:
            draft.leave("stopped")
        elif isinstance(answer.wish, TimeWish):
            draft[TIME] = answer.wish.code()
        elif answer.intent in _SAID_TO_THE_PROOF or 0 < len(answer.text) <= _A_WORD:
            self._noted(draft, answer)
        elif answer.intent == "identity_proven" and not waits_for_another:
            draft[MISSES] = draft[MISSES] or 0.0
        return draft.events()

    @staticmethod
    def _noted(draft: Draft, answer: Answer) -> None:
        """A short answer while the form waits for the proof: kept when it names a way, and never small talk."""
        way = next((way for way, words in SERVICE_WORDS if re.search(words, answer.text)), None)
        if way or answer.intent in _SAID_TO_THE_PROOF:
            draft[SERVICE] = way or draft[SERVICE]

    def _consent(self, draft: Draft, agreed: bool, tracker: Tracker) -> Identified | None:
        identified = self.counter.identity.for_dialogue(tracker.sender_id)
        if identified is None:
            return None
        if not agreed:
            self.counter.consents.refuse(identified.conversation_id)
            draft.leave("refused")
            return None
        self.counter.consents.agree(identified.conversation_id)
        return visitor(self.counter, tracker)

    def _answered(self, draft: Draft, who: Identified, answer: Answer, tracker: Tracker) -> list[EventType]:
        held, slot = draft.held, draft[SLOT]
        outcome = self._applied(draft, who, answer)
        if outcome == "yes":
            self.progress.settle(draft, who, tracker)
        elif outcome == "understood":
            draft[MISSES] = 0.0
            if held and (draft[SLOT] != slot or draft.left):
                draft[HELD] = str(held)  # an answer may have emptied the draft; the place is given back all the same
                self.progress.release(draft, who)
            self.progress.advance(draft, who, tracker)
        return draft.events()

    def _applied(self, draft: Draft, who: Identified, answer: Answer) -> str:
        if answer.requested == OFFER:
            if self.counter.bookings.offers(who.person_id) or not answer.is_an_answer:
                return Offering(self.counter).apply(draft, who, answer)
            draft.note("offer_gone")
            return "understood"
        if answer.requested == WHICH:
            return apply_which(draft, self.progress.confirmed(who), answer)
        return Reader(self.counter).apply(draft, answer)


def _heard(tracker: Tracker) -> str:
    figure = (tracker.latest_message.get("intent") or {}).get("confidence")
    unsure = figure is not None and float(figure) < _SURE_OF_SMALL_TALK
    return "nlu_fallback" if unsure and intent(tracker) in _SMALL_TALK else intent(tracker)
