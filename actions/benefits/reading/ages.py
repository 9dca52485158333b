"""Ages: 78岁, 七十八, 周岁65; 虚岁, 八十多 and a year of birth are asked back."""

import re
from collections.abc import Iterator
from datetime import date

from actions.benefits.fields import Option
from actions.benefits.reading.model import AskBack, Mention, Value
from actions.benefits.reading.numerals import NUMBER, whole

_AGE = re.compile(
    rf"(?P<virtual>虚岁|虚)?(?P<about>大概|差不多|约|快|将近|不到|不满|近|小)?(?:周岁|实岁)?(?<![0-9.])(?P<age>{NUMBER})(?P<more>[多来几])?"
    r"(?P<unit>周岁|岁)(?P<half>半|多|出头|左右)?(?!以上|以下)"
)
_VIRTUAL_BARE = re.compile(rf"(?:虚岁|虚)(?P<age>{NUMBER})")
_REAL_BARE = re.compile(rf"(?:周岁|实岁|年龄是?|今年|快?满|整)(?P<age>[1-9][0-9]|[{'六七八九'}]?十[一二三四五六七八九]?)(?:了|$|[，,。])")
# 我66坐地铁要钱不: two figures behind a person, with nothing counted behind them.
_AGE_ALONE = re.compile(r"(?:我|他|她|妈|爸|爹|娘|老伴|老头|老太)(?:都|已经|今年|快)?(?P<age>[5-9][0-9])(?=坐|了|[，,。]|$|高龄|能|有|乘)")
_HAN_DIGIT = "零一二三四五六七八九"
_BORN = re.compile(
    rf"(?<![0-9])(?P<year>[0-9]{{4}}|[0-9]{{2}}|[{_HAN_DIGIT}]{{4}}|[{_HAN_DIGIT}]{{2}})年?"
    rf"(?:{NUMBER}月(?:份|{NUMBER}[号日])?)?(?:生人|生的|出生|生(?![日病活意产]))"
)
_SEVERAL = re.compile(r"[一二三四五六七八九]?[一二三四五六七八九]{2}十?$")

EXACT = "您说的是“{said}”。按身份证，周岁是多少？"
OLDEST = 130


def mentions(plain: str, today: date) -> Iterator[Mention]:
    """Every age in `plain`; none for 多大岁数."""
    for found in _AGE.finditer(plain):
        yield _mention(found, _age(found))
    for found in _VIRTUAL_BARE.finditer(plain):
        yield _mention(found, _virtual(found[0], whole(found["age"])))
    for found in _REAL_BARE.finditer(plain):
        age = whole(found["age"])
        if age is not None:
            yield _mention(found, Value(age, f"{age}岁"))
    for found in _AGE_ALONE.finditer(plain):
        age = int(found["age"])
        yield Mention("age", found.start("age"), found.end("age"), found["age"], Value(age, f"{age}岁"))
    for found in _BORN.finditer(plain):
        if born := birth_year(found["year"], today):
            yield _mention(found, _of_birth_year(found[0], born, today))


def birth_year(said: str, today: date) -> int | None:
    """1948 for 48 and 四八; the year itself when four digits are given; None when it cannot be."""
    year = whole(said)
    if year is None:
        return None
    if year < 100:
        year += 1900 if year > today.year % 100 or year > 12 else 2000
    return year if today.year - OLDEST <= year <= today.year else None


def _mention(found: re.Match[str], answer: Value | AskBack) -> Mention:
    return Mention("age", found.start(), found.end(), found[0], answer)


def _option(age: int) -> Option:
    return Option(str(age), f"{age}岁")


def _age(found: re.Match[str]) -> Value | AskBack:
    age = whole(found["age"]) if "." not in found["age"] else None
    if found["virtual"]:
        return _virtual(found[0], age)
    vague = found["about"] or found["more"] or found["half"] not in (None, "半") or _SEVERAL.match(found["age"])
    if age is None or age > OLDEST or vague:
        return AskBack(EXACT.format(said=found[0]))
    return Value(age, f"{age}岁")


def _virtual(said: str, age: int | None) -> AskBack:
    """虚岁 is one or two years ahead of the age in the identity card."""
    options = (_option(age - 1), _option(age - 2)) if age is not None and 2 < age <= OLDEST else ()
    return AskBack(EXACT.format(said=said), options)


def _of_birth_year(said: str, born: int, today: date) -> AskBack:
    """A year of birth leaves two ages open."""
    age = today.year - born
    return AskBack(EXACT.format(said=said), tuple(_option(one) for one in (age, age - 1) if one >= 0))
