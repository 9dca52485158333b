"""`wanqing estimate CALCULATOR`: a result worked out from the command line, with its lines and their 依据."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import click

from actions.audit.service import Audit
from actions.benefits.calculator import Calculator
from actions.benefits.errors import BadFacts
from actions.benefits.facts_in import read_facts, read_value
from actions.benefits.fields import Field
from actions.benefits.model import Estimate
from actions.benefits.parameters.keeper import BookKeeper
from actions.benefits.reading import Value, read
from actions.benefits.registry import CALCULATORS
from actions.benefits.wording import basis_words, card, total_label, total_shown
from actions.clock import today
from actions.personal_data.keyring import Keyring
from actions.settings import Settings
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.refusals import asked

_DAY = click.DateTime(["%Y-%m-%d"])
# Kinds whose canonical form is also how one would type it; a bare number of months or 分 is not.
_TYPED_AS_KEPT = ("choice", "day", "month", "number")


@click.group()
def estimate() -> None:
    """按政策算一算：丧葬抚恤、退休年龄、养老金、调整、高龄津贴、坐车优待、医保年限。"""


def _command(chosen: Calculator) -> click.Command:
    """The subcommand of one calculator, an option for each of its fields."""
    options: list[click.Parameter] = [_option(field) for field in chosen.fields]
    options.append(click.Option(["--on"], type=_DAY, default=None, help="当作哪一天来算，默认今天"))
    options.append(click.Option(["--json", "as_json"], is_flag=True, help="输出JSON"))

    def run(on: datetime | None, as_json: bool, **told: str | None) -> None:
        _run(chosen, told, on.date() if on else today(), as_json)

    return click.Command(chosen.name, params=options, callback=run, help=chosen.title)


def _option(field: Field) -> click.Option:
    words = f"{field.question}（{'、'.join(f'{one.code}={one.label}' for one in field.choices)}）" if field.choices else field.question
    return click.Option([f"--{field.name.replace('_', '-')}", field.name], default=None, help=words)


def _run(chosen: Calculator, told: Mapping[str, str | None], on: date, as_json: bool) -> None:
    facts = _facts(chosen, told, on)
    if missing := chosen.missing(facts):
        click.echo("还要知道：", err=True)
        for field in missing:
            click.echo(f"  --{field.name.replace('_', '-')}  {field.question}", err=True)
        raise click.exceptions.Exit(2)
    keeper = BookKeeper(open_database(), Audit(Keyring(Settings.from_environment().home)))
    found = asked(lambda: chosen.compute(facts, keeper.book(), on))
    click.echo(json.dumps(card(found), ensure_ascii=False, indent=2) if as_json else _shown(found))


def _facts(chosen: Calculator, told: Mapping[str, str | None], on: date) -> dict[str, Any]:
    raw = {field.name: _value(field, text, on) for field in chosen.fields if (text := told[field.name]) is not None}
    return asked(lambda: read_facts(chosen, raw))


def _value(field: Field, text: str, on: date) -> Any:
    """What was typed, in Chinese or as ISO. Raises ClickException with the question when it is not understood."""
    if (kept := _as_kept(field, text)) is not None:
        return kept
    answer = read(field, text, on, asked=True)
    if isinstance(answer, Value):
        return answer.value
    question = answer.question if answer else f"“{text}”看不懂。{field.question}"
    raise click.ClickException(f"--{field.name.replace('_', '-')}：{question}")


def _as_kept(field: Field, text: str) -> Any:
    """The canonical value, if `text` is written as one; None when it is to be read as Chinese."""
    if field.kind not in _TYPED_AS_KEPT:
        return None
    try:
        return read_value(field, text)
    except BadFacts:
        return None


def _shown(found: Estimate) -> str:
    lines = [found.heading, found.text, ""]
    for line in found.lines:
        lines.append(f"{line.label}：{line.value}")
        if line.how:
            lines.append(f"    {line.how}")
        if basis := basis_words(line.basis):
            lines.append(f"    {basis}")
    if total := total_shown(found):
        lines.append(f"{total_label(found)}：{total}")
    return "\n".join([*lines, *(["", *(f"· {note}" for note in found.notes)] if found.notes else [])])


for one in CALCULATORS.values():
    estimate.add_command(_command(one))
