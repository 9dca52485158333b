"""Cancelling a booking: shown, confirmed in a form of its own, done, and offered back while the place is free."""

from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.booking.errors import BookingError
from actions.dialogue.base import HOME, STAFF, entity, intent, said
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.cards import booking_card, when, where
from actions.dialogue.booking.codes import CANCEL_CONFIRMED, CANCEL_FORM, CANCEL_WHICH, MISSES, pick
from actions.dialogue.booking.visitor import SCOPE, visitor
from actions.dialogue.identity import Turn, identified_or_turn
from actions.identity.identified import Identified
from actions.reply import Choice, Reply
from actions.when.changes import read_change

NOTHING = "您现在没有约好的认证，不用取消。"
KEPT = "好，预约还给您留着，没有取消。"
_YES = frozenset({"yes", "stop"})  # 取消 and 不要了 mean yes here
_NO = frozenset({"no", "none"})
_MOST_MISSES = 3


class CancelBooking(BookingAction):
    """Opens the form that asks whether the booking is really to be cancelled."""

    action_name = "action_cancel_booking"
    continues: ClassVar[frozenset[str]] = frozenset({"cancel_booking"})

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return self.resume("cancel_booking", tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The same, once identity was proven."""
        who = identified_or_turn(self.counter, tracker, SCOPE, "取消预约", pending)
        if not isinstance(who, Identified):
            return who
        bookings = self.progress.confirmed(who)
        if not bookings:
            return [Reply(text=NOTHING, choices=(HOME,))], []
        return [], open_cancelling(bookings[0].id)


def open_cancelling(booking_id: int) -> list[EventType]:
    """The events that open the form for one booking."""
    return [
        SlotSet(CANCEL_WHICH, str(booking_id)), SlotSet(CANCEL_CONFIRMED, None), SlotSet(MISSES, 0.0),
        SlotSet("requested_slot", None), ActiveLoop(CANCEL_FORM),
    ]  # fmt: skip


class ValidateCancelForm(BookingAction):
    """Yes or no; a question in the middle is answered by its own rule."""

    action_name = "validate_cancel_form"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        if tracker.get_slot("requested_slot") is None:
            return [], []
        heard, change = intent(tracker), read_change(said(tracker))
        kind = change.kind if change else ""
        if heard in ("affirm", "cancel_booking") or kind in _YES:
            return [], [SlotSet(CANCEL_CONFIRMED, "yes")]
        if heard in ("deny", "stop") or kind in _NO:
            return [], [SlotSet(CANCEL_CONFIRMED, "no")]
        if kind or heard in ("nlu_fallback", "out_of_scope", "anything", "inform_time"):
            misses = float(tracker.get_slot(MISSES) or 0) + 1
            given_up: list[EventType] = [SlotSet(CANCEL_CONFIRMED, "no")] if misses >= _MOST_MISSES else []
            return [], [SlotSet(MISSES, misses), *given_up]
        return [], []


class AskCancel(BookingAction):
    """Shows what would be cancelled."""

    action_name = "action_ask_cancel_form_cancel_confirmed"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        who = visitor(self.counter, tracker)
        if who is None:
            refused = identified_or_turn(self.counter, tracker, SCOPE, "取消预约", "cancel_booking")
            if not isinstance(refused, Identified):
                return refused[0], [*refused[1], ActiveLoop(None), SlotSet("requested_slot", None)]
            who = refused
        info = self.counter.bookings.booking(who.person_id, int(tracker.get_slot(CANCEL_WHICH)))
        text = f"您约的是{when(info, self.today())}，{where(info)}认证。真的要取消吗？"
        choices = (Choice("取消预约", "/affirm"), Choice("不取消", "/deny"), Choice("改时间", pick(f"move:{info.id}")))
        reply = Reply(
            text=text, speech="您约的时间在屏幕上。真的要取消吗？", outcome="confirm", choices=choices,
            card=booking_card(info, self.today()), private=True, speech_on_request=text,
        )  # fmt: skip
        return [reply], []


class FinishCancel(BookingAction):
    """Cancels, or keeps; after a cancel the place is offered back."""

    action_name = "action_finish_cancel"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        empty: list[EventType] = [SlotSet(CANCEL_WHICH, None), SlotSet(CANCEL_CONFIRMED, None), SlotSet(MISSES, 0.0)]
        if tracker.get_slot(CANCEL_CONFIRMED) != "yes":
            return [Reply(text=KEPT, choices=(HOME,))], empty
        who = identified_or_turn(self.counter, tracker, SCOPE, "取消预约", "cancel_booking")
        if not isinstance(who, Identified):
            return who[0], [*who[1], *empty]
        try:
            info = self.counter.bookings.cancel(
                who.person_id, int(tracker.get_slot(CANCEL_WHICH)), "person", actor=who.actor,
                conversation_id=who.conversation_id,
            )  # fmt: skip
        except BookingError as error:
            return [Reply(text=error.detail, outcome="decline", choices=(STAFF, HOME))], empty
        text = f"取消好了：{when(info, self.today())}的认证。点错了的话，可以马上约回来。"
        choices = (Choice("约回来", pick(f"undo:{info.service}:{info.slot_id}")), Choice("另约时间", "/book_certification"), HOME)
        reply = Reply(
            text=text, speech="取消好了。点错了的话，可以马上约回来。", outcome="done", choices=choices, private=True,
            speech_on_request=text,
        )  # fmt: skip
        return [reply], empty


def undo_target(tracker: Tracker) -> tuple[str, str] | None:
    """Service and slot of a 约回来 choice."""
    kind, _, rest = (entity(tracker, "booking_pick") or "").partition(":")
    service, _, slot_id = rest.partition(":")
    return (service, slot_id) if kind == "undo" and slot_id.isdigit() else None
