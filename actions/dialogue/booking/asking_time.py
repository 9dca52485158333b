"""When, and everything once more: the last questions of the form."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from actions.booking.info import FreeSlot
from actions.booking.wording import day_words, service_words, slot_words, when_words
from actions.clock import SHANGHAI
from actions.dialogue.booking.asking import AskingAction
from actions.dialogue.booking.cards import booking_card, bring, when, where
from actions.dialogue.booking.codes import HOME_VISIT, OTHER_DAY, OTHER_OFFICE, SLOT, STAY, STOP, WAITING, YES, pick
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.finding import choices_for, find, slot_of, slots_card, works_on
from actions.dialogue.booking.visitor import whose
from actions.identity.identified import Identified
from actions.reply import Choice, Reply
from actions.when.model import TimeWish

_DAYS, _AHEAD, _SATURDAY = 3, 15, 5  # as many days as are offered; how far ahead they are looked for; the first day of no work


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
        choices = (soonest, *self._days(draft), *elsewhere, STAY if draft.moves else STOP)
        reply = Reply(text=text, outcome="ask", choices=choices, asks_for="day")
        return (replace(reply, private=True, speech="要改到什么时候？", speech_on_request=text) if draft.moves else reply), []

    def _days(self, draft: Draft) -> list[Choice]:
        """The next days on which somebody works, for who would rather tap than write."""
        days = (self.today() + timedelta(ahead) for ahead in range(1, _AHEAD))
        office = draft.office or ""
        open_days = (day for day in days if (works_on(self.counter, office, day, day) if office else day.weekday() < _SATURDAY))
        return [Choice(day_words(day, self.today()), pick(f"day:{TimeWish(day, day).code()}")) for day in islice(open_days, _DAYS)]

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
            text = "这里最近都约满了。可以排队等空位，有了会发短信告诉您。也可以换一天，或者换个地方。"
            return Reply(text=text, outcome="ask", choices=(WAITING, OTHER_DAY, OTHER_OFFICE, STOP)), ["waiting"]
        choices, codes = choices_for(found.slots, today), [f"slot:{slot.slot_id}" for slot in found.slots]
        opening = "这些时间有空"
        if not found.exact:
            works = works_on(self.counter, draft.office, wish.first, wish.last)
            opening = f"{'您说的时间没有空位' if works else '您说的日子不办公'}，离得近的有这些"
        text = f"{opening}。{self._listed(found.slots)}。您要第几个？"
        card = slots_card(found.slots, today)
        return Reply(text=text, speech=f"{opening}。您要第几个？", outcome="ask", choices=(*choices, *further), card=card), codes

    def _listed(self, slots: Sequence[FreeSlot]) -> str:
        """明天 11月24日 周二：1、上午8:30；2、上午9:00: each day is named once."""
        told, day = "", ""
        for place, slot in enumerate(slots, 1):
            its_day = day_words(slot.starts_at.astimezone(SHANGHAI).date(), self.today())
            told += "" if its_day == day else f"{'。' if told else ''}{its_day}："
            mark = "" if told.endswith("：") else "；"
            told, day = f"{told}{mark}{place}、{slot_words(slot.service, slot.starts_at, slot.ends_at)}", its_day
        return told


class AskConfirmed(AskingAction):
    """Everything once more, and wait for yes."""

    action_name = "action_ask_booking_form_booking_confirmed"
    explanation = "都对，就点确定，才算约上。不对，就说哪里不对，比如改成下午。"

    def question(self, draft: Draft, who: Identified) -> tuple[Reply, list[str]]:
        if draft.moves:
            return self._move(draft, who), []
        info = self.counter.bookings.booking(who.person_id, draft.held or 0)
        at_home = f"地址是{info.address_masked}。" if info.service == HOME_VISIT and info.address_masked else ""
        text = f"给{whose(who)}留了{when(info, self.today())}，{where(info)}认证。{at_home}请准备好{bring(who)}。对吗？点确定才算约上，给您留10分钟。"
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
            text=text, speech=speech, outcome="confirm", choices=(YES, OTHER_DAY, STAY), private=True, speech_on_request=text
        )
