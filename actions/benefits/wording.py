"""How an estimate is shown, spoken and backed: the card, the words for the ear, the documents behind it."""

from typing import Any

from actions.benefits.basis_pages import BasisPages
from actions.benefits.calculator import Calculator
from actions.benefits.fields import Field
from actions.benefits.model import Basis, Estimate
from actions.benefits.registry import calculator
from actions.records.wording import yuan
from actions.reply import Citation

OFFICE_DECIDES = "以社保核定为准。"
_TOTALS = {"pension": "每月大约", "adjustment": "每月一共涨", "allowance": "每月"}
_STATUS = {"A": "effective", "B": "secondhand", "C": "unconfirmed"}
_MONEY = ("amount", "range")


def card(estimate: Estimate) -> dict[str, Any]:
    """The card `estimate`; its fields hold the values it was worked out from, so that steppers can go on from there."""
    shown: dict[str, Any] = {
        "type": "estimate",
        "calculator": estimate.calculator,
        "heading": estimate.heading,
        "outcome": estimate.outcome,
        "lines": [
            {"label": line.label, "value": line.value, "how": line.how, "basis": basis_words(line.basis)}
            for line in estimate.lines
        ],
        "notes": list(estimate.notes),
        "fields": fields_shown(calculator(estimate.calculator), estimate.facts),
        "facts": dict(estimate.facts),
    }
    if total := total_shown(estimate):
        shown["total"] = {"label": total_label(estimate), "value": total}
    return shown


def stepper_card(chosen: Calculator, facts: dict[str, Any] | None = None) -> dict[str, Any]:
    """The card `stepper`: nothing worked out yet, everything to be set by hand."""
    return {
        "type": "stepper",
        "calculator": chosen.name,
        "heading": chosen.title,
        "fields": fields_shown(chosen, facts or {}),
    }


def speech(estimate: Estimate) -> str:
    """For the ear: the result, and for money that the office decides. Shorter than the card, and true without it."""
    said = estimate.text
    return said if estimate.outcome not in _MONEY or estimate.low is None or "为准" in said else said + OFFICE_DECIDES


def citations(estimate: Estimate, pages: BasisPages | None = None) -> tuple[Citation, ...]:
    """依据 of the lines, each document and article once, those of confidence A first; C is never cited.

    With `pages` a document of the knowledge base brings the article's own words and our page that shows it.
    """
    found: dict[tuple[str, str, str], Citation] = {}
    for basis in sorted((one for line in estimate.lines for one in line.basis), key=lambda one: one.confidence):
        if basis.confidence != "C":
            found.setdefault((basis.document, basis.number, basis.article), _citation(basis, pages))
    return tuple(found.values())


def total_label(estimate: Estimate) -> str:
    """What the total is called: 合计, 每月大约."""
    return _TOTALS.get(estimate.calculator, "合计")


def total_shown(estimate: Estimate) -> str:
    """80.90元, 「75,078.00元到75,096.00元」, or nothing when there is no sum."""
    if estimate.low is None or estimate.high is None:
        return ""
    return money_shown(estimate.low, estimate.high)


def money_shown(low: int, high: int) -> str:
    """One sum or from-to, 分 in, words out."""
    return yuan(low) if low == high else f"{yuan(low)}到{yuan(high)}"


def basis_words(basis: tuple[Basis, ...]) -> str:
    """依据：人社部发〔2021〕18号第五条; several are set apart by a semicolon."""
    told = dict.fromkeys(f"{_short_name(one)}{one.article}" for one in basis if one.confidence != "C")
    return f"依据：{'；'.join(told)}" if told else ""


def _short_name(basis: Basis) -> str:
    """The 文号 where there is one, else the title: a note such as 某年某月批准 names no document."""
    return basis.number if "〔" in basis.number else basis.document


def fields_shown(chosen: Calculator, facts: Any) -> list[dict[str, Any]]:
    """The fields of a calculator as a face needs them, with the values known."""
    return [_field(field, facts.get(field.name)) for field in chosen.fields]


def _field(field: Field, value: Any) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "question": field.question,
        "help": field.help,
        "choices": [{"code": option.code, "label": option.label} for option in field.choices],
        "minimum": field.minimum,
        "maximum": field.maximum,
        "step": field.step,
        "default": field.default,
        "optional": field.optional,
        "when": {name: list(codes) for name, codes in field.when.items()},
        "unless": {name: list(codes) for name, codes in field.unless.items()},
        "value": value,
    }


def _citation(basis: Basis, pages: BasisPages | None) -> Citation:
    page = pages.find(basis) if pages else None
    if page is not None:
        return page
    return Citation(basis.document, basis.number, basis.article, status=_STATUS[basis.confidence])
