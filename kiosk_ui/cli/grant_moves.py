"""`wanqing grants`: the steps of an application, from the community to the payment."""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

import click

from actions.grants.info import StaffCase
from actions.records.wording import to_cents, yuan
from kiosk_ui.cli.at_the_counter import STAFF_OPTION
from kiosk_ui.cli.grant_desk import REASON, WHY, YES, opened
from kiosk_ui.cli.refusals import asked


@click.command()
@click.argument("number")
@STAFF_OPTION
@click.option("--card-seen", is_flag=True, help="已经看过申请人的身份证，人和证对得上")
@REASON
@YES
def accept(number: str, staff: str, card_seen: bool, reason: str, yes: bool) -> None:
    """社区受理；退回过的申请，家属把材料拿来了，也用这个接着办。"""
    service, clerk, case = opened(staff, number, card_seen=card_seen)
    act = service.resubmit if case.info.state == "returned" else service.accept
    _move("受理", yes, lambda: act(clerk, number, case.info.version, reason), case)


@click.command()
@click.argument("number")
@STAFF_OPTION
@click.option("--card-seen", is_flag=True, help="已经看过申请人的身份证，人和证对得上")
@REASON
@YES
def forward(number: str, staff: str, card_seen: bool, reason: str, yes: bool) -> None:
    """转给上一级：社区转街道审核，街道转区里核定。"""
    service, clerk, case = opened(staff, number, card_seen=card_seen)
    _move("转给上一级", yes, lambda: service.forward(clerk, number, case.info.version, reason), case)


@click.command("return")
@click.argument("number")
@click.option("--paper", "papers", multiple=True, required=True, help="要补哪样，写材料编号；可以写几次")
@STAFF_OPTION
@WHY
@YES
def return_(number: str, papers: Sequence[str], staff: str, reason: str, yes: bool) -> None:
    """退回家属补材料。材料编号见 grants show。"""
    service, clerk, case = opened(staff, number)
    _move("退回补材料", yes, lambda: service.return_(clerk, number, case.info.version, papers, reason), case)


@click.command()
@click.argument("number")
@STAFF_OPTION
@WHY
@YES
def refuse(number: str, staff: str, reason: str, yes: bool) -> None:
    """不予办理。怎么申请复议、怎么起诉，会自动写给家属。"""
    service, clerk, case = opened(staff, number)
    _move("不予办理", yes, lambda: service.refuse(clerk, number, case.info.version, reason), case)


@click.command()
@click.argument("number")
@click.option("--funeral", prompt="丧葬补助金（元）", help="丧葬补助金，元，比如 8342.00")
@click.option("--survivor", prompt="抚恤金（元）", help="抚恤金，元")
@STAFF_OPTION
@REASON
@YES
def decide(number: str, funeral: str, survivor: str, staff: str, reason: str, yes: bool) -> None:
    """核定金额。和估算不一样的，要写原因。"""
    one, other = _cents(funeral), _cents(survivor)
    service, clerk, case = opened(staff, number)
    what = f"核定为丧葬补助金{yuan(one)}、抚恤金{yuan(other)}、合计{yuan(one + other)}"
    _move(what, yes, lambda: service.decide(clerk, number, case.info.version, one, other, reason), case)


@click.command()
@click.argument("number")
@STAFF_OPTION
@REASON
@YES
def pay(number: str, staff: str, reason: str, yes: bool) -> None:
    """登记已经发放。"""
    service, clerk, case = opened(staff, number)
    _move("登记已发放", yes, lambda: service.pay(clerk, number, case.info.version, reason), case)


@click.command("step-back")
@click.argument("number")
@STAFF_OPTION
@WHY
@YES
def step_back(number: str, staff: str, reason: str, yes: bool) -> None:
    """办错了：退回上一步。"""
    service, clerk, case = opened(staff, number)
    _move("退回上一步", yes, lambda: service.step_back(clerk, number, case.info.version, reason), case)


def _move(what: str, yes: bool, act: Callable[[], StaffCase], case: StaffCase) -> None:
    """Asks once more, moves, and says where the case stands now."""
    question = f"{case.info.number_words}（{case.info.deceased_name}，{case.state_words}）：{what}，对吗？"
    if not yes:
        click.confirm(question, abort=True)
    done = asked(act)
    click.echo(f"{done.info.number_words} 现在是：{done.state_words}。")


def _cents(written: str) -> int:
    try:
        amount = Decimal(written.replace(",", "").removesuffix("元"))
        if not amount.is_finite() or amount != round(amount, 2):
            raise InvalidOperation
    except InvalidOperation as error:
        raise click.UsageError("金额要写元，最多两位小数，比如 8342.00。") from error
    return to_cents(amount)


MOVES = (accept, forward, return_, refuse, decide, pay, step_back)
