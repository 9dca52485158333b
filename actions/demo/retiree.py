"""A fictional retiree with everything the records hold of them, and the lines of the import files that say so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.demo.figures import TRANSITION_RATE, Facts, Raise, assess, raised_by

Line = dict[str, Any]  # field of the layout -> what stands in the cell
BLANK_PAYMENT = {"other": 0, "back_pay": 0, "deduction": 0, "state": "已发放"}
PAY_DAY = 5  # invented: no source tells Dalian's


@dataclass
class Retiree:
    """Amounts are 分, months yyyymm, words those of the import layouts."""

    id_number: str
    name: str
    sex: str
    born: date
    facts: Facts | None
    raises: list[Raise]
    phone: str | None = None
    address: str | None = None
    street_id: str | None = None
    community_id: str | None = None
    archive_place: str | None = None
    medical_standing: str | None = "正常"
    died_on: date | None = None
    balance: int | None = None
    balance_day: date | None = None
    bank: str | None = None
    bank_account: str | None = None
    certifications: list[tuple[date, str]] = field(default_factory=list)
    marks: list[tuple[str, date | None]] = field(default_factory=list)
    listed: list[tuple[str, date, str]] = field(default_factory=list)  # kind of list, day, source
    changes: dict[int, Line] = field(default_factory=dict)  # month -> what is different in its payment
    unknown: frozenset[str] = frozenset()  # fields of the retirement that the file has no figure for


def lines_of(person: Retiree, months: list[int]) -> Iterator[tuple[str, Line]]:
    """(kind of file, line) of everything on record; payments for `months`."""
    yield "persons", {
        "name": person.name, "sex": person.sex, "birth_date": person.born, "phone": person.phone,
        "address": person.address, "street_id": person.street_id, "community_id": person.community_id,
        "archive_place": person.archive_place, "medical_standing": person.medical_standing, "died_on": person.died_on,
    }  # fmt: skip
    if person.facts:
        line = _retirement(person.facts)
        yield "retirements", {name: None if name in person.unknown else value for name, value in line.items()}
        yield from (("payments", line) for line in _payments(person, months))
    for one in person.raises:
        yield "adjustments", {"year": one.year, **_yuan(one, "fixed", "by_years", "by_pension", "tilt", "total")}
    if person.balance is not None:
        yield "personal_accounts", {"balance": yuan(person.balance), "as_of": person.balance_day}
    if person.bank_account:
        yield "payment_accounts", {"bank": person.bank, "account": person.bank_account}
    for day, channel in person.certifications:
        yield "certifications", {"certified_on": day, "channel": channel}
    for mark, since in person.marks:
        yield "care_marks", {"mark": mark, "since": since}
    for kind, day, source in person.listed:
        yield kind, {"happened_on": day, "source": source}


def _retirement(facts: Facts) -> Line:
    return {
        "retired_on": facts.retired_on, "kind": facts.kind,
        "actual_months": facts.actual_months, "deemed_months": facts.deemed_months,
        "average_index": facts.average_index, "divisor_months": facts.divisor_months,
        "base_cents": yuan(facts.base_cents), "account_cents": yuan(facts.account_cents),
        "transition_rate": facts.transition_rate and TRANSITION_RATE,
    }  # fmt: skip


def _payments(person: Retiree, months: list[int]) -> Iterator[Line]:
    if person.facts is None:
        return
    parts = assess(person.facts)
    first = _next_month(person.facts.retired_on)
    last = _month(person.died_on) if person.died_on else 999_912  # the month of the death is still paid
    for month in months:
        if not first <= month <= last:
            continue
        adjustment = raised_by(person.raises, month)
        change = {**BLANK_PAYMENT, **person.changes.get(month, {})}
        total = parts.total + adjustment + change["other"] + change["back_pay"] - change["deduction"]
        amounts = {
            "basic": parts.basic, "transitional": parts.transitional, "account": parts.account,
            "adjustment": adjustment, "other": change["other"], "back_pay": change["back_pay"],
            "deduction": change["deduction"], "total": total,
        }  # fmt: skip
        paid_on = date(month // 100, month % 100, PAY_DAY) if change["state"] == "已发放" else None
        texts = {name: yuan(amount) for name, amount in amounts.items()}
        yield {"month": month, **texts, "state": change["state"], "paid_on": paid_on}


def not_yet_paid(on: date) -> dict[int, Line]:
    """What is different about the month of `on` while its pay day has not come."""
    return {_month(on): {"state": "待发放"}} if on.day < PAY_DAY else {}


def yuan(cents: int | None) -> str | None:
    """分 as 元 with two decimals, as files hold them."""
    return None if cents is None else f"{cents // 100}.{cents % 100:02d}"


def _yuan(holder: object, *names: str) -> Line:
    return {name: yuan(getattr(holder, name)) for name in names}


def _month(day: date) -> int:
    return day.year * 100 + day.month


def _next_month(day: date) -> int:
    return _month(day) + 1 if day.month < 12 else (day.year + 1) * 100 + 1
