"""Wording of payments: arrived or not, how much a month, the bank account, the personal account, the yearly raises."""

from actions.dialogue.records_words import (
    ARRIVED,
    CERTIFICATION,
    COMPARE,
    OFFICE_DECIDES,
    WHY,
    Desk,
    line,
    record_card,
)
from actions.records.explaining.adjustment_rules import in_parts
from actions.records.gateway import MonthlyPayment, PaymentPlace
from actions.records.wording import day_name, month_name, month_of, yuan
from actions.reply import Reply

STATES = {"paid": "已发放", "returned": "银行退回", "suspended": "暂停发放", "planned": "还没有发"}
NOT_THERE = "记录没有到，不等于没有发。请先看社保卡或者银行卡的到账提醒，也可以打12333问。"
RETURNED = "请带身份证到社区或街道，看看领钱的账户是不是换了、停用了，也可以打12333问。"
SUSPENDED = "为什么停，请点“看认证”看一看，或者打12333问清楚。"
_LABELS = (
    ("basic", "基础养老金"),
    ("transitional", "过渡性养老金"),
    ("account", "个人账户养老金"),
    ("adjustment", "历年调整增加的"),
    ("other", "其他补贴"),
    ("back_pay", "补发"),
)


def payment_arrived(desk: Desk) -> Reply:
    """开支了没: this month's payment."""
    seen = desk.counter.records.payments(desk.viewer)
    if not seen.months:
        return _no_payments(desk)
    newest = seen.months[0]
    this = month_of(desk.on)
    current = next((payment for payment in seen.months if payment.month == this), None)
    if current is None:
        text = f"{desk.who}{month_name(this, desk.on)}的发放记录还没有到这里。{NOT_THERE}{_latest(newest, desk)}"
        return desk.reply(text, _payment_card(newest, seen.place, desk), (COMPARE, CERTIFICATION), "decline")
    choices = (CERTIFICATION, WHY) if current.state_on(desk.on) == "suspended" else (WHY, COMPARE, CERTIFICATION)
    return desk.reply(_state_text(current, seen.place, desk), _payment_card(current, seen.place, desk), choices)


def payment_amount(desk: Desk) -> Reply:
    """我一个月多少钱: the regular amount of the newest month, without what is paid or taken once."""
    seen = desk.counter.records.payments(desk.viewer)
    if not seen.months:
        return _no_payments(desk)
    payment = seen.months[0]
    month = month_name(payment.month, desk.on)
    if payment.state == "suspended":
        text = _state_text(payment, seen.place, desk)
        return desk.reply(text, _payment_card(payment, seen.place, desk), (CERTIFICATION, COMPARE))
    regular = payment.total - payment.back_pay + payment.deduction
    text = f"按{month}的记录，{desk.who}每月的养老金是{yuan(regular)}。"
    if payment.back_pay:
        text += f"{month}还有一次性补发{yuan(payment.back_pay)}。"
    if payment.deduction:
        text += f"{month}扣回了{yuan(payment.deduction)}。"
    if (state := payment.state_on(desk.on)) != "paid":
        text += f"{month}这一笔{STATES[state]}。"
    return desk.reply(text, _payment_card(payment, seen.place, desk), (WHY, COMPARE, ARRIVED))


def payment_account(desk: Desk) -> Reply:
    """钱打到哪张卡: the bank and the last four digits."""
    place = desk.counter.records.payment_account(desk.viewer)
    if place is None:
        text = f"{desk.who}的养老金发到哪个账户，这里没有记录。请带身份证到社区或街道问，也可以打12333。"
        return desk.reply(text, None, (ARRIVED,), "decline")
    text = f"{desk.who}的养老金发到{place.bank}的账户，尾号{place.tail}。"
    card = record_card("养老金发放账户", [line("银行", place.bank), line("尾号", place.tail)], place.as_of,
                       ("这里只显示后四位。",))  # fmt: skip
    return desk.reply(text, card, (ARRIVED,))


def account_balance(desk: Desk) -> Reply:
    """个人账户还有多少钱."""
    account = desk.counter.records.account(desk.viewer)
    if account is None:
        text = f"{desk.who}的养老保险个人账户余额，这里没有记录。请打12333问，或者到社区、街道查。"
        return desk.reply(text, None, (WHY,), "decline")
    text = f"{desk.who}的养老保险个人账户余额是{yuan(account.balance)}，这是{day_name(account.as_of)}的数。"
    card = record_card("养老保险个人账户", [line("余额", yuan(account.balance))], account.as_of)
    return desk.reply(text, card, (WHY,))


def adjustments(desk: Desk) -> Reply:
    """每年涨了多少."""
    raises = desk.counter.records.adjustments(desk.viewer)
    if not raises:
        text = f"{desk.who}历年涨养老金的记录，这里没有。涨养老金不用申请，符合条件的会自动涨。涨了多少，请打12333问。"
        return desk.reply(text, None, (WHY,), "decline", desk.cite("4-40"))
    newest = raises[0]
    text = f"{desk.who}的养老金{newest.year}年每月涨了{yuan(newest.total)}。"
    if newest.year < desk.on.year:
        text += f"{desk.on.year}年涨不涨，这里还没有记录，以人社部门的通知为准。"
    lines = [line(f"{item.year}年", yuan(item.total), in_parts(item).partition("元")[2].strip("（）")) for item in raises]
    card = record_card("历年养老金调整（每月）", lines, max(item.as_of for item in raises),
                       ("涨养老金不用申请。", OFFICE_DECIDES))  # fmt: skip
    return desk.reply(text, card, (WHY, COMPARE), citations=desk.cite("4-40"))


def _state_text(payment: MonthlyPayment, place: PaymentPlace | None, desk: Desk) -> str:
    """One sentence of where this month's money is, and what to do when it is not in hand."""
    opening = f"{desk.who}{month_name(payment.month, desk.on)}的养老金"
    if payment.state == "returned":
        return f"{opening}{yuan(payment.total)}，被银行退回来了，没有到账。{RETURNED}"
    if payment.state == "suspended":
        return f"{opening}没有发，记录上是暂停发放。{SUSPENDED}"
    day = f"{payment.paid_on.month}月{payment.paid_on.day}日" if payment.paid_on else ""
    if payment.state_on(desk.on) == "planned":
        when = f"记录上写的是{day}发，以实际到账为准。" if day else "哪天发，这里没有记，可以打12333问。"
        return f"{opening}{yuan(payment.total)}，还没有发。{when}"
    where = f"发到尾号{place.tail}的账户" if place else "发出"
    return f"{opening}{yuan(payment.total)}，已经{f'在{day}' if day else ''}{where}。"


def _latest(newest: MonthlyPayment, desk: Desk) -> str:
    return f"这里最近的一笔是{month_name(newest.month, desk.on)}的，{yuan(newest.total)}，{STATES[newest.state_on(desk.on)]}。"


def _no_payments(desk: Desk) -> Reply:
    return desk.reply(f"这里没有{desk.who}的养老金发放记录。{NOT_THERE}", None, (CERTIFICATION,), "decline")


def _payment_card(payment: MonthlyPayment, place: PaymentPlace | None, desk: Desk) -> dict[str, object]:
    lines = [line(label, yuan(getattr(payment, part))) for part, label in _LABELS if getattr(payment, part)]
    if payment.deduction:
        lines.append(line("扣回", yuan(-payment.deduction)))
    state = payment.state_on(desk.on)
    lines.append(line("状态", STATES[state]))
    if payment.paid_on:
        lines.append(line("日期", day_name(payment.paid_on)))
    if place:
        lines.append(line("账户", f"{place.bank} 尾号{place.tail}"))
    label = "实发" if state == "paid" else "应发"
    return record_card(
        f"{month_name(payment.month, desk.on)}养老金", lines, payment.as_of, total=(label, yuan(payment.total))
    )
