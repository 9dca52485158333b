"""`wanqing grants`: applications for the funeral grant, until there is a back office. The PIN is typed unseen."""

import os
from pathlib import Path

import click

from actions.grants.accounts import DOCUMENT_STATES
from actions.grants.forgetting import REASONS
from actions.grants.service import FOR_STAFF
from actions.records.wording import day_name
from kiosk_ui.cli import grant_lines as lines
from kiosk_ui.cli.at_the_counter import STAFF_OPTION, checked, services
from kiosk_ui.cli.grant_desk import REASON, YES, desk, opened
from kiosk_ui.cli.grant_moves import MOVES
from kiosk_ui.cli.refusals import asked


@click.group()
def grants() -> None:
    """丧葬补助金和抚恤金的申请：受理、审核、核定、发放。"""


@grants.command("list")
@STAFF_OPTION
@click.option("--state", type=click.Choice(FOR_STAFF), default=None, help="只列一种；不写就列等着办的")
def list_(staff: str, state: str | None) -> None:
    """列出归您网点这一片的申请，等得最久的在前。"""
    service, clerk = desk(staff)
    cases = asked(lambda: service.list_for(clerk, state))
    for case in cases:
        click.echo(
            f"{case.number}\t{case.state_words}\t{case.deceased_name}\t{case.office_name}\t{day_name(case.since.date())}"
        )
    click.echo(f"一共 {len(cases)} 份")


@grants.command()
@click.argument("number")
@STAFF_OPTION
@click.option("--whole", is_flag=True, help="显示完整的姓名、身份证号、电话和账号")
def show(number: str, staff: str, whole: bool) -> None:
    """看一份申请。谁看的会记下来。"""
    service, clerk, case = opened(staff, number)
    for line in [*lines.head(case), *(lines.whole(case) if whole else lines.masked(case.info)), *lines.rest(case.info)]:
        click.echo(line)


@grants.command("print")
@click.argument("number")
@click.option("--to", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="存到哪个文件（PDF），只有您自己能打开")
@STAFF_OPTION
@YES
def print_(number: str, file: Path, staff: str, yes: bool) -> None:
    """把申请表存成文件，号码都是完整的，打印出来给家属签名。谁存的会记下来。"""
    counter, clerk = checked(staff)
    if file.exists():
        raise click.ClickException("已经有这个文件了。请换一个文件名。")
    if not yes:
        click.confirm("这张表上有完整的身份证号、手机号和账号。打印好以后，请把文件删掉。接着存，对吗？", abort=True)
    case = asked(lambda: counter.grants.get_for_paper(clerk, number))
    _keep(file, asked(lambda: counter.papers.application_form(case.info, case)))
    click.echo(f"{case.info.number_words} 的申请表存好了：{file}")


def _keep(file: Path, made: bytes) -> None:
    """Writes a new file that only its owner may read."""
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(made)
    except OSError as error:
        raise click.ClickException("存不到这个地方。请换一个文件夹，或者换一个文件名。") from error


@grants.command()
@click.argument("number")
@click.argument("kind")
@click.argument("state", type=click.Choice(tuple(DOCUMENT_STATES)))
@STAFF_OPTION
@REASON
def document(number: str, kind: str, state: str, staff: str, reason: str) -> None:
    """登记一样材料：missing 没交，shown 看过原件，copied 留了复印件，not_needed 不用交（写原因）。"""
    service, clerk, case = opened(staff, number)
    done = asked(lambda: service.set_document(clerk, number, case.info.version, kind, state, reason))
    title = next((paper.title for paper in done.info.documents if paper.kind == kind), kind)
    click.echo(f"{done.info.number_words}：{title}，{DOCUMENT_STATES[state]}。")


@grants.command()
@click.argument("number")
@STAFF_OPTION
def recompute(number: str, staff: str) -> None:
    """按当时的参数重算一遍，和当时给家属看的对一对。"""
    service, clerk = desk(staff)
    found = asked(lambda: service.recompute(clerk, number))
    for line in found.again.lines:
        click.echo(f"{line.label}\t{line.value}\t{line.how}")
    if not found.same:
        raise click.ClickException("和当时存下来的不一样。请先不要核定，把受理号告诉管系统的人。")
    click.echo("和当时存下来的一样。")


@grants.command()
@click.argument("number")
@STAFF_OPTION
@click.option("--reason", type=click.Choice(list(REASONS)), required=True, help="；".join(f"{code} {words}" for code, words in REASONS.items()))
@YES
def forget(number: str, staff: str, reason: str, yes: bool) -> None:
    """删掉一份办完、撤回或者不予办理的申请，不能恢复；区里才能删。谁删的、为什么会记下来。"""
    counter, clerk = checked(staff)
    service = counter.grants
    case = asked(lambda: service.get(clerk, number))
    if not yes:
        click.confirm(f"{case.info.number_words}（{case.info.deceased_name}，{case.state_words}）：删掉就没有了，对吗？", abort=True)
    delete_photos = counter.uploads.goes_with_case(case.info.id)
    asked(lambda: service.forget(clerk, number, reason))
    delete_photos()
    click.echo(f"{case.info.number_words} 删掉了。")


@grants.command("purge-drafts")
def purge_drafts() -> None:
    """收走过了30天没有交的申请。平时会自动做，不用每天打。"""
    click.echo(f"收走了 {services().grants.expire_drafts()} 份")


for move in MOVES:
    grants.add_command(move)
