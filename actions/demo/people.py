"""The hand-made people of the demo, with their situations (people.yaml)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.demo.figures import BASES, Facts, raises
from actions.demo.generating import last_months
from actions.demo.numbers import bank_account, identity_number
from actions.demo.retiree import Retiree, not_yet_paid

_FILE = Path(__file__).with_name("people.yaml")
_CERTIFIED_ON = 15  # day of the month
_DIED_ON = 12
_MONTHS = 13  # of payments


@dataclass(frozen=True)
class DemoPerson:
    """One line of the demo page. The number is whole, because it is nobody's."""

    key: str
    name: str
    id_number: str
    phone: str | None
    situation: str


def list_demo_people() -> list[DemoPerson]:
    """Everybody in people.yaml, in its order."""
    return [
        DemoPerson(told["key"], told["name"], _id_number(told), told["phone"], told["situation"]) for told in told_people()
    ]


@lru_cache(1)
def told_people() -> tuple[dict[str, Any], ...]:
    """people.yaml as it stands."""
    return tuple(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def demo_months(on: date) -> list[int]:
    """The months the demo people were paid in, up to that of `on`."""
    return last_months(_MONTHS, on)


def build_retiree(told: dict[str, Any], on: date) -> Retiree:
    """One of told_people() with everything placed relative to the month of `on`."""
    facts, died = _facts(told["facts"]), told.get("died")
    listed = [("alive", day_of(on, told["silent"], _CERTIFIED_ON), "卫健")] if "silent" in told else []
    return Retiree(
        id_number=_id_number(told), name=told["name"], sex=told["sex"], born=told["born"], facts=facts,
        raises=raises(facts, told["born"], on.year), phone=told["phone"], address=told["address"],
        street_id=told["community"].rpartition("-")[0], community_id=told["community"], archive_place=told["archive"],
        died_on=None if died is None else day_of(on, died, _DIED_ON),
        balance=_balance(facts), balance_day=day_of(on, 1, _CERTIFIED_ON),
        bank="大连银行", bank_account=bank_account(told["order"]),
        certifications=[(day_of(on, ago, _CERTIFIED_ON), channel) for ago, channel in told["certified"]],
        marks=[(mark, None) for mark in told.get("marks", ())], listed=listed, changes=_changes(told, on),
        unknown=frozenset({"average_index"} if told["facts"].get("hide_index") else ()),
    )  # fmt: skip


def day_of(on: date, months_ago: int, day: int) -> date:
    """`day` of the month so many months before that of `on`."""
    month = last_months(months_ago + 1, on)[0]
    return date(month // 100, month % 100, day)


def _id_number(told: dict[str, Any]) -> str:
    return identity_number(told["born"], told["order"])


def _facts(told: dict[str, Any]) -> Facts:
    common = (told["retired_on"], told["kind"], told["actual_months"], told["deemed_months"])
    if "old_pension" in told:
        return Facts(*common, old_pension=told["old_pension"])
    base = BASES[told["retired_on"].year] * 100
    return Facts(*common, Decimal(told["index"]), base, told["account"], Decimal(told["divisor"]), told["rate"])


def _balance(facts: Facts) -> int | None:
    # What is left is not worked out month by month: a third, so that demo people have something to look at.
    return None if facts.account_cents is None else facts.account_cents // 3


def _changes(told: dict[str, Any], on: date) -> dict[int, dict[str, Any]]:
    months = demo_months(on)[::-1]
    changes = {months[ago]: dict(change) for ago, change in told.get("payments", {}).items()}
    # Before the pay day nothing can have happened to this month's pension; a suspension goes on.
    return changes if "suspended" in told else {**changes, **not_yet_paid(on)}
