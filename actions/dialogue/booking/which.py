"""Which booking is meant when somebody has several: by its button, its place in the list, or its way (上门的那个)."""

import re
from collections.abc import Sequence
from datetime import date

from actions.booking.info import BookingInfo
from actions.dialogue.booking.answer import Answer
from actions.dialogue.booking.cards import booking_card, when, where
from actions.dialogue.booking.codes import MISSES, SERVICE_WORDS, TASK, TIME, WAYS, WHICH, pick
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.visitor import whose
from actions.identity.identified import Identified
from actions.reply import Choice, Reply
from actions.when.changes import Change
from actions.when.model import TimeWish


def by_words(bookings: Sequence[BookingInfo], text: str) -> BookingInfo | None:
    """The only booking whose way is named in `text`; None when none or several are."""
    named = {way for way, words in SERVICE_WORDS if re.search(words, text)}
    fitting = [info for info in bookings if info.service in named]
    return fitting[0] if len(fitting) == 1 else None


def which_reply(
    bookings: Sequence[BookingInfo], verb: str, question: str, who: Identified, today: date, way_out: Choice
) -> tuple[Reply, list[str]]:
    """Asks which booking; the codes are `verb`:id (move, cancel)."""
    codes = [f"{verb}:{info.id}" for info in bookings]
    listed = "；".join(f"{place}、{when(info, today)}，{where(info)}" for place, info in enumerate(bookings, 1))
    text = f"{whose(who)}约了{len(bookings)}次：{listed}。{question}"
    choices = [Choice(f"{WAYS[info.service]}那个", pick(code)) for info, code in zip(bookings, codes, strict=True)]
    reply = Reply(
        text=text, speech=f"您约了{len(bookings)}次，在屏幕上。{question}", outcome="clarify", choices=(*choices, way_out),
        card={"type": "bookings", "items": [booking_card(info, today) for info in bookings]}, private=True,
        speech_on_request=text,
    )  # fmt: skip
    return reply, codes


def code_meant(offered: Sequence[str], bookings: Sequence[BookingInfo], tapped: str | None, change: Change | None, text: str) -> str:
    """The offered code an answer means; nothing when it means none."""
    if tapped in offered:
        return str(tapped)
    if change and change.kind == "pick" and change.place is not None and -len(offered) <= change.place < len(offered):
        return offered[change.place]
    named = by_words(bookings, text)
    return next((code for code in offered if named and code.endswith(f":{named.id}")), "")


def apply_which(draft: Draft, bookings: Sequence[BookingInfo], answer: Answer) -> str:
    """The answer to 要改哪一个; returns what Reader.apply returns."""
    if code := code_meant(draft.offered, bookings, answer.tapped, answer.change, answer.text):
        draft[TASK], draft[WHICH] = code, "known"
    if isinstance(answer.wish, TimeWish):
        draft[TIME] = answer.wish.code()
    if code:
        return "understood"
    if not answer.is_an_answer:
        return "interruption"
    draft[MISSES] = float(draft[MISSES] or 0) + 1
    return "missed"
