"""Wording of 为什么是这个数 and 比上个月少了/多了."""

from typing import Any

from actions.dialogue.records_words import (
    ARRIVED,
    CERTIFICATION,
    COMPARE,
    OFFICE_DECIDES,
    WHY,
    Desk,
    as_of_text,
    line,
    record_card,
)
from actions.records.explaining.change import Change, change_of
from actions.records.explaining.reason import Reason, ReasonLine
from actions.records.gateway import MonthlyPayment
from actions.records.wording import month_before, month_name, yuan
from actions.reply import Citation, Reply

NOTHING_THERE = "发放记录还没有到这里，说不出是怎么来的。请打12333问，或者到社区、街道查。"
SECOND_HAND = "算过渡性养老金的比例和历年涨钱的办法，来自公开资料。具体以窗口为准。"
_NOT_IN_HAND = {"returned": "这一笔被银行退回来了。", "suspended": "这个月暂停发放，没有发。", "planned": "这一笔还没有发。"}


def payment_reason(desk: Desk) -> Reply:
    """为什么是这个数: the newest payment line by line."""
    reason = desk.counter.records.reason(desk.viewer)
    if reason is None:
        return desk.reply(f"{desk.who}的{NOTHING_THERE}", None, (CERTIFICATION,), "decline")
    text = _opening(reason, desk) + _NOT_IN_HAND.get(reason.payment.state_on(desk.on), "") + _shortcomings(reason)
    facts = tuple(dict.fromkeys(fact for part in reason.lines for fact in part.facts))
    return desk.reply(text, _reason_card(reason, desk), (COMPARE, ARRIVED), citations=desk.cite("4-01", *facts))


def _opening(reason: Reason, desk: Desk) -> str:
    payment = reason.payment
    month = f"{desk.who}{month_name(payment.month, desk.on)}的养老金{yuan(payment.total)}"
    added = [part for part in reason.lines if part.cents > 0]
    if len(added) == 1:
        text = f"{month}，就是{added[0].label}这一项。"
    elif added:
        text = f"{month}，是{len(added)}项加起来的：{'，'.join(f'{part.label}{yuan(part.cents)}' for part in added)}。"
    else:
        text = f"{month}，记录里没有分项。"
    taken = "，".join(f"{part.label}{yuan(-part.cents)}" for part in reason.lines if part.cents < 0)
    return f"{text}其中要减去{taken}。" if taken else text


def _shortcomings(reason: Reason) -> str:
    told = ""
    if reason.differs:
        told += "有对不上的地方：" + "".join(reason.differs)
    if reason.missing:
        told += f"这里还没有这些数：{'、'.join(reason.missing)}。缺的地方不替您猜。"
    return told


def _reason_card(reason: Reason, desk: Desk) -> dict[str, Any]:
    return {
        "type": "reason",
        "title": f"{month_name(reason.payment.month, desk.on)}养老金是怎么来的",
        "lines": [_card_line(part, desk.cite(*part.facts)) for part in reason.lines],
        "total": {"label": "合计", "value": yuan(reason.payment.total)},
        "missing": list(reason.missing),
        "notes": [*reason.differs, OFFICE_DECIDES, SECOND_HAND],
        "as_of": as_of_text(reason.payment.as_of),
    }


def _card_line(part: ReasonLine, citations: tuple[Citation, ...]) -> dict[str, str]:
    shown = {"label": part.label, "value": yuan(part.cents), "how": part.how}
    if citations:
        shown["basis"] = f"依据：{citations[0].number or citations[0].document}{citations[0].article}"
    return shown


def payment_change(desk: Desk) -> Reply:
    """比上个月少了/多了: names what changed."""
    seen = desk.counter.records.payments(desk.viewer)
    change = change_of(seen.months, desk.on)
    if change is None:
        return desk.reply(f"{desk.who}的{NOTHING_THERE}", None, (CERTIFICATION,), "decline")
    if change.previous is None:
        return _only_one_month(change.current, desk)
    causes = "".join(change.causes)
    text = f"{desk.who}{_compared(change, desk)}{causes}"
    choices = (CERTIFICATION, WHY) if change.current.state == "suspended" else (WHY, ARRIVED)
    return desk.reply(text, _change_card(change, desk), choices)


def _compared(change: Change, desk: Desk) -> str:
    this = month_name(change.current.month, desk.on)
    last = month_name(month_before(change.current.month), desk.on)
    if not change.difference:
        return f"{this}到手的养老金和{last}一样。" + ("里面有变化的是：" if change.causes else "")
    word = "多了" if change.difference > 0 else "少了"
    tail = "" if change.causes else "是哪一项变了，记录里看不出来，请问12333。"
    return f"{this}到手的养老金比{last}{word}{yuan(abs(change.difference))}。{tail}"


def _only_one_month(payment: MonthlyPayment, desk: Desk) -> Reply:
    this, last = month_name(payment.month, desk.on), month_name(month_before(payment.month), desk.on)
    text = f"{desk.who}{this}的养老金是{yuan(payment.total)}。{last}的记录这里没有，比不了。想知道{last}发了多少，请打12333问。"
    card = record_card("和上个月比", [line(last, "没有记录"), line(this, yuan(payment.total))], payment.as_of)
    return desk.reply(text, card, (WHY, ARRIVED))


def _change_card(change: Change, desk: Desk) -> dict[str, Any]:
    lines = [
        line(month_name(item.month, desk.on), yuan(item.total), _NOT_IN_HAND.get(item.state_on(desk.on), ""))
        for item in (change.previous, change.current)
        if item
    ]
    return record_card("和上个月比", lines, change.current.as_of, change.causes)
