"""Names of slots, codes kept in them, and payloads of choices."""

import json
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.reply import Choice

FORM, CANCEL_FORM = "booking_form", "cancel_form"
PERSON, OFFER, WHICH, SERVICE, OFFICE, TIME, SLOT, CONFIRMED = (
    "booking_person", "booking_offer", "booking_which", "booking_service", "booking_office", "booking_time", "booking_slot",
    "booking_confirmed",
)  # fmt: skip
# What the form asks for, in its order.
REQUIRED = (PERSON, OFFER, WHICH, SERVICE, OFFICE, TIME, SLOT, CONFIRMED)
TASK, HELD, OFFERED, NOTE, MISSES, END = (
    "booking_task", "booking_held", "booking_offered", "booking_note", "booking_misses", "booking_end",
)  # fmt: skip
# A task that only settles an offered place; the others are book, move, and move:<booking id>.
OFFERS_ONLY = "offer"
CANCEL_WHICH, CANCEL_CONFIRMED = "cancel_which", "cancel_confirmed"
ALL = (PERSON, OFFER, WHICH, SERVICE, OFFICE, TIME, SLOT, CONFIRMED, TASK, HELD, OFFERED, NOTE, END)
# What an open form needs to go on under another dialogue id.
FORM_SLOTS = (*ALL, MISSES, CANCEL_WHICH, CANCEL_CONFIRMED, "requested_slot")

COUNTER_CHECK, HOME_VISIT, VIDEO_CHECK = "counter_check", "home_visit", "video_check"
SERVICE_OF_INTENT: dict[str, str | None] = {
    "book_certification": None, "book_home_visit": HOME_VISIT, "book_video": VIDEO_CHECK, "reschedule_booking": None,
}  # fmt: skip
# What a choice of a way is called on its button.
WAYS: dict[str, str] = {COUNTER_CHECK: "去窗口", HOME_VISIT: "请人上门", VIDEO_CHECK: "视频认证"}
SERVICE_WORDS: tuple[tuple[str, str], ...] = (
    (HOME_VISIT, r"上门|来家|来我家|到家|入户|家里来|来俺家|派人"),
    (VIDEO_CHECK, r"视频|远程|微信"),
    (COUNTER_CHECK, r"窗口|街道|现场|大厅|自己去|我去|当面|去那"),
)


def pick(code: str) -> str:
    """Payload of a choice that means `code` (slot:12, office:x, service:home_visit, day:…, waiting, …)."""
    return f"/booking_choice{json.dumps({'booking_pick': code}, ensure_ascii=False)}"


STOP = Choice("先不约了", "/stop")
STAY = Choice("先不改了", "/stop")
YES = Choice("确定", "/affirm")
OTHER_DAY = Choice("换一天", pick("other_day"))
OTHER_OFFICE = Choice("换个地方", pick("other_office"))
WAITING = Choice("排队等空位", pick("waiting"))


def leave(reason: str) -> list[EventType]:
    """Ends the form; action_finish_booking says the last word for `reason`."""
    return [SlotSet(END, reason), SlotSet("requested_slot", None)]


def fresh(**known: Any) -> list[EventType]:
    """Every slot of a booking emptied, and those `known` set."""
    return [SlotSet(name, known.get(name)) for name in ALL] + [SlotSet(MISSES, 0.0)]


def close_loops() -> list[EventType]:
    """Whatever form is open is left without a word (回首页, 找工作人员)."""
    return [ActiveLoop(None), SlotSet("requested_slot", None)]
