"""The cards a reply may carry, as the catalogue shows them: calculated ones from the real calculators, a person's own as the contract words them."""

from typing import Any

from actions.benefits.parameters.book import load_book
from actions.benefits.registry import calculator
from actions.benefits.wording import card, stepper_card
from actions.booking.qr import qr_svg
from actions.clock import today
from tests.end_to_end.counter import (
    ADDRESS_CARD,
    BOOKING_CARD,
    BOOKING_CHOICES,
    CERTIFICATION_CARD,
    CONSENT,
    FAMILY_CARD,
    REASON,
    SLOT_CHOICES,
    SLOTS_CARD,
    TICKET_CARD,
    reply,
)  # fmt: skip

DEATH = {"status": "retired", "contribution": 388, "drawn": 96, "died_on": "2026-03-05", "cause": "illness"}
BOOKED = BOOKING_CARD | {"qr": qr_svg("482913")}
FACTS = {
    "type": "record", "title": "请核对", "notes": [],
    "lines": [{"label": "时间", "value": "11月24日 周二 上午9:00"}, {"label": "地点", "value": "青泥洼桥街道办事处"}],
}  # fmt: skip
# A person's own, by the name of its screen: every card in a reply as the dialogue words it.
OWN: dict[str, dict[str, Any]] = {
    "reason": REASON,
    "certification": reply("不用您办。", private=True, card=CERTIFICATION_CARD),
    "slots": reply("明天和后天都有空。", outcome="ask", card=SLOTS_CARD, choices=SLOT_CHOICES),
    "confirm": reply(
        "约明天上午九点，对吗？", outcome="confirm", card=FACTS,
        choices=[{"label": "是，就这样", "token": "y"}, {"label": "不是", "token": "n"}],
    ),
    "booking": reply("约好了。明天上午九点。", outcome="done", private=True, card=BOOKED, choices=BOOKING_CHOICES),
    "bookings": reply("您有两个预约。", private=True, card={"type": "bookings", "items": [BOOKED, BOOKED]}),
    "ticket": reply("取好号了。", outcome="done", card=TICKET_CARD),
    "address": reply("上门到哪里？", outcome="ask", private=True, card=ADDRESS_CARD, choices=SLOT_CHOICES[:1]),
    "family": reply("现在能帮您看的有一位。", private=True, card=FAMILY_CARD),
    "phone number": reply("请填新的手机号。", outcome="ask", card={"type": "phone"}),
    "consent again": reply("请先看一看下面的说明。", outcome="confirm", card={"type": "consent", **CONSENT}),
}  # fmt: skip


def survivor_estimate() -> dict[str, Any]:
    """What a family may expect, worked out."""
    chosen = calculator("survivor")
    return card(chosen.compute(DEATH, load_book(), today()))


def survivor_stepper() -> dict[str, Any]:
    """The same, still to be filled in."""
    return stepper_card(calculator("survivor"))

