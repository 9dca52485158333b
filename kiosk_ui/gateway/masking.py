"""Takes personal numbers out of free text before Rasa, the transcript or a log sees them."""

import re
from dataclasses import dataclass

ID_CARD, PHONE, BANK_CARD, LONG_NUMBER = "（身份证号已遮住）", "（电话号码已遮住）", "（银行卡号已遮住）", "（号码已遮住）"

# People group digits with spaces, dashes, dots or commas, so a number is digits with at most two of them between.
_SEPARATOR = r"[\s\-‐-―－_.·,，、]{0,2}"
_BEFORE, _AFTER = r"(?<![0-9])", r"(?![0-9])"  # a letter beside it (微信wx199…) makes a number no less a number
_DATE = r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
_DATES = re.compile(rf"{_DATE}(?:[\s\-,，、]{{1,2}}{_DATE})*")
_SHORTEST_LANDLINE = 10
_HANZI_DIGITS = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"


# A run of digits counts as one number as long as nothing but separators stands in it.
_DIGIT_RUN = re.compile(rf"{_BEFORE}\+?\d(?:{_SEPARATOR}\d){{9,}}(?:{_SEPARATOR}[Xx])?{_AFTER}")
_HANZI_RUN = re.compile(rf"[{_HANZI_DIGITS}](?:{_SEPARATOR}[{_HANZI_DIGITS}]){{9,}}[Xx]?")
# What a run is, by its digits alone; the first shape that fits names it.
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (ID_CARD, re.compile(r"\d{17}[\dXx]")),
    (BANK_CARD, re.compile(r"\d{16,19}")),
    (ID_CARD, re.compile(r"\d{15}")),  # the old number
    (PHONE, re.compile(r"(?:86)?1[3-9]\d{9}")),  # mobile
    (PHONE, re.compile(r"0\d{9,11}")),  # landline with area code
)


@dataclass(frozen=True)
class MaskedText:
    """The text without personal numbers, and whether there were any."""

    text: str
    found: bool


def mask(text: str) -> MaskedText:
    """Replace ID-card, bank-card, phone and other long numbers in a normalised `text` by words that say so."""
    masked = _DIGIT_RUN.sub(lambda run: _name(run.group()), text)
    masked = _HANZI_RUN.sub(LONG_NUMBER, masked)
    return MaskedText(masked, masked != text)


def _name(run: str) -> str:
    """What a run of digits is; two dates side by side (2021-09-01至…) are left alone."""
    if _DATES.fullmatch(run):
        return run
    digits = re.sub(r"[^0-9Xx]", "", run)
    if len(digits) == _SHORTEST_LANDLINE and not digits.startswith("0"):
        return run  # ten digits that are no phone: an amount or a year range, of no use to a thief
    return next((label for label, shape in _SHAPES if shape.fullmatch(digits)), LONG_NUMBER)
