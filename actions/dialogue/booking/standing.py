"""What somebody should know of the certification before they book. Personal: only for private replies."""

from actions.counter import Counter
from actions.dialogue.booking.visitor import whose
from actions.eligibility.standing import CERTIFICATION_OVERDUE
from actions.identity.identified import Identified
from actions.records.wording import day_name

_LATE = {
    "suspended": "的养老金现在停着，要尽快认证。",
    "overdue": "的认证已经过了期，请早点来办。",
    "never": "还没有认证的记录。",
}  # fmt: skip


def standing_note(counter: Counter, who: Identified) -> str:
    """A sentence to begin with, or nothing."""
    standing, name = counter.certification.standing(who.person_id), whose(who)
    if standing.nothing_to_do and standing.due_on:
        how = "社保已经核对过了" if standing.state == "silent" else "已经办过了"
        return f"{name}的认证{how}，{day_name(standing.due_on)}以前不用再办。还想约，也可以约。"
    if standing.state == "due_soon" and standing.due_on:
        return f"{name}的认证{day_name(standing.due_on)}到期，现在约正好。"
    if standing.state == "suspended" and standing.suspension_reason != CERTIFICATION_OVERDUE:
        return f"{name}的养老金现在停着，不是认证到期的原因。怎么恢复，请问12333。"
    return f"{name}{_LATE[standing.state]}" if standing.state in _LATE else ""
