"""What somebody should know of their certification before they book. Personal: only for private replies."""

from datetime import date

from actions.counter import Counter

_LATE = {
    "suspended": "您的养老金现在停着，要尽快认证。",
    "overdue": "您的认证已经过了期，请早点来办。",
    "never": "您还没有认证过。",
}  # fmt: skip


def standing_note(counter: Counter, person_id: int) -> str:
    """A sentence to begin with, or nothing."""
    standing = counter.certification.standing(person_id)
    if standing.nothing_to_do and standing.due_on:
        how = "数据比对已经替您认证过了" if standing.state == "silent" else "您已经认证过了"
        return f"{how}，到{_day(standing.due_on)}以前不用再办。您还想约，也可以约。"
    if standing.state == "due_soon" and standing.due_on:
        return f"您的认证到{_day(standing.due_on)}，现在约正好。"
    return _LATE.get(standing.state, "")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
