"""Applies one answer inside the booking form to the draft."""

import re
from datetime import timedelta

from actions.counter import Counter
from actions.dialogue.booking.answer import INTERRUPTING, Answer
from actions.dialogue.booking.codes import (
    CONFIRMED,
    COUNTER_CHECK,
    MISSES,
    OFFICE,
    SERVICE,
    SERVICE_OF_INTENT,
    SERVICE_WORDS,
    SLOT,
    TIME,
)  # fmt: skip
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.wishes import merged, shifted
from actions.when.changes import Change
from actions.when.model import QuestionBack, TimeWish
from actions.when.wish import FARTHEST_DAYS


class Reader:
    """Applies answers to drafts."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def apply(self, draft: Draft, answer: Answer) -> str:
        """Changes `draft`. Returns understood, yes (to what was shown), missed, or interruption."""
        if answer.tapped:
            return self._tapped(draft, answer.tapped)
        kind = answer.kind
        if kind == "pick" and answer.change:
            return self._picked(draft, answer.change)
        if answer.requested == CONFIRMED and kind == "yes" and not isinstance(answer.wish, TimeWish):
            return "yes"
        if self._way(draft, answer) or self._when(draft, answer) or self._changed(draft, answer, kind):
            return "understood"
        if answer.is_an_answer:
            if kind == "yes" and answer.requested == SLOT:
                draft.note("pick_one")
            draft[MISSES] = float(draft[MISSES] or 0) + 1
            return "missed"
        return "interruption"

    def _tapped(self, draft: Draft, code: str) -> str:
        kind, _, value = code.partition(":")
        if kind == "slot":
            draft[SLOT] = value
        elif kind in ("service", "office"):
            name = SERVICE if kind == "service" else OFFICE
            draft.forget_from(name)
            draft[name] = value
        elif kind == "day":
            draft.forget_from(TIME)
            draft[TIME] = value
        elif kind == "other_day":
            draft.forget_from(TIME)
        elif kind == "other_office":
            draft.forget_from(OFFICE)
            draft.note("offices")
        elif kind == "waiting":
            draft.leave("waiting")
        return "understood"

    def _picked(self, draft: Draft, change: Change) -> str:
        offered, place = draft.offered, change.place or 0
        if -len(offered) <= place < len(offered):
            return self._tapped(draft, offered[place])
        draft[MISSES] = float(draft[MISSES] or 0) + 1
        return "missed"

    def _way(self, draft: Draft, answer: Answer) -> bool:
        """上门, 视频, 窗口: said as an answer, or as another wish in the middle."""
        said = SERVICE_OF_INTENT.get(answer.intent)
        if answer.requested == SERVICE or (answer.requested != OFFICE and answer.intent not in INTERRUPTING):
            said = next((way for way, words in SERVICE_WORDS if re.search(words, answer.text)), said)
        if said is None or said == draft.service or draft.moves or _names_an_office_change(answer):
            return False
        draft.forget_from(SERVICE)
        draft[SERVICE] = said
        if isinstance(answer.wish, TimeWish) and answer.wish.names_day:
            draft[TIME] = answer.wish.code()
        return True

    def _when(self, draft: Draft, answer: Answer) -> bool:
        if isinstance(answer.wish, QuestionBack):
            draft.forget_from(TIME)
            draft.note(f"say:{answer.wish.text}")
            return True
        if not isinstance(answer.wish, TimeWish):
            return False
        if answer.wish.earliest and not answer.wish.names_day and answer.requested in (SERVICE, OFFICE, SLOT, CONFIRMED):
            return False  # 随便 answers what was asked
        before = draft.wish
        draft.forget_from(TIME)
        draft[TIME] = merged(before, answer.wish, answer.today).code()
        return True

    def _changed(self, draft: Draft, answer: Answer, kind: str) -> bool:
        if kind == "anything":
            return self._anything(draft, answer)
        if kind in ("earlier", "later") and draft.wish:
            wish = shifted(draft.wish, kind == "earlier", answer.today)
            draft.forget_from(TIME)
            draft[TIME] = wish.code() if wish else None
            if wish is None:
                draft.note("no_earlier")
            return True
        if kind == "waiting":
            draft.leave("waiting")
            return True
        if kind in ("other_office", "near", "own_office") and draft.service and not draft.moves:
            draft.forget_from(OFFICE)
            draft.note("" if kind == "own_office" else "offices")
            return True
        if kind == "other_day" or (kind in ("no", "none") and answer.requested == SLOT):
            draft.forget_from(TIME)
            return True
        if kind in ("no", "none") and answer.requested == CONFIRMED:
            draft.forget_from(SLOT)
            draft.note("not_this")
            return True
        if kind == "yes" and answer.requested == SLOT and len([code for code in draft.offered if code.startswith("slot:")]) == 1:
            return self._picked(draft, Change("pick", 0)) == "understood"
        return self._office_by_name(draft, answer)

    def _anything(self, draft: Draft, answer: Answer) -> bool:
        if answer.requested == SERVICE:
            draft[SERVICE] = COUNTER_CHECK
            return True
        if answer.requested == TIME:
            today = answer.today
            draft[TIME] = TimeWish(today, today + timedelta(FARTHEST_DAYS), names_day=False, earliest=True).code()
            return True
        return answer.requested in (SLOT, OFFICE) and self._picked(draft, Change("pick", 0)) == "understood"

    def _office_by_name(self, draft: Draft, answer: Answer) -> bool:
        if answer.requested != OFFICE or not answer.text:
            return False
        for code in draft.offered:
            name = self._counter.offices.office(code.partition(":")[2]).name
            if answer.text.strip("。 ") in name or name in answer.text:
                return self._tapped(draft, code) == "understood"
        return False


def _names_an_office_change(answer: Answer) -> bool:
    return answer.change is not None and answer.change.kind in ("other_office", "near", "own_office")
