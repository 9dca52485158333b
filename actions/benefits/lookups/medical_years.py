"""Medical insurance: how many years one must have paid so that a retiree pays no more (社会保险法 第二十七条)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.benefits.calculator import Calculator
from actions.benefits.fields import Field, Option
from actions.benefits.model import Basis, Estimate, Line
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row
from actions.records.wording import span

_HEADING = "退休后医保要缴够几年"
_LAW = Basis("中华人民共和国社会保险法", "", "第二十七条", "A", ("5-01",))
_HELP = "可以到医保窗口查，也可以打12345转问。"

FIELDS = (
    Field(
        "sex", "性别", "choice", "参保的这位，是男的还是女的？",
        (Option("male", "男", ("男的", "男性", "男同志")), Option("female", "女", ("女的", "女性", "女同志"))),
        help="男女要缴的年数不一样。",
    ),
    Field(
        "paid", "医保缴了多久", "months", "职工医保一共缴了多久？", minimum=0, maximum=60 * 12, step=12, default=25 * 12,
        help="连视同缴费年限一起算。",
    ),
    Field(
        "local", "在大连实际缴的", "months", "其中在大连实际缴了多久？", minimum=0, maximum=60 * 12, step=12, optional=True,
        help="不知道可以不填。",
    ),
)  # fmt: skip


def compute(facts: Mapping[str, Any], book: ParameterBook, today: date) -> Estimate:
    """What is needed, what is there, what is lacking; no money, because what a missing year costs is not confirmed."""
    try:
        row = book.row("medical_years", today, facts["sex"])
    except NotPublished:
        return Estimate(
            calculator="medical_years", outcome="refused", heading=_HEADING, refusal="not-published", facts=dict(facts),
            text="现在的年限要求，这里没有。请问医保窗口。", known_at=book.known_at,
        )  # fmt: skip
    total = _compared("一共", facts["paid"], int(row.values["total"]), row)
    local = _compared("在大连实际缴", facts["local"], int(row.values["local"]), row) if "local" in facts else ()
    return Estimate(
        calculator="medical_years", outcome="amount", heading=_HEADING, text=_text(facts, row), lines=(*total, *local),
        notes=_notes(facts, row), facts=dict(facts), used=(row.id,), known_at=book.known_at,
    )  # fmt: skip


def _compared(label: str, paid: int, needed: int, row: Row) -> tuple[Line, ...]:
    lack = needed - paid
    return (
        Line(f"{label}要满", span(needed), basis=(_LAW, row.basis)),
        Line(f"{label}有", span(paid)),
        Line(f"{label}还差", span(lack) if lack > 0 else "够了", f"{span(needed)}减{span(paid)}" if lack > 0 else ""),
    )


def _text(facts: Mapping[str, Any], row: Row) -> str:
    needed, paid = int(row.values["total"]), facts["paid"]
    who = "男职工" if facts["sex"] == "male" else "女职工"
    told = f"{who}医保一共要缴满{span(needed)}，退休后才不用再缴。"
    told += f"还差{span(needed - paid)}。" if paid < needed else "一共的年数够了。"
    local, in_place = int(row.values["local"]), facts.get("local")
    if in_place is not None and in_place < local:
        told += f"在大连实际缴的还差{span(local - in_place)}。"
    return f"{told}具体以窗口为准。"


def _notes(facts: Mapping[str, Any], row: Row) -> tuple[str, ...]:
    notes = []
    local, in_place = int(row.values["local"]), facts.get("local")
    if in_place is None:
        notes.append(f"还要求在享受待遇的地方实际缴费，一般是{span(local)}。您没有填，这一样没有算。")
    elif in_place > facts["paid"]:
        notes.append("在大连实际缴的比一共缴的还长，请再看一看填得对不对。")
    if facts["paid"] < int(row.values["total"]) or (in_place is not None and in_place < local):
        notes.append("不够的，可以缴到满。一次缴要多少钱，还没有确认，请问医保窗口。")
    return (*notes, _HELP)


MEDICAL_YEARS = Calculator("medical_years", _HEADING, FIELDS, compute)
