"""The card of a booking and the sentences that belong to it."""

from datetime import date
from typing import Any

from actions.booking.info import BookingInfo
from actions.booking.numbers import grouped
from actions.booking.qr import qr_svg
from actions.booking.wording import service_words, when_words
from actions.dialogue.booking.codes import COUNTER_CHECK, HOME_VISIT, VIDEO_CHECK
from actions.identity.identified import Identified

BRING = "本人身份证"
STATES = {
    "held": "给您留着，还没有确定", "confirmed": "已经约好", "cancelled": "已取消", "moved": "已改到别的时间", "expired": "没有确定，让给别人了",
    "attended": "已办完", "no_show": "那天没有到",
}  # fmt: skip
_NOTES: dict[str, tuple[str, ...]] = {
    HOME_VISIT: ("上门的是两个人，会戴工作证。不收钱，也不会问您的银行卡密码。",),
    VIDEO_CHECK: ("到时间请把手机放在身边，接视频就行。",),
}
_ARRIVE = "请提前10分钟到。去不了，请早点取消，把位置让给别人。"


def booking_card(info: BookingInfo, today: date, conversation_id: str | None = None) -> dict[str, Any]:
    """The card of `info`; the address of a home visit is masked. A confirmed one has its number, QR and .ics."""
    home = info.service == HOME_VISIT
    card: dict[str, Any] = {
        "type": "booking", "state": STATES.get(info.state, info.state), "number": grouped(info.number) if info.number else "",
        "service": service_words(info.service), "when": when(info, today),
        "place": "家里" if home else info.office.name, "address": (info.address_masked or "") if home else info.office.address,
        "phone": info.office.phone, "bring": [BRING], "notes": list(_NOTES.get(info.service, (_ARRIVE,))),
        "at_home": info.service != COUNTER_CHECK, "qr": "", "ics": "",
    }  # fmt: skip
    if info.number and info.state == "confirmed":
        card["qr"] = qr_svg(info.number)
        card["ics"] = f"/api/conversations/{conversation_id}/bookings/{info.number}.ics" if conversation_id else ""
    return card


def bring(who: Identified) -> str:
    """The one paper to bring; it is the elder's own, whoever books."""
    return BRING if who.grant_id is None else "老人的身份证"


def bring_words(who: Identified, *infos: BookingInfo) -> str:
    """请带本人身份证; who is visited or called at home has it ready there."""
    return f"{'请带' if any(info.service == COUNTER_CHECK for info in infos) else '请准备好'}{bring(who)}。"


def when(info: BookingInfo, today: date) -> str:
    """明天 11月24日 周二 上午9:00."""
    return when_words(info.service, info.starts_at, info.ends_at, today)


def where(info: BookingInfo) -> str:
    """The place in a sentence: 到春海街道, 工作人员到家里, 在手机上视频."""
    if info.service == HOME_VISIT:
        return "工作人员到家里"
    return "在手机上视频" if info.service == VIDEO_CHECK else f"到{info.office.name}"
