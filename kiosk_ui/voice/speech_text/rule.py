"""A normalisation rule and the patterns that several of them share."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Rule(NamedTuple):
    """Replaces `pattern` by `say`: a template, or what a function makes of the match."""

    name: str
    pattern: re.Pattern[str]
    say: str | Callable[[re.Match[str]], str]


def rule(name: str, pattern: str, say: str | Callable[[re.Match[str]], str], flags: int = 0) -> Rule:
    """A Rule with its pattern compiled; digits are ASCII digits only."""
    return Rule(name, re.compile(pattern, flags | re.ASCII), say)


def apply(rules: Iterable[Rule], text: str) -> str:
    """`text` after every rule in order."""
    for each in rules:
        text = each.pattern.sub(each.say, text)
    return text


HANZI = "㐀-䶿一-鿿\U00020000-\U0003ffff"
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
NOT_INSIDE = r"(?<![\d.])"  # a match may not begin inside a longer number
RANGE = r"\s*(?:-{1,2}|[–—]{1,2}|~|至|到)\s*"

# Before these 2 is 两 and a run of digits is a quantity, never a telephone number.
MEASURES = (
    "个|元|万|亿|千|百|位|名|人(?!工)|户|家|次|回|遍|天|周岁|岁|周|年|小时|分钟|秒|点|倍|份|张|本|卷|册|页|项|条|款|类|种|档|步|笔|"
    "套|间|把|件|级|角|米|公里|千米|平方米|公斤|吨|路|站|趟|块|代|厘米|毫米|斤"
)
# 二月, 二日, 二号: names, not quantities.
YEAR = r"(?:19|20)\d\d"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
