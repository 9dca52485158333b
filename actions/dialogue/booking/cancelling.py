"""Cancelling a booking: shown, confirmed in a form of its own, done, and offered back while the place is free."""

import re
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.booking.errors import BookingError
from actions.dialogue.base import HOME, STAFF, Turn, entity, intent, said
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.cards import booking_card, when, where
from actions.dialogue.booking.codes import CANCEL_CONFIRMED, CANCEL_FORM, CANCEL_WHICH, MISSES, OFFERED, pick
from actions.dialogue.booking.visitor import SCOPE, visitor, whose
from actions.dialogue.booking.which import by_words, code_meant, which_reply
from actions.dialogue.identity import identified_or_turn
from actions.identity.identified import Identified
from actions.reply import Choice, Reply
from actions.when.changes import read_change

NOTHING = "您现在没有约好的认证，不用取消。"
KEPT = "好，预约还给您留着，没有取消。"
# A booking given up by mistake may cost the only free day, so no comes first and 算了 is no yes.
_KEEPS = re.compile(r"[不别没甭][^，。]{0,3}(?:取消|退)|留着|还去|照去|照常|点错|按错|算了|拉倒|再想想|等等|先放")
_CANCELS = re.compile(r"取消|退[了掉吧号]|不去了?|去不[了成]|不要了|不来了|不约了|不办了|撤[了掉]|作废")
_HEARD_AS_ANSWER = frozenset({"nlu_fallback", "out_of_scope", "anything", "inform_time", "choose_option"})
_MOST_MISSES = 3


class CancelBooking(BookingAction):
    """Opens the form that asks which booking, and whether it is really to be cancelled."""

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
        meant = bookings[0] if len(bookings) == 1 else by_words(bookings, said(tracker))
        return [], open_cancelling(meant.id if meant else None)


def open_cancelling(booking_id: int | None) -> list[EventType]:
    """The events that open the form; without a booking it asks which one."""
    which = None if booking_id is None else str(booking_id)
    return [
        SlotSet(CANCEL_WHICH, which), SlotSet(CANCEL_CONFIRMED, None), SlotSet(MISSES, 0.0), SlotSet("requested_slot", None),
        ActiveLoop(CANCEL_FORM),
    ]  # fmt: skip


class ValidateCancelForm(BookingAction):
    """Which one, then yes or no; a question in the middle is answered by its own rule. Only a clear yes cancels."""

    action_name = "validate_cancel_form"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        requested = tracker.get_slot("requested_slot")
        if requested is None:
            return [], []
        meant = self._which(tracker) if requested == CANCEL_WHICH else ""
        if meant:
            return [], [SlotSet(CANCEL_WHICH, meant), SlotSet(MISSES, 0.0)]
        verdict = self._verdict(tracker, asks_which=requested == CANCEL_WHICH)
        if verdict == "missed":
            misses = float(tracker.get_slot(MISSES) or 0) + 1
            return [], [SlotSet(MISSES, misses), *(_kept() if misses >= _MOST_MISSES else [])]
        if verdict == "no":
            return [], _kept()
        return [], [SlotSet(CANCEL_CONFIRMED, "yes")] if verdict == "yes" else []

    def _which(self, tracker: Tracker) -> str:
        """The id of the booking meant, or nothing."""
        who = visitor(self.counter, tracker)
        bookings = self.progress.confirmed(who) if who else []
        tapped, text = entity(tracker, "booking_pick"), said(tracker)
        code = code_meant(tracker.get_slot(OFFERED) or [], bookings, tapped, read_change(text), text)
        return code.partition(":")[2]

    @staticmethod
    def _verdict(tracker: Tracker, *, asks_which: bool) -> str:
        """yes, no, missed, or nothing for a message that is no answer."""
        heard, text = intent(tracker), said(tracker).strip("。，！? ")
        change = read_change(text)
        kind = change.kind if change else ""
        if _KEEPS.search(text) or kind in ("no", "none") or heard in ("deny", "stop"):
            return "no"
        if not asks_which and (_CANCELS.search(text) or kind == "yes" or heard == "affirm"):
            return "yes"
        return "missed" if kind or heard in _HEARD_AS_ANSWER else ""


def _kept() -> list[EventType]:
    return [SlotSet(CANCEL_WHICH, "none"), SlotSet(CANCEL_CONFIRMED, "no")]


class AskCancelWhich(BookingAction):
    """Several bookings: which one."""

    action_name = "action_ask_cancel_form_cancel_which"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        who = visitor(self.counter, tracker)
        if who is None:
            return self.proof_again(tracker, "取消预约", "cancel_booking")
        reply, codes = which_reply(
            self.progress.confirmed(who), "cancel", "您要取消哪一个？", who, self.today(), Choice("都不取消", "/deny")
        )
        return [reply], [SlotSet(OFFERED, codes)]


class AskCancel(BookingAction):
    """Shows what would be cancelled."""

    action_name = "action_ask_cancel_form_cancel_confirmed"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        who = visitor(self.counter, tracker)
        if who is None:
            return self.proof_again(tracker, "取消预约", "cancel_booking")
        info = self.counter.bookings.booking(who.person_id, int(tracker.get_slot(CANCEL_WHICH)))
        text = f"{whose(who)}约的是{when(info, self.today())}，{where(info)}认证。真的要取消吗？"
        choices = (Choice("取消预约", "/affirm"), Choice("不取消", "/deny"), Choice("改时间", pick(f"move:{info.id}")))
        reply = Reply(
            text=text, speech="约的时间在屏幕上。真的要取消吗？", outcome="confirm", choices=choices,
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
