"""What is around a booking: seeing one's bookings, a walk-in number, the waiting list, and a tapped choice outside a form."""

from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.booking.errors import BookingError, OfficeClosed
from actions.dialogue.base import HOME, STAFF, Turn, entity, said
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.cancelling import open_cancelling, undo_target
from actions.dialogue.booking.cards import booking_card, bring_words, when, where
from actions.dialogue.booking.codes import (
    COUNTER_CHECK,
    FORM,
    OFFER,
    OFFERS_ONLY,
    OFFICE,
    PERSON,
    SERVICE,
    TASK,
    TIME,
    WHICH,
    fresh,
)  # fmt: skip
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.finishing import BOOK, booking_choices
from actions.dialogue.booking.offering import lapsed_words
from actions.dialogue.booking.progress import key_of
from actions.dialogue.booking.visitor import SCOPE, whose
from actions.dialogue.booking.waiting import join
from actions.dialogue.identity import identified_or_turn
from actions.identity.identified import Identified
from actions.reply import Choice, Reply
from actions.when.model import TimeWish
from actions.when.wish import read_wish

WAIT = Choice("排队等空位", "/join_waiting")
NONE_BOOKED = "现在没有约好的认证。要约的话，请点约认证。"
NOTHING_ALOUD = "查过了，结果在屏幕上。"
STALE = "刚才那一步已经过去了。想约认证，请点下面的按钮，从头来一遍。"
NO_TICKETS_NOW = "现在不办公，取不了号。办公的时候再来取，也可以先约一个时间。"
GONE = "对不起，那个位置已经让给别人了。请另约一个时间。"
LEFT_WAITING = "好，不排队了。"
NOT_WAITING = "您现在没有在排队。"
_LEAVES = ("不排", "不等", "退出", "不要了", "取消")


class Resumed(BookingAction):
    """A personal action that can go on once identity was proven. `wanted` ends 要先核对身份 ; `pending` is its intent."""

    wanted: ClassVar[str]
    pending: ClassVar[str]
    continues: ClassVar[frozenset[str]]

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return self.resume(self.pending, tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The turn for whoever is proven; else what is needed first."""
        who = identified_or_turn(self.counter, tracker, SCOPE, self.wanted, pending)
        return self.serve(who, tracker) if isinstance(who, Identified) else who

    def serve(self, who: Identified, tracker: Tracker) -> Turn:
        """The turn itself."""
        raise NotImplementedError


class MyBookings(Resumed):
    """The bookings that stand, with what can be done."""

    action_name, wanted, pending = "action_my_bookings", "看您的预约", "my_bookings"
    continues = frozenset({"my_bookings"})

    def serve(self, who: Identified, tracker: Tracker) -> Turn:
        bookings = self.progress.confirmed(who)
        offered: list[EventType] = []
        if self.counter.bookings.offers(who.person_id):  # the form of bookings asks 要，还是不要
            offered = [*fresh(**{TASK: OFFERS_ONLY, PERSON: "known"}), SlotSet("requested_slot", None), ActiveLoop(FORM)]
        if not bookings:
            return ([], offered) if offered else ([self._none(who)], [])
        told = "；".join(f"{when(info, self.today())}，{where(info)}认证" for info in bookings)
        cards = [booking_card(info, self.today(), who.conversation_id) for info in bookings]
        card = cards[0] if len(cards) == 1 else {"type": "bookings", "items": cards}
        text = f"{whose(who)}约好的是：{told}。{bring_words(who, *bookings)}"
        several = len(bookings) > 1
        choices = (*(choice for info in bookings for choice in booking_choices(info, named=several)), HOME)
        reply = Reply(
            text=text, speech="约好的在屏幕上。要听，请点读出来。", choices=choices, card=card, private=True,
            speech_on_request=text,
        )  # fmt: skip
        return [reply], offered

    def _none(self, who: Identified) -> Reply:
        """Nothing is booked; whoever missed a kept place, or still waits for one, is told so."""
        text = NONE_BOOKED
        if lapsed := self.counter.bookings.lapsed_offer(who.person_id):
            text = f"{lapsed_words(lapsed, self.today())}可以另约时间，也可以重新排队。"
        elif waiting := self.counter.bookings.waiting(who.person_id):
            text = f"现在没有约好的认证。您在{waiting[0].office.name}排队等空位，有了会发短信告诉您。"
        return Reply(text=text, speech=NOTHING_ALOUD, choices=(BOOK, WAIT, HOME), private=True, speech_on_request=text)


class TakeTicket(Resumed):
    """A walk-in number of the office the visitor stands in, where it gives any; else of their own street's."""

    action_name, wanted, pending = "action_queue_ticket", "取号", "queue_ticket"
    continues = frozenset({"queue_ticket"})

    def serve(self, who: Identified, tracker: Tracker) -> Turn:
        offices = self._offices(who)
        try:
            ticket = self.counter.bookings.take_ticket(
                offices[0] if offices else "", COUNTER_CHECK, key_of(tracker, "ticket"), actor=who.actor,
                conversation_id=who.conversation_id,
            )  # fmt: skip
        except BookingError as error:
            text = NO_TICKETS_NOW if isinstance(error, OfficeClosed) else error.detail
            return [Reply(text=text, outcome="decline", choices=(BOOK, STAFF, HOME))], []
        ahead = f"前面还有{ticket.ahead}位" if ticket.ahead else "前面没有人，请留意叫号"
        text = f"您的号是{ticket.number}，{ticket.place.name}，今天有效。{ahead}。请带本人身份证。"
        card = {"type": "ticket", "number": ticket.number, "ahead": ticket.ahead, "place": ticket.place.name}
        return [Reply(text=text, outcome="done", choices=(HOME,), card=card)], []


    def _offices(self, who: Identified) -> list[str]:
        """The office of this kiosk first: a number of another place is of no use to who stands here."""
        own = self.counter.bookings.offices_for(who.person_id, COUNTER_CHECK)
        here = self.counter.devices.office_of_conversation(who.conversation_id)
        gives = here is not None and any(here.id == office.id for office in self.counter.offices.offering(COUNTER_CHECK))
        return [here.id, *own] if here is not None and gives else own


class JoinWaiting(Resumed):
    """Onto the waiting list, or off it."""

    action_name, wanted, pending = "action_join_waiting", "排队等空位", "join_waiting"
    continues = frozenset({"join_waiting"})

    def serve(self, who: Identified, tracker: Tracker) -> Turn:
        if any(word in said(tracker) for word in _LEAVES):
            return [self._leave(who)], []
        draft, wish = Draft(tracker), read_wish(said(tracker), self.today())
        draft.empty()
        if isinstance(wish, TimeWish):
            draft[TIME] = wish.code()
        return [join(self.counter, draft, who, self.today())], []

    def _leave(self, who: Identified) -> Reply:
        entries = self.counter.bookings.waiting(who.person_id)
        for entry in entries:
            self.counter.bookings.leave_waiting(
                who.person_id, entry.id, actor=who.actor, conversation_id=who.conversation_id
            )
        return Reply(text=LEFT_WAITING if entries else NOT_WAITING, outcome="done" if entries else "answer", choices=(HOME,))


class TappedChoice(BookingAction):
    """A choice tapped when no form is open: move, cancel, book back; anything else belonged to an earlier step."""

    action_name = "action_booking_choice"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        kind, _, value = (entity(tracker, "booking_pick") or "").partition(":")
        if kind not in ("move", "cancel", "undo"):
            return [Reply(text=STALE, choices=(BOOK, HOME))], []
        who = identified_or_turn(self.counter, tracker, SCOPE, "改预约", "my_bookings")
        if not isinstance(who, Identified):
            return who
        if kind == "move":
            return self._move(who, int(value))
        if kind == "cancel":
            return [], open_cancelling(int(value))
        return self._undo(who, tracker)

    def _move(self, who: Identified, booking_id: int) -> Turn:
        """Opens the form at the question for the time: Rasa asks an opened form without validating first."""
        info = next((info for info in self.progress.confirmed(who) if info.id == booking_id), None)
        if info is None:
            return [Reply(text=STALE, choices=(BOOK, HOME))], []
        known = {
            TASK: f"move:{info.id}", PERSON: "known", OFFER: "none", WHICH: "known", SERVICE: info.service,
            OFFICE: info.office.id,
        }  # fmt: skip
        return [], [*fresh(**known), SlotSet("requested_slot", None), ActiveLoop(FORM)]

    def _undo(self, who: Identified, tracker: Tracker) -> Turn:
        target = undo_target(tracker)
        if target is None:
            return [Reply(text=STALE, choices=(BOOK, HOME))], []
        _service, slot_id = target
        by = {"actor": who.actor, "conversation_id": who.conversation_id}
        try:
            held = self.counter.bookings.hold(who.person_id, int(slot_id), key_of(tracker, slot_id), **by)
            info = self.counter.bookings.confirm(who.person_id, held.id, **by)
        except BookingError:
            return [Reply(text=GONE, outcome="decline", choices=(BOOK, HOME))], []
        text = f"约回来了：{when(info, self.today())}，{where(info)}认证。"
        reply = Reply(
            text=text, speech="约回来了，时间和地点在屏幕上。", outcome="done", choices=(*booking_choices(info), HOME),
            card=booking_card(info, self.today(), who.conversation_id), private=True, speech_on_request=text,
        )  # fmt: skip
        return [reply], []
