"""Plain decimals: 平均指数0.8684, 一点二."""

import re
from collections.abc import Iterator

from actions.benefits.fields import Option
from actions.benefits.reading.model import AskBack, Mention, Value
from actions.benefits.reading.numerals import decimal

_DIGIT = "零一二两三四五六七八九"
_NUMBER = re.compile(
    rf"(?<![0-9.|])(?P<number>[0-9]{{1,6}}\.[0-9]{{1,6}}|[{_DIGIT}十]{{1,3}}点[{_DIGIT}]{{1,6}}|[0-9]{{1,2}}|[{_DIGIT}](?![{_DIGIT}十百千万]))"
    r"(?![0-9.岁年个月日号天元块万千百%|])(?P<after>左右|上下|多|来|几)?"
)


def mentions(plain: str) -> Iterator[Mention]:
    """Every decimal in `plain` that has no unit."""
    for found in _NUMBER.finditer(plain):
        value = decimal(found["number"])
        if value is not None:
            yield Mention("number", found.start(), found.end(), found[0], _answer(format(value, "f"), found["after"]))


def _answer(number: str, after: str | None) -> Value | AskBack:
    if not after:
        return Value(number, number)
    return AskBack(f"您是说大约{number}。就按{number}算吗？还是您再说一个准的？", (Option(number, number),))
