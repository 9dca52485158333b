"""What every question of the booking form shares: a note first, patience, and the way to a person."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.booking.errors import BookingError
from actions.dialogue.base import STAFF, Turn
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.codes import MISSES, NOTE, OFFERED, PERSON
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.offering import lapsed_words
from actions.dialogue.booking.standing import standing_note
from actions.dialogue.booking.visitor import ask_proof, visitor
from actions.identity.identified import Identified
from actions.reply import Reply

NOTES: dict[str, str] = {
    "none_to_move": "没有查到您约好的认证，给您新约一个。",
    "not_this": "好，那换一个时间。",
    "pick_one": "请说要第几个，或者点一个时间。",
    "no_earlier": "没有更早的了。",
    "offer_dropped": "好，那个位置让给别人了，也不再排队了。接着约别的时间。",
    "offer_gone": "对不起，留的时间过了，那个位置让给下一位了。接着约别的时间。",
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
            needed = ask_proof(self.counter, tracker)
            return [needed] if needed else [], [SlotSet(PERSON, None)]
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
        if misses and not draft[NOTE]:
            return replace(reply, text=f"这句我没有听明白。\n{reply.text}")
        return reply

    def _with_note(self, reply: Reply, draft: Draft, who: Identified) -> Reply:
        kind, _, rest = str(draft[NOTE] or "").partition(":")
        if kind == "standing":
            return _personal(reply, standing_note(self.counter, who))
        if kind == "lapsed":
            lapsed = self.counter.bookings.lapsed_offer(who.person_id)
            return _personal(reply, lapsed_words(lapsed, self.today()) if lapsed else "")
        said = {"say": rest, "error": ERRORS.get(rest, BookingError.detail)}.get(kind, NOTES.get(kind, ""))
        if not said:
            return reply
        return replace(reply, text=f"{said}\n{reply.text}", speech=f"{said}{reply.speech}" if reply.speech else "")


def _personal(reply: Reply, note: str) -> Reply:
    """`reply` after a sentence that is for the person's own eyes."""
    if not note:
        return reply
    text, aloud = f"{note}\n{reply.text}", reply.speech or reply.text
    return replace(reply, text=text, speech=aloud, private=True, speech_on_request=text)
