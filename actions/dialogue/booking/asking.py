"""The questions of the booking form, one action for each slot Rasa asks for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.booking.errors import BookingError
from actions.booking.wording import service_words, when_words
from actions.dialogue.base import STAFF
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.cards import booking_card, when, where
from actions.dialogue.booking.codes import (
    HOME_VISIT,
    MISSES,
    NOTE,
    OFFERED,
    OTHER_DAY,
    OTHER_OFFICE,
    PERSON,
    SLOT,
    STOP,
    WAITING,
    WAYS,
    YES,
    pick,
)  # fmt: skip
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.finding import choices_for, find, slot_of, slots_card
from actions.dialogue.booking.places import places
from actions.dialogue.booking.standing import standing_note
from actions.dialogue.booking.visitor import ask_proof, visitor
from actions.dialogue.identity import Turn
from actions.identity.identified import Identified
from actions.reply import Choice, Reply

NOTES: dict[str, str] = {
    "none_to_move": "没有查到您约好的认证，给您新约一个。",
    "not_this": "好，那换一个时间。",
    "no_earlier": "没有更早的了。",
}  # fmt: skip
ERRORS: dict[str, str] = {kind.code: kind.detail for kind in BookingError.__subclasses__() if kind.code != "office-closed"}
ERRORS["office-closed"] = "那个时间不办公。请换一个时间。"
ASK_A_PERSON = "我没有听明白，耽误您了。可以找工作人员帮您约，也可以接着点下面的按钮。"
PERSON_AFTER_MISSES, EXPLAIN_AFTER_MISSES = 3, 2


class AskingAction(BookingAction):
    """Says the note first, then the question; explains it after two failed answers, offers a person after three."""

    explanation = "请点下面的按钮，或者说出来。"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        draft, who = Draft(tracker), visitor(self.counter, tracker)
        if who is None:
            return [ask_proof(self.counter, tracker)], [SlotSet(PERSON, None)]
        reply, offered = self.question(draft, who)
        events: list[EventType] = [SlotSet(OFFERED, offered or None), SlotSet(NOTE, None)]
        return [self._with_note(self._patient(reply, draft), draft, who)], events

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        """The question, and the codes it offers in their order."""
        raise NotImplementedError

    def _patient(self, reply: Reply, draft: Draft) -> Reply:
        misses = float(draft[MISSES] or 0)
        if misses >= PERSON_AFTER_MISSES:
            return replace(reply, text=f"{ASK_A_PERSON}\n{reply.text}", choices=(*reply.choices, STAFF))
        if misses >= EXPLAIN_AFTER_MISSES:
            return replace(reply, text=f"{self.explanation}\n{reply.text}")
        return reply

    def _with_note(self, reply: Reply, draft: Draft, who: Identified) -> Reply:
        kind, _, rest = str(draft[NOTE] or "").partition(":")
        if kind == "standing":
            return self._with_standing(reply, who)
        said = {"say": rest, "error": ERRORS.get(rest, BookingError.detail)}.get(kind, NOTES.get(kind, ""))
        if not said:
            return reply
        return replace(reply, text=f"{said}\n{reply.text}", speech=f"{said}{reply.speech}" if reply.speech else "")

    def _with_standing(self, reply: Reply, who: Identified) -> Reply:
        note = standing_note(self.counter, who.person_id)
        if not note:
            return reply
        text, aloud = f"{note}\n{reply.text}", reply.speech or reply.text
        return replace(reply, text=text, speech=aloud, private=True, speech_on_request=text)


class AskPerson(AskingAction):
    """Not proven yet."""

    action_name = "action_ask_booking_form_booking_person"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return [ask_proof(self.counter, tracker)], [SlotSet(OFFERED, None)]


class AskService(AskingAction):
    """Window, visit or video; who finds going out hard is offered the visit first."""

    action_name = "action_ask_booking_form_booking_service"
    explanation = "认证有三种办法。能走动就去窗口，走不动请人上门，在外地可以视频。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        ways = list(WAYS)
        if self.counter.certification.standing(who.person_id).needs_visit:
            ways.sort(key=lambda way: way != HOME_VISIT)
        choices = tuple(Choice(WAYS[way], pick(f"service:{way}")) for way in ways)
        text = "您想怎么认证？可以自己去窗口，可以请人上门，也可以视频。"
        return Reply(text=text, outcome="ask", choices=(*choices, STOP)), [f"service:{way}" for way in ways]


class AskOffice(AskingAction):
    """Another place than the own street's."""

    action_name = "action_ask_booking_form_booking_office"
    explanation = "请选一个您去着方便的地方，点它的名字就行。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        offices = places(self.counter, who.person_id, draft.service or "")
        codes = [f"office:{office.id}" for office in offices]
        choices = tuple(Choice(office.name, pick(code)) for office, code in zip(offices, codes, strict=True))
        return Reply(text="您想去哪里办？离您近的有这些。", outcome="ask", choices=(*choices, STOP)), codes


class AskTime(AskingAction):
    """The wish for a time."""

    action_name = "action_ask_booking_form_booking_time"
    explanation = "您说个日子就行，比如：明天上午，下周三，月底。哪天都行，就说随便。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        text = f"{self._place(draft)}您想约哪天？比如明天上午，或者下周三。"
        if draft.moves:
            text = f"要把{self._moving(draft, who)}改到什么时候？比如明天下午，或者下周三。"
        soonest = Choice("越早越好", "/anything")
        elsewhere = () if draft.moves or draft.service != "counter_check" else (OTHER_OFFICE,)
        reply = Reply(text=text, outcome="ask", choices=(soonest, *elsewhere, STOP))
        return (replace(reply, private=True, speech="要改到什么时候？", speech_on_request=text) if draft.moves else reply), []

    def _place(self, draft: Draft) -> str:
        if draft.service == "counter_check" and draft.office:
            return f"地方是{self.counter.offices.office(draft.office).name}。"
        return f"{service_words(draft.service)}。" if draft.service else ""

    def _moving(self, draft: Draft, who: Identified) -> str:
        return when(self.counter.bookings.booking(who.person_id, draft.moves or 0), self.today())


class AskSlot(AskingAction):
    """Free times for the wish, or the nearest others and the waiting list."""

    action_name = "action_ask_booking_form_booking_slot"
    explanation = "请点一个时间，或者说第几个。都不合适，就说换一天。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        wish, today = draft.wish, self.today()
        if wish is None or not draft.service or not draft.office:
            raise RuntimeError("a time is offered before the wish, the way and the place are known")
        found = find(self.counter, draft.service, draft.office, wish, self.progress.area(draft, who), today)
        further = (OTHER_DAY, *(() if found.exact else (WAITING,)), STOP)
        if not found.slots:
            text = "这里最近都约满了。您可以排队等空位，有人退了马上告诉您；也可以换一天，或者换个地方。"
            return Reply(text=text, outcome="ask", choices=(WAITING, OTHER_DAY, OTHER_OFFICE, STOP)), ["waiting"]
        choices, codes = choices_for(found.slots, today), [f"slot:{slot.slot_id}" for slot in found.slots]
        opening = "这些时间有空" if found.exact else "您说的时间没有空位，离得近的有这些"
        text = f"{opening}：{self._listed(choices)}。您要哪个？"
        card = slots_card(found.slots, today)
        return Reply(text=text, speech=f"{opening}。您要第几个？", outcome="ask", choices=(*choices, *further), card=card), codes

    @staticmethod
    def _listed(choices: Sequence[Choice]) -> str:
        return "；".join(f"{place}、{choice.label}" for place, choice in enumerate(choices, 1))


class AskConfirmed(AskingAction):
    """Everything once more, and wait for yes."""

    action_name = "action_ask_booking_form_booking_confirmed"
    explanation = "都对，就点确定，才算约上。不对，就说哪里不对，比如改成下午。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        if draft.moves:
            return self._move(draft, who), []
        info = self.counter.bookings.booking(who.person_id, draft.held or 0)
        at_home = f"地址是{info.address_masked}。" if info.service == HOME_VISIT and info.address_masked else ""
        text = f"给您留了{when(info, self.today())}，{where(info)}认证。{at_home}请准备好本人身份证。对吗？留10分钟，点确定才算约上。"
        card = booking_card(info, self.today())
        if info.service == HOME_VISIT:
            card["visit_address"] = {"type": "address", "masked": info.address_masked or "", "booking": info.id}
        speech = "时间和地点在屏幕上，请您看一看。对就说确定，不对请告诉我。"
        return Reply(
            text=text, speech=speech, outcome="confirm", choices=(YES, OTHER_DAY, STOP), card=card, private=True,
            speech_on_request=text,
        ), []  # fmt: skip

    def _move(self, draft: Draft, who: Identified) -> Reply:
        info = self.counter.bookings.booking(who.person_id, draft.moves or 0)
        slot = slot_of(self.counter, int(draft[SLOT]))
        new = when_words(slot.service, slot.starts_at, slot.ends_at, self.today())
        text = f"把{when(info, self.today())}改成{new}，{where(info)}。对吗？"
        speech = "改到什么时候在屏幕上，请您看一看。对就说确定。"
        return Reply(
            text=text, speech=speech, outcome="confirm", choices=(YES, OTHER_DAY, STOP), private=True, speech_on_request=text
        )


ASKING = (AskPerson, AskService, AskOffice, AskTime, AskSlot, AskConfirmed)
