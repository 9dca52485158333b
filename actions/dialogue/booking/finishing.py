"""action_finish_booking: the last word when the booking form has ended."""

from typing import Any

from rasa_sdk import Tracker

from actions.booking.info import BookingInfo
from actions.booking.numbers import grouped
from actions.booking.wording import service_words
from actions.dialogue.base import HOME, STAFF, Turn
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.cards import booking_card, bring_words, when, where
from actions.dialogue.booking.codes import END, HELD, STOP, TASK, fresh, pick
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.visitor import ask_proof, visitor, whose
from actions.dialogue.booking.waiting import join
from actions.dialogue.identity_actions import REFUSED
from actions.identity.identified import Identified
from actions.reply import Choice, Reply

STOPPED = "好，那先不约。想约的时候，随时跟我说。"
LAST_WORDS: dict[str, str] = {
    "stopped": STOPPED,
    "refused": REFUSED,
    "offer_kept": "好，先不定。位置还给您留着，过了时间就让给下一位。想要的话，说“我的预约”就能看到。",
    "offer_dropped": "好，那个位置让给别人了，也不再排队了。想另约时间，请点下面的按钮。",
    "offer_gone": "对不起，留的时间过了，那个位置让给下一位了。可以另约时间，也可以重新排队。",
}  # fmt: skip
STAYS = "好，那不改。原来约的时间没有变。"
NO_OFFICE = "这件事，现在没有地方能约。请打12333问一问，或者找工作人员。"
BOOK = Choice("约认证", "/book_certification")
CHANGE = "要改时间或者取消，跟我说一声就行。"


class FinishBooking(BookingAction):
    """Says what came of the booking and empties its slots."""

    action_name = "action_finish_booking"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        draft = Draft(tracker)
        return [self._last_word(draft, tracker)], fresh()

    def _last_word(self, draft: Draft, tracker: Tracker) -> Reply:
        reason, _, value = str(draft[END] or "stopped").partition(":")
        if reason == "stopped" and str(draft[TASK]).startswith("move"):
            return Reply(text=STAYS, choices=(HOME,))
        if reason in LAST_WORDS:
            return Reply(text=LAST_WORDS[reason], choices=(*((BOOK,) if reason in ("offer_dropped", "offer_gone") else ()), HOME))
        if reason == "no_office":
            return Reply(text=NO_OFFICE, outcome="decline", choices=(STAFF, HOME))
        who = visitor(self.counter, tracker)
        if who is None:
            return ask_proof(self.counter, tracker) or Reply(text=STOPPED, choices=(HOME,))
        if reason == "waiting":
            return join(self.counter, draft, who, self.today())
        info = self.counter.bookings.booking(who.person_id, int(value or draft[HELD]))
        return self._already(info, who) if reason == "already" else self._done(info, who, reason == "moved")

    def _done(self, info: BookingInfo, who: Identified, moved: bool) -> Reply:
        done = "改好了" if moved else "约好了"
        text = f"{done}。{when(info, self.today())}，{where(info)}认证。预约号是{grouped(info.number or '')}。{bring_words(who, info)}{CHANGE}"
        return Reply(
            text=text, speech=f"{done}。时间、地点和预约号在屏幕上。{bring_words(who, info)}", outcome="done",
            choices=(*booking_choices(info), HOME), card=booking_card(info, self.today(), who.conversation_id), private=True,
            speech_on_request=text,
        )  # fmt: skip

    def _already(self, info: BookingInfo, who: Identified) -> Reply:
        text = f"{whose(who)}已经约好了：{when(info, self.today())}，{where(info)}认证。要改时间，还是取消？"
        return Reply(
            text=text, speech="已经约好了一次，在屏幕上。要改时间，还是取消？", outcome="clarify",
            choices=(*booking_choices(info), Choice("都不用", STOP.payload)),
            card=booking_card(info, self.today()), private=True, speech_on_request=text,
        )  # fmt: skip


def booking_choices(info: BookingInfo, *, named: bool = False) -> tuple[Choice, ...]:
    """What can be done with a booking that stands; `named` says on the buttons which one it is."""
    if not named:
        return Choice("改时间", pick(f"move:{info.id}")), Choice("取消预约", pick(f"cancel:{info.id}"))
    what = service_words(info.service)
    return Choice(f"改{what}的时间", pick(f"move:{info.id}")), Choice(f"取消{what}", pick(f"cancel:{info.id}"))
