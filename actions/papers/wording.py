"""Days and persons as they stand on paper."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.grants.info import CaseInfo, StaffCase

OFFICE_DECIDES = "这是估算，以社保核定为准。"


def day_words(day: date | None) -> str:
    """2026年3月5日, or nothing."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def grouped(number: str) -> str:
    """A case number in groups of four, as people read it out."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def people_of(info: CaseInfo, whole: StaffCase | None) -> dict[str, Any]:
    """Names and numbers as the form shows them: names whole, numbers masked, or whole for the counter."""
    names = info.names
    if whole is None:
        numbers = info.deceased_number, info.applicant_number, info.applicant_phone, info.account.number
    else:
        numbers = whole.deceased_number or "", whole.applicant_number or "", whole.applicant_phone, whole.account or ""
    deceased, applicant, phone, account = numbers
    return {
        "deceased": {"name": names.deceased, "number": deceased, "died_on": day_words(info.died_on)},
        "applicant": {"name": names.applicant, "number": applicant, "phone": phone, "relation": info.relation_words},
        "account": {"kind": info.account.kind_words, "bank": info.account.bank, "name": names.account, "number": account},
        "survivors": [
            {"name": names.survivors.get(one.id, ""), "relation": one.relation_words, "consent": one.consent_words}
            for one in info.survivors
        ],
    }


def estimate_shown(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card `estimate` as the templates take it; an empty one when nothing was worked out."""
    total = card.get("total") or {}
    return {
        "heading": str(card.get("heading", "")),
        "lines": [
            {key: str(line.get(key, "")) for key in ("label", "value", "how", "basis")} for line in card.get("lines", ())
        ],
        "total_label": str(total.get("label", "")),
        "total": str(total.get("value", "")),
        "notes": [str(note) for note in card.get("notes", ())],
    }


def papers_of(info: CaseInfo) -> list[dict[str, str]]:
    return [
        {"title": one.title, "why": one.why, "place": one.place, "state": one.state, "words": one.state_words, "reason": one.reason}
        for one in info.documents
    ]


def office_of(info: CaseInfo) -> dict[str, str]:
    office = info.office
    return {
        "name": office.name if office else "",
        "address": office.address if office else "",
        "phone": office.phone if office else "",
    }


def decided_shown(info: CaseInfo) -> list[dict[str, str]]:
    """What was decided, line by line; nothing before that."""
    decided = info.decided
    if decided is None:
        return []
    lines = (("丧葬补助金", decided.funeral_words), ("抚恤金", decided.survivor_words), ("合计", decided.total_words))
    return [{"label": label, "value": value} for label, value in lines]
