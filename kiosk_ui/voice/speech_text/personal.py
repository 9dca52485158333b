"""Numbers that point at a person. The loudspeaker says their last four places at most, in no speed and no mode."""

import re

from kiosk_ui.voice.speech_text.numbers import one_by_one
from kiosk_ui.voice.speech_text.rule import Rule, rule

_IDENTITY = r"(?<!\d)(?:\d{6}[ -]?(?:\d{8}[ -]?\d{3}[\dXx]|\d{9}))(?![\dXx])"
_CARD = r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)"
_LONGER = r"(?<!\d)\d{20,}(?!\d)"  # no number of the public's is that long: a card number stuck to another
_MASKED = r"\d{0,6}[*＊Xx•]{3,}\s*(\d{3,4}[Xx]?)(?!\d)"
_MOBILE = r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
_PERSONAL = re.compile("|".join((_IDENTITY, _CARD, _LONGER, _MOBILE)), re.ASCII)


def _tail(match: re.Match[str]) -> str:
    places = re.sub(r"[^0-9Xx]", "", match[match.lastindex or 0])[-4:]
    said = "".join("叉" if place in "Xx" else one_by_one(place, telephone=True) for place in places)
    return f"尾号{said}"


PERSONAL: tuple[Rule, ...] = (
    rule("masked number", _MASKED, _tail),
    rule("identity number", _IDENTITY, _tail),
    rule("bank card", _CARD, _tail),
    rule("digits stuck together", _LONGER, _tail),
    rule("last places", r"尾号(?:为|是)?\s*(\d{3,4}[Xx]?|\d{3}[Xx])(?!\d)", _tail),
    rule("said once", r"尾号[是为：:]?(?=尾号)", ""),
)


def personal_spans(text: str) -> list[tuple[int, int]]:
    """Where whole identity, card and mobile numbers begin and end in `text`."""
    return [match.span() for match in _PERSONAL.finditer(text)]


def has_personal_number(text: str) -> bool:
    """Whether a whole identity, card or mobile number stands in `text`; such a text is never kept on disk."""
    return _PERSONAL.search(text) is not None
