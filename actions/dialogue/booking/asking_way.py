"""Who books, the place kept for them, which booking is meant, how and where: the first questions of the form."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.dialogue.base import Turn, intent
from actions.dialogue.booking.asking import AskingAction
from actions.dialogue.booking.codes import HOME_VISIT, OFFERED, SERVICE_OF_INTENT, STAY, STOP, VIDEO_CHECK, WAYS, pick
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.offering import offer_reply
from actions.dialogue.booking.places import places
from actions.dialogue.booking.visitor import ask_proof, whose
from actions.dialogue.booking.which import which_reply
from actions.dialogue.identity import PENDING
from actions.identity.identified import Identified
from actions.reply import Choice, Reply

GO_ON = "刚才的预约还没有约完。要接着约吗？"


class AskPerson(AskingAction):
    """Not proven yet, or proven for something else that was asked meanwhile."""

    action_name = "action_ask_booking_form_booking_person"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        events: list[EventType] = [SlotSet(OFFERED, None)]
        if intent(tracker) in SERVICE_OF_INTENT:
            events.append(SlotSet(PENDING, None))  # the newest wish counts: after the proof it is the booking that goes on
        elif tracker.get_slot(PENDING):
            return [], events  # another wish has just asked for the proof; twice would be once too often
        needed = ask_proof(self.counter, tracker)
        return [needed or Reply(text=GO_ON, outcome="ask", choices=(Choice("接着约", "/affirm"), STOP))], events


class AskOffer(AskingAction):
    """A freed place is kept: wanted or not."""

    action_name = "action_ask_booking_form_booking_offer"
    explanation = "要的话，就说要。不要，就说不要，会让给下一位。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        offers = self.counter.bookings.offers(who.person_id)
        if not offers:  # it ran out since the last message
            return Reply(text="对不起，留的时间过了，那个位置让给下一位了。要另约时间吗？", outcome="ask",
                         choices=(Choice("另约时间", "/affirm"), STOP)), []  # fmt: skip
        return offer_reply(offers[0], who, self.today())


class AskWhich(AskingAction):
    """Several bookings: which one is to move."""

    action_name = "action_ask_booking_form_booking_which"
    explanation = "请点要改的那一个，或者说第几个。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        bookings = self.progress.confirmed(who)
        return which_reply(bookings, "move", "您要改哪一个？", who, self.today(), STAY)


class AskService(AskingAction):
    """Window or visit, and video where an office of theirs has entered it (fact 2-21 is not confirmed for Dalian); who finds
    going out hard is offered the visit first."""

    action_name = "action_ask_booking_form_booking_service"
    explanation = "能走动，可以约窗口。走不动，可以约人上门。在外地的，用自己的手机刷脸就行，不用约。具体以窗口为准。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        video = bool(self.counter.bookings.offices_for(who.person_id, VIDEO_CHECK))
        ways = [way for way in WAYS if way != VIDEO_CHECK or video]
        if self.counter.certification.standing(who.person_id).needs_visit:
            ways.sort(key=lambda way: way != HOME_VISIT)
        choices = tuple(Choice(WAYS[way], pick(f"service:{way}")) for way in ways)
        text = f"{whose(who)}想怎么认证？{'可以去窗口，可以请人上门，也可以视频。' if video else '可以去窗口，也可以请人上门。'}"
        return Reply(text=text, outcome="ask", choices=(*choices, STOP)), [f"service:{way}" for way in ways]


class AskOffice(AskingAction):
    """Another place than the own street's."""

    action_name = "action_ask_booking_form_booking_office"
    explanation = "请选一个您去着方便的地方，点它的名字就行。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        here = self.counter.devices.office_of_conversation(who.conversation_id)
        offices = places(self.counter, who.person_id, draft.service or "", here)
        codes = [f"office:{office.id}" for office in offices]
        choices = tuple(Choice(office.name, pick(code)) for office, code in zip(offices, codes, strict=True))
        return Reply(text="您想去哪里办？离您近的有这些。", outcome="ask", choices=(*choices, STOP)), codes
