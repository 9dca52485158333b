"""When a document was issued, printed and takes effect, and which older ones it ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge_base.documents.dates import DATE, find_date, is_only_a_date
from knowledge_base.documents.numerals import NUMERAL, parse_numeral

_ITSELF = r"本(?:法|条例|办法|规定|细则|决定|通知|意见|解释|规则|方案|实施办法|实施细则|暂行办法)"
_FROM_DATE = re.compile(rf"(?:自|从|于)\s*(?P<date>{DATE})\s*起?(?:正式)?(?:施行|实施|执行|生效|开始施行)")
_FROM_ISSUE = re.compile(
    rf"自(?:公布|发布|颁布|印发|下发|通过|批准)之日起(?:满?(?P<days>\d{{1,3}}|{NUMERAL})日后)?(?:施行|实施|执行|生效)?"
)
_ITSELF_TAKES_EFFECT = re.compile(
    rf"{_ITSELF}[^。；]{{0,20}}?(?:{_FROM_DATE.pattern}|{_FROM_ISSUE.pattern})(?:，有效期[^。；，]{{1,30}})?"
)
_HEAD_EFFECT = re.compile(rf"^(?P<date>{DATE})\s*(?:起)?(?:施行|实施|生效)$")
_HEAD_FROM_ISSUE = re.compile(r"^(?:自)?(?:公布|发布|颁布)之日起?施行$")
_PRINTED = re.compile(r"印\s*发$")
_ISSUED = re.compile(r"通过|公布|发布|颁布|批准|修正|修订|修改|成文日期|发文日期|印发日期")
_REWRITTEN = re.compile(r"修订")
_REPEALED = re.compile(r"[^。]*?(?:同时|即行|相应|予以)?废止")
_QUOTED_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")


@dataclass(frozen=True)
class Validity:
    """Days a document names for itself; `note` holds its own words on when it takes effect."""

    issued_on: date | None
    printed_on: date | None
    effective_on: date | None
    note: str


def find_validity(head: Sequence[str], text: Sequence[str], tail: Sequence[str]) -> Validity:
    """Reads the head, the articles' paragraphs and the tail of one document."""
    printed = next((find_date(line) for line in (*tail, *head) if _PRINTED.search(line)), None)
    history = [(day, line) for line in head if _ISSUED.search(line) and (day := find_date(line))]
    signed = [day for line in (*tail, *head[-3:]) if is_only_a_date(line) and (day := find_date(line))]
    issued = max((day for day, _ in history), default=None) or (signed[0] if signed else None)
    note, effective, days = _effect(head, text)
    if note and effective is None and (start := _first_valid(history) or issued or printed):
        effective = start + timedelta(days=days)
    return Validity(issued, printed, effective, note[:100])


def _effect(head: Sequence[str], text: Sequence[str]) -> tuple[str, date | None, int]:
    """The document's words on its effect, the day if they name one, and the days after its issue if they count them."""
    for line in reversed(text):
        if found := _last(_ITSELF_TAKES_EFFECT, line):
            return _words(found.group()), find_date(found["date"]) if found["date"] else None, _number(found["days"])
    for line in head:
        if _HEAD_EFFECT.match(line):
            return line, find_date(line), 0
        if _HEAD_FROM_ISSUE.match(line):
            return line, None, 0
    return "", None, 0


def _number(days: str | None) -> int:
    return (int(days) if days.isdigit() else parse_numeral(days) or 0) if days else 0


def _last(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(line))), None)


def _words(clause: str) -> str:
    """本办法自颁布之日起实施 without its subject."""
    return re.sub(rf"^{_ITSELF}[^自从于]*", "", clause)


def _first_valid(history: Sequence[tuple[date, str]]) -> date | None:
    """公布之日 of a law that was only amended is its first day; one written anew (修订) begins again."""
    rewritten = [day for day, line in history if _REWRITTEN.search(line) and "决定" not in line]
    return max(rewritten) if rewritten else min((day for day, _ in history), default=None)


def find_repeals(text: Sequence[str]) -> tuple[str, ...]:
    """Titles that the last paragraphs declare 废止."""
    titles: list[str] = []
    for line in text:
        for sentence in _REPEALED.findall(line) if "废止" in line else ():
            titles += _QUOTED_TITLE.findall(sentence)
    return tuple(dict.fromkeys(titles))
