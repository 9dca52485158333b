"""A freed place (候补) that is kept for somebody: shown, taken, or given to the next in line."""

import re
from datetime import date

from actions.booking.errors import BookingError
from actions.booking.info import Offer
from actions.booking.wording import time_words, when_words
from actions.counter import Counter
from actions.dialogue.base import HOME
from actions.dialogue.booking.answer import Answer
from actions.dialogue.booking.cards import booking_card, where
from actions.dialogue.booking.codes import MISSES, OFFER, OFFERS_ONLY, TASK, pick
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.visitor import whose
from actions.identity.identified import Identified
from actions.reply import Choice, Reply

_WANTED = re.compile(r"^(?:我|俺|就|那)*(?:想要|要|留着?|去)(?:这个|它|吧|的|了|啊)*$")
_NOT_WANTED = re.compile(r"^(?:我|俺|那|这个|就)*(?:不要|不用|不去|去不了|让给|给别人)")


def offer_reply(offer: Offer, who: Identified, today: date) -> tuple[Reply, list[str]]:
    """The place kept, until when, and the two answers with their codes."""
    info = offer.booking
    when = when_words(info.service, info.starts_at, info.ends_at, today)
    text = f"给{whose(who)}留着：{when}，{where(info)}认证。留到今天{time_words(offer.until)}。要，还是不要？"
    codes = [f"take:{offer.entry_id}", f"drop:{offer.entry_id}"]
    choices = (Choice("要这个", pick(codes[0])), Choice("不要了", pick(codes[1])), HOME)
    reply = Reply(
        text=text, speech="您排队等的位置有了，在屏幕上。要，还是不要？", outcome="confirm", choices=choices,
        card=booking_card(info, today), private=True, speech_on_request=text,
    )  # fmt: skip
    return reply, codes


def lapsed_words(offer: Offer, today: date) -> str:
    """That a place was kept and nobody took it."""
    info = offer.booking
    when = when_words(info.service, info.starts_at, info.ends_at, today)
    return f"给您留过一个位置：{when}。过了{time_words(offer.until)}没有确认，已经让给下一位了。"


class Offering:
    """Applies the answer to 要，还是不要."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def apply(self, draft: Draft, who: Identified, answer: Answer) -> str:
        """Takes the place, gives it on, or leaves it kept; returns what Reader.apply returns."""
        verb, _, entry = self._meant(draft, answer).partition(":")
        if verb in ("take", "drop") and entry.isdigit():
            getattr(self, f"_{verb}")(draft, who, int(entry))
            return "understood"
        if answer.stops:
            draft.leave("offer_kept")
            return "understood"
        if not answer.is_an_answer:
            return "interruption"
        draft[MISSES] = float(draft[MISSES] or 0) + 1
        return "missed"

    @staticmethod
    def _meant(draft: Draft, answer: Answer) -> str:
        if answer.tapped:
            return answer.tapped
        offered, said = draft.offered, answer.text.strip("。，！? ")
        place = answer.change.place if answer.change and answer.change.kind == "pick" else None
        if _NOT_WANTED.search(said) or answer.kind in ("no", "none"):
            place = 1
        elif _WANTED.search(said) or answer.kind == "yes":
            place = 0
        return offered[place] if place is not None and -len(offered) <= place < len(offered) else ""

    def _take(self, draft: Draft, who: Identified, entry_id: int) -> None:
        try:
            info = self._counter.bookings.accept_offer(
                who.person_id, entry_id, actor=who.actor, conversation_id=who.conversation_id
            )
        except BookingError:
            self._gone(draft, "offer_gone")
        else:
            draft.leave(f"booked:{info.id}")

    def _drop(self, draft: Draft, who: Identified, entry_id: int) -> None:
        try:
            self._counter.bookings.leave_waiting(
                who.person_id, entry_id, actor=who.actor, conversation_id=who.conversation_id
            )
        except BookingError:
            self._gone(draft, "offer_gone")
        else:
            self._gone(draft, "offer_dropped")

    @staticmethod
    def _gone(draft: Draft, why: str) -> None:
        """The talk goes on with the next offer or the booking; who only looked at the offer hears the last word."""
        draft[OFFER] = None
        if draft[TASK] == OFFERS_ONLY:
            draft.leave(why)
        else:
            draft.note(why)
