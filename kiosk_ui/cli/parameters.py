"""`wanqing parameters list | show | add | confirm`: the dated figures, and how staff add a year's value."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import click

from actions.audit.service import Audit
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row, Table
from actions.benefits.parameters.errors import UnknownTable
from actions.benefits.parameters.keeper import BookKeeper, Source
from actions.benefits.parameters.new_row import check_row
from actions.personal_data.keyring import Keyring
from actions.settings import Settings
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.refusals import asked

_DAY = click.DateTime(["%Y-%m-%d"])
_CONFIDENCE = click.Choice(["A", "B", "C"])


@click.group()
def parameters() -> None:
    """参数表：各年的数、出处、谁确认的；工作人员可以加新一年的数。"""


@parameters.command("list")
def list_() -> None:
    """列出全部参数表。"""
    book = _keeper().book()
    for table in book.tables.values():
        click.echo(f"{table.name}\t{table.title}\t{len(book.rows(table.name))}行")


@parameters.command()
@click.argument("table")
@click.option("--history", is_flag=True, help="被代替的旧行也列出来")
def show(table: str, history: bool) -> None:
    """列出一张表：每行的编号、起止日期、数、出处、可信程度、谁在哪天确认。"""
    book = _keeper().book()
    rows = asked(lambda: book.history(table) if history else book.rows(table))
    told = book.tables[table]
    click.echo(told.title)
    for row in rows:
        click.echo(_line(told, row))


@parameters.command()
@click.argument("table")
@click.option("--year", type=click.IntRange(1950, 2199), default=None, help="哪一年（从1月1日到12月31日）")
@click.option("--from", "first", type=_DAY, default=None, help="从哪天起；和 --year 只写一个")
@click.option("--to", "last", type=_DAY, default=None, help="到哪天止；不写就是一直有效")
@click.option("--key", default="", help="表里分项目的，写项目代码，见 show")
@click.option("--value", "values", multiple=True, required=True, help="名称=数，可以写几次，例如 --value monthly=4171")
@click.option("--document", required=True, help="出自哪份文件")
@click.option("--number", default="", help="文号")
@click.option("--article", default="", help="第几条")
@click.option("--confidence", type=_CONFIDENCE, default="B", show_default=True, help="A看过原件，B转录，C没有核到（不拿来算钱）")
@click.option("--staff", required=True, help="工号")
@click.option("--yes", is_flag=True, help="不再问，直接加")
def add(
    table: str, year: int | None, first: datetime | None, last: datetime | None, key: str, values: tuple[str, ...],
    document: str, number: str, article: str, confidence: str, staff: str, yes: bool,
) -> None:  # fmt: skip
    """加一行。同一项目、同一起始日的旧行从现在起不再用；以前算过的不变。"""
    keeper = _keeper()
    actor = asked(lambda: keeper.staff_actor(staff))
    begins, ends = _dates(year, first, last)
    figures, book = _all_figures(values), keeper.book()
    told = asked(lambda: _checked(book, table, key, begins, ends, figures, document, confidence))
    click.echo(f"{told.title}\n新加：{_span(begins, ends)}　{_figures(told, figures)}　{document}{number}{article}　{confidence}")
    click.echo(f"现在用的：{_standing(book, told, key, begins)}")
    if not yes:
        click.confirm("看清楚了，加上吗？", abort=True)
    kept = asked(
        lambda: keeper.add(table, key, begins, ends, figures, document, number, article, confidence, actor)  # type: ignore[arg-type]
    )
    click.echo(f"加好了，编号 {kept.id}。")


@parameters.command()
@click.argument("row")
@click.option("--document", default="", help="看到的是哪份文件；不写就用原来的")
@click.option("--number", default="", help="文号")
@click.option("--article", default="", help="第几条")
@click.option("--confidence", type=click.Choice(["A", "B"]), default="A", show_default=True, help="A看过原件，B转录")
@click.option("--staff", required=True, help="工号")
@click.option("--yes", is_flag=True, help="不再问，直接记下")
def confirm(row: str, document: str, number: str, article: str, confidence: str, staff: str, yes: bool) -> None:
    """记下这一行的数已经和社保核对过：谁、哪天。数不对的不要确认，用 add 另加一行。"""
    keeper = _keeper()
    actor = asked(lambda: keeper.staff_actor(staff))
    book = keeper.book()
    found = asked(lambda: book.find(row))
    click.echo(_line(book.tables[found.table], found))
    if not yes:
        click.confirm("这些数和社保核对过，都对吗？", abort=True)
    source = Source(
        document, number or found.basis.number, article or found.basis.article,
        confidence,  # type: ignore[arg-type]
    )  # fmt: skip
    kept = asked(lambda: keeper.confirm(row, source, actor))
    click.echo(f"记下了，{kept.confirmed_on}由{kept.confirmed_by}确认，编号 {kept.id}。")


def _keeper() -> BookKeeper:
    return BookKeeper(open_database(), Audit(Keyring(Settings.from_environment().home)))


def _checked(
    book: ParameterBook, table: str, key: str, begins: date, ends: date | None, figures: dict[str, Decimal], document: str,
    confidence: str,
) -> Table:  # fmt: skip
    if table not in book.tables:
        raise UnknownTable(table)
    check_row(book.tables[table], key, begins, ends, figures, document, confidence)
    return book.tables[table]


def _dates(year: int | None, first: datetime | None, last: datetime | None) -> tuple[date, date | None]:
    if year is not None and first is None and last is None:
        return date(year, 1, 1), date(year, 12, 31)
    if year is None and first is not None:
        return first.date(), last.date() if last else None
    raise click.ClickException("写 --year 哪一年，或者写 --from 从哪天起（可以再写 --to），两种写一种。")


def _all_figures(texts: tuple[str, ...]) -> dict[str, Decimal]:
    figures = dict(_figure(text) for text in texts)
    if len(figures) < len(texts):
        raise click.ClickException("同一个数写了两次，请只写一次。")
    return figures


def _figure(text: str) -> tuple[str, Decimal]:
    name, sign, number = text.partition("=")
    try:
        if sign and number.strip().isascii():
            return name.strip(), Decimal(number.strip())
    except InvalidOperation as error:
        raise click.ClickException(f"“{text}”里的数看不懂。要写成 名称=数，例如 monthly=4171.42。") from error
    raise click.ClickException(f"“{text}”看不懂。要写成 名称=数，例如 monthly=4171.42。")


def _standing(book: ParameterBook, table: Table, key: str, on: date) -> str:
    try:
        return _line(table, book.row(table.name, on, key))
    except NotPublished:
        return "没有"


def _line(table: Table, row: Row) -> str:
    key = f"{table.keys[row.key]}（{row.key}）" if row.key in table.keys else row.key
    basis = row.basis
    confirmed = f"{row.confirmed_on}由{row.confirmed_by}确认" if row.confirmed_by else "还没有确认"
    source = " ".join(filter(None, (basis.document, basis.number, basis.article)))
    cells = (row.id, key, _span(row.valid_from, row.valid_to), _figures(table, row.values), source, basis.confidence, confirmed)
    return "\t".join(filter(None, cells))


def _figures(table: Table, values: Mapping[str, Decimal]) -> str:
    labels = {**table.columns, **table.optional}
    return "，".join(f"{labels[name]} {name}={value:f}" for name, value in values.items())


def _span(first: date, last: date | None) -> str:
    return f"{first}至{last}" if last else f"{first}起"
