"""Document numbers, standards, dates, years and times of day."""

import re

from kiosk_ui.voice.speech_text.numbers import cardinal, one_by_one
from kiosk_ui.voice.speech_text.rule import DAY, HANZI, MONTH, NOT_INSIDE, RANGE, YEAR, Rule, rule

_CLOCK = r"([01]?\d|2[0-4])[:：]([0-5]\d)"
_SEPARATOR = r"\s*[-–—~]{1,2}\s*"


def _document(match: re.Match[str]) -> str:
    pause = "，" if match[1] else ""
    return f"{match[1]}{pause}{one_by_one(match[2])}年{cardinal(str(int(match[3])))}号"


def _standard(match: re.Match[str]) -> str:
    return f"{match[1].replace('/', '')}{one_by_one(match[2])}，{one_by_one(match[3])}年"


def _date(match: re.Match[str]) -> str:
    return f"{one_by_one(match[1])}年{cardinal(str(int(match[2])))}月{cardinal(str(int(match[3])))}日"


def _hyphened(match: re.Match[str]) -> str:
    return f"{one_by_one(match[1])}年{cardinal(str(int(match[3])))}月{cardinal(str(int(match[4])))}日"


def _month(match: re.Match[str]) -> str:
    return f"{one_by_one(match[1])}年{cardinal(str(int(match[2])))}月"


def _years(match: re.Match[str]) -> str:
    return f"{one_by_one(match[1])}年到{one_by_one(match[2])}年"


def _time(hour: str, minute: str) -> str:
    said = cardinal(str(int(hour)), measured=True) + "点"
    if minute == "00":
        return said + "整"
    if minute == "30":
        return said + "半"
    return said + ("零" if minute[0] == "0" else "") + cardinal(str(int(minute))) + "分"


DATES: tuple[Rule, ...] = (
    rule("document number", rf"([{HANZI}]?)[〔\[（(【]({YEAR})[〕\]）)】]\s*第?(\d{{1,6}})号", _document),
    rule("standard", r"([A-Z]{1,4}(?:\d\d)?(?:/[A-Z])?)[ ]?(\d{3,6})-((?:19|20)\d\d)(?!\d)", _standard),
    rule("date by figures", rf"{NOT_INSIDE}({YEAR})年\s*({MONTH})月\s*({DAY})[日号]", _date),
    rule("date by hyphens", rf"{NOT_INSIDE}({YEAR})([-./])0*({MONTH})\2({DAY})(?![\d])日?", _hyphened),
    rule("date in eight digits", rf"(?<!\d)({YEAR})(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?!\d)", _date),
    rule("month of a year", rf"{NOT_INSIDE}({YEAR})年\s*({MONTH})月", _month),
    rule("month by hyphen", rf"{NOT_INSIDE}({YEAR})-(0[1-9]|1[0-2])(?![\d-])月?", _month),
    rule("years from to", rf"{NOT_INSIDE}({YEAR})年?{RANGE}({YEAR})年", _years),
    rule("year", rf"{NOT_INSIDE}(?:(\d{{4}})(?=年)|({YEAR})(?=版|届|修正|修订))", lambda m: one_by_one(m[0])),
    rule("span of dates", rf"(?<=[年月日号]){_SEPARATOR}(?=[{HANZI}\d])", "到"),
    rule(
        "times from to",
        rf"(?<!\d){_CLOCK}{RANGE}{_CLOCK}(?![\d:])",
        lambda m: f"{_time(m[1], m[2])}到{_time(m[3], m[4])}",
    ),
    rule("time of day", rf"(?<!\d){_CLOCK}(?![\d:])", lambda m: _time(m[1], m[2])),
)
