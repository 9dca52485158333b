"""Wording of a person's certification: whether there is anything to do, until when, and what if it is late."""

from typing import Any

from actions.dialogue.records_words import ARRIVED, BOOK, BOOK_HOME, Desk, line
from actions.eligibility.rules import load_rules
from actions.eligibility.standing import CERTIFICATION_OVERDUE, Standing
from actions.records.wording import day_name
from actions.reply import Choice, Reply

NO_RECORD = "这里没有认证记录。要不要做、什么时候做，请打12333问，或者到社区、街道问。"
STOPPED_OTHERWISE = "请带身份证到街道问清楚，也可以打12333。"


def certification_state(desk: Desk) -> Reply:
    """我的认证到啥时候."""
    standing = desk.counter.records.certification(desk.viewer, desk.counter.certification.standing)
    text, rules_used = _told(standing, desk)
    facts = tuple(fact for code in rules_used for fact in load_rules().wording[code].facts)
    return desk.reply(text, _card(standing, desk), _choices(standing), citations=desk.cite(*facts))


def _told(standing: Standing, desk: Desk) -> tuple[str, tuple[str, ...]]:
    """The sentences for this state, and the rules whose words are in them."""
    opening, codes = _STATES[standing.state](standing, desk)
    if standing.investigation_open:
        codes += ("investigation",)
    if standing.needs_visit:
        codes += ("home_visit",)
    return opening + "".join(load_rules().wording[code].text for code in codes), codes


def _silent(standing: Standing, desk: Desk) -> tuple[str, tuple[str, ...]]:
    text = f"{desk.who}的认证，社保已经核对过，通过了。{_due(standing)}以前，什么都不用做。"
    return text, ()


def _fine(standing: Standing, desk: Desk) -> tuple[str, tuple[str, ...]]:
    done = f"{desk.who}的资格认证，{_last(standing)}已经办过了{_channel(standing)}。"
    return f"{done}下一次在{_due(standing)}以前做就行，现在不用做。", ()


def _due_soon(standing: Standing, desk: Desk) -> tuple[str, tuple[str, ...]]:
    days = (standing.due_on - desk.on).days if standing.due_on else 0
    left = f"还有{days}天" if days else "就是今天"
    return f"{desk.who}的资格认证{_due(standing)}到期，{left}。请在到期以前再做一次。", ("any_day",)


def _overdue(standing: Standing, desk: Desk) -> tuple[str, tuple[str, ...]]:
    return f"{desk.who}的资格认证{_due(standing)}到期，现在已经过期。请尽快补做。", ("may_stop",)


def _suspended(standing: Standing, desk: Desk) -> tuple[str, tuple[str, ...]]:
    since = day_name(standing.suspended_on) if standing.suspended_on else ""
    opening = f"{desk.who}的养老金从{since}起暂停发放。"
    if standing.suspension_reason == CERTIFICATION_OVERDUE:
        return f"{opening}请尽快补做认证。", ("stopped_for_overdue", "back_pay", "back_pay_day")
    return f"{opening}这不是认证到期的原因。{STOPPED_OTHERWISE}", ()


def _never(standing: Standing, desk: Desk) -> tuple[str, tuple[str, ...]]:
    return f"{desk.who}的情况，{NO_RECORD}", ()


_STATES = {
    "silent": _silent,
    "fine": _fine,
    "due_soon": _due_soon,
    "overdue": _overdue,
    "suspended": _suspended,
    "never": _never,
}


def _choices(standing: Standing) -> tuple[Choice, ...]:
    stopped_otherwise = standing.state == "suspended" and standing.suspension_reason != CERTIFICATION_OVERDUE
    if standing.nothing_to_do or stopped_otherwise:
        return (ARRIVED,)
    return (BOOK_HOME, BOOK, ARRIVED) if standing.needs_visit else (BOOK, BOOK_HOME, ARRIVED)


def _card(standing: Standing, desk: Desk) -> dict[str, Any]:
    lines = []
    if standing.last_on:
        channel = load_rules().channels[standing.last_channel].text if standing.last_channel else "方式没有记录"
        lines += [line("上次认证", day_name(standing.last_on)), line("认证方式", channel)]
    if standing.due_on:
        lines.append(line("到期", day_name(standing.due_on)))
    if standing.suspended_on:
        lines.append(line("暂停发放", f"从{day_name(standing.suspended_on)}起"))
    return {
        "type": "certification",
        "state": standing.state,
        "heading": _heading(standing),
        "lines": lines,
        "notes": ["认证不收费，也不要把密码、验证码告诉别人。"],
        "as_of": f"截至{day_name(desk.on)}",
    }


def _heading(standing: Standing) -> str:
    return "社保已经核对过，不用做什么" if standing.state == "silent" else load_rules().states[standing.state]


def _last(standing: Standing) -> str:
    return day_name(standing.last_on) if standing.last_on else ""


def _due(standing: Standing) -> str:
    return day_name(standing.due_on) if standing.due_on else ""


def _channel(standing: Standing) -> str:
    return f"（{load_rules().channels[standing.last_channel].text}）" if standing.last_channel else ""
