"""Years and months: 31年4个月, 三十一年零四个月, 31年半, 八个月; 二十来年, 七八年 and 31.4年 are asked back."""

import re
from collections.abc import Iterator
from decimal import Decimal

from actions.benefits.fields import Option
from actions.benefits.reading.model import AskBack, Mention, Value
from actions.benefits.reading.numerals import NUMBER, whole

_ABOUT = r"(?P<about>大概齐?|大约|差不多|可能|好像|约莫|估摸着?|应该|大致|约)(?:是|有|得有)?"
_NEAR = r"(?P<near>不到|不满|不够|将近|快到?|接近|近|小|超过|至少|最少|少说|起码|得有|怕有)"
_MORE = r"(?P<more>[多来几余]|好几)?"
_AFTER = r"(?P<after>左右|上下|出头|来往|冒头|还多|多|挂零)?"
_MONTHS = rf"(?:[零又外加另带和了]{{0,2}}(?P<months>{NUMBER})(?P<some>多|来)?个?月(?!份|[0-9一二三四五六七八九十]+[号日]))?"
_SPAN = re.compile(
    rf"(?:{_ABOUT}|{_NEAR})?(?<![0-9.|零一二两三四五六七八九十百])(?P<years>{NUMBER}){_MORE}(?P<head>个)?(?P<unit>周?年头|周年|整年|年|岁)"
    rf"(?!代|级|底|初|前后|度|份|轻|纪|龄)(?P<half>半(?!月))?{_MONTHS}{_AFTER}"
)
_A_MONTH = r"(?:开|领|拿|挣|给|能|有|才)*[0-9一二三四五六七八九两]+[0-9一二三四五六七八九十百千万块元多]"  # 一个月3200块
_MONTHS_ONLY = re.compile(
    rf"(?:{_ABOUT}|{_NEAR})?(?P<months>{NUMBER}){_MORE}(?P<half>个半|个)?月(?!份|[0-9一二三四五六七八九十]+[号日]|{_A_MONTH}){_AFTER}"
)
# 工龄32, 退休6: years without the word 年, where nothing else can be meant.
_YEARS_ALONE = re.compile(
    r"(?:工龄|缴费年限|退休了?|领了)(?:一共|总共|是|有|为|满|:|：)*(?P<years>(?<![0-9.])(?:[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?))"
    r"(?=[，,。;；、　]|$|退|领|工龄|去|走|没了)"
)
_LONGEST_ALONE = 50
_HALF_YEAR = re.compile(r"(?<![0-9一二三四五六七八九十两])(?:大)?半年(?P<more>多)?")
# 要交够多少年 asks what the rule is; it tells nothing.
_VAGUE = re.compile(r"(?<![够满要])(?:好几|好些|好多|许多|多少|几|多)(?:十)?(?:个)?年|一辈子|半辈子|大半辈子|好几十年|若干年|三年五载")
_SEVERAL = re.compile(r"(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<ten>十)?$")
_TEEN_SEVERAL = re.compile(r"(?P<tens>[二三四五六]?十)(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])$")
_SPELLED = re.compile(r"[零一二三四五六七八九]{2}")  # 三二年
_FROM_TO = re.compile(rf"(?P<low>{NUMBER})(?:年|个月)?(?:到|至|-|~|—|或者?|还是)(?P<high>{NUMBER})(?P<unit>年|个月|岁)")

HOW_LONG = "您说的是“{said}”。到底是几年零几个月？本子上写的最准。"
WHICH = "您说的“{said}”，是下面哪一个？"
NOT_A_MONTH = "“{said}”里的月数应该在0到11之间。请您再说一遍是几年零几个月。"


def spell(months: int) -> str:
    """31年4个月, 8个月, 30年."""
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")


def option(months: int) -> Option:
    """A span as a possible answer."""
    return Option(str(months), spell(months))


def mentions(plain: str, unit: str = "年") -> Iterator[Mention]:
    """Every span in `plain`; `unit` 岁 reads 60岁5个月 instead of 31年4个月. Overlapping readings: the first counts."""
    if unit == "年":
        yield from (_mention(found, AskBack(HOW_LONG.format(said=found[0]))) for found in _VAGUE.finditer(plain))
    for found in _FROM_TO.finditer(plain):
        if found["unit"] != "岁" or unit == "岁":
            yield _mention(found, _from_to(found))
    for found in _SPAN.finditer(plain):
        if (found["unit"] == "岁") == (unit == "岁"):
            yield _mention(found, _years(found))
    if unit == "岁":
        return
    yield from _alone(plain)
    for found in _HALF_YEAR.finditer(plain):
        yield _mention(found, AskBack(HOW_LONG.format(said=found[0])) if len(found[0]) > 2 else Value(6, "6个月"))
    for found in _MONTHS_ONLY.finditer(plain):
        yield _mention(found, _months_only(found))


def _alone(plain: str) -> Iterator[Mention]:
    for found in _YEARS_ALONE.finditer(plain):
        years = whole(found["years"])
        if years is not None and years <= _LONGEST_ALONE:
            yield Mention("span", found.start("years"), found.end("years"), found["years"], Value(years * 12, spell(years * 12)))


def _mention(found: re.Match[str], answer: Value | AskBack) -> Mention:
    return Mention("span", found.start(), found.end(), found[0], answer)


def _from_to(found: re.Match[str]) -> AskBack:
    size = 1 if found["unit"] == "个月" else 12
    numbers = [whole(found["low"]), whole(found["high"])]
    options = tuple(option(number * size) for number in numbers if number is not None and number <= 100)
    return AskBack(WHICH.format(said=found[0]), options)


def _years(found: re.Match[str]) -> Value | AskBack:
    said = found[0]
    if "." in found["years"]:
        return _decimal_years(found["years"], said)
    if several := _several(found["years"], said):
        return several
    years, months = whole(found["years"]), _odd_months(found)
    if years is not None and _SPELLED.match(found["years"]):
        return AskBack(WHICH.format(said=said), (option(years * 12),) if years <= 100 else ())
    if years is None or years > 150 or (found["more"] or found["near"] or found["some"]):
        return AskBack(HOW_LONG.format(said=said))
    if months is None:
        return AskBack(NOT_A_MONTH.format(said=said))
    total = years * 12 + months
    return _unless_about(found, total)


def _odd_months(found: re.Match[str]) -> int | None:
    if found["half"]:
        return 6 if not found["months"] else None
    months = whole(found["months"]) if found["months"] else 0
    return months if months is not None and months <= 11 else None


def _unless_about(found: re.Match[str], total: int) -> Value | AskBack:
    groups = found.groupdict()
    if groups["about"] or groups["after"] in ("左右", "上下", "来往") or "头" in (groups.get("unit") or ""):
        return AskBack(f"您是说大约{spell(total)}。就按{spell(total)}算吗？还是您再说一个准的？", (option(total),))
    if groups["after"] or groups["near"]:
        return AskBack(HOW_LONG.format(said=found[0]))
    return Value(total, spell(total))


def _months_only(found: re.Match[str]) -> Value | AskBack:
    if several := _several(found["months"], found[0], size=1):
        return several
    months = whole(found["months"])
    if months is None or months > 1200 or found["more"] or found["near"] or found["half"] == "个半" or not found["half"]:
        return AskBack(HOW_LONG.format(said=found[0]))
    return _unless_about(found, months)


def _several(number: str, said: str, size: int = 12) -> AskBack | None:
    """七八年, 十七八年: one of two; 三四十年 and 三五年: any between."""
    if teen := _TEEN_SEVERAL.match(number):
        base = whole(teen["tens"]) or 0
        return _either(base + (whole(teen["low"]) or 0), base + (whole(teen["high"]) or 0), said, size)
    if not (found := _SEVERAL.match(number)):
        return None
    low, high = whole(found["low"]) or 0, whole(found["high"]) or 0
    if found["ten"] or high - low != 1:
        return AskBack(HOW_LONG.format(said=said)) if high > low else None
    return _either(low, high, said, size)


def _either(low: int, high: int, said: str, size: int) -> AskBack:
    options = (option(low * size), option(high * size)) if high - low == 1 else ()
    return AskBack((WHICH if options else HOW_LONG).format(said=said), options)


def _decimal_years(number: str, said: str) -> Value | AskBack:
    """41.17 is how assessment sheets print 41年2个月; 31.4 may be 31年4个月, so it is asked back."""
    years, _, digits = number.partition(".")
    if int(years) > 150:
        return AskBack(HOW_LONG.format(said=said))
    months = Decimal(number) * 12
    nearest = int(months.to_integral_value())
    written = int(digits) if int(digits) <= 11 else None
    exact = abs(months - nearest) <= Decimal("0.07")
    if exact and len(digits) == 2 and (written is None or written == nearest - int(years) * 12):
        return Value(nearest, spell(nearest))
    if int(digits) == 0:
        return Value(int(years) * 12, spell(int(years) * 12))
    choices = dict.fromkeys(([int(years) * 12 + written] if written else []) + ([nearest] if exact else []))
    return AskBack((WHICH if choices else HOW_LONG).format(said=said), tuple(option(months) for months in choices))


_SHORT = re.compile(rf"(?P<years>{NUMBER})年(?P<months>{NUMBER})月(?!份|{NUMBER}|[日号底初中退走没去死生])")


def written_short(plain: str) -> Iterator[Mention]:
    """31年4月 as an answer to 「几年」; 2026年3月 stays a date."""
    for found in _SHORT.finditer(plain):
        years, months = whole(found["years"]), whole(found["months"])
        if years is not None and years <= 70 and months is not None and months <= 11:
            yield _mention(found, Value(years * 12 + months, spell(years * 12 + months)))
