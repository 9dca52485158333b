"""Amounts in 分: 三千二, 三千二百块零五毛, 1.2万, 3200块5; 三千多 and 三四千 are asked back."""

import re
from collections.abc import Iterator
from decimal import Decimal

from actions.benefits.fields import Option
from actions.benefits.reading.model import AskBack, Mention, Value
from actions.benefits.reading.numerals import decimal

_HAN = "零一二两三四五六七八九十百千万"
_SUM = rf"(?:[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?[百千万]?(?:(?<=[百千万])[0-9一二三四五六七八九])?|[{_HAN}]{{1,11}})"
_ABOUT = r"(?P<about>大概齐?|大约|差不多|可能|好像|约莫|估摸着?|应该|大致|约)?(?:是|有|得有)?"
_NEAR = r"(?P<near>不到|不足|将近|快|接近|近|小|超过|至少|最少|少说)?"
_MORE = r"(?P<more>[多来几余]|好几)?"
_PART = r"[0-9零一二两三四五六七八九]"
_MONEY = re.compile(
    rf"(?<![0-9.|]){_ABOUT}{_NEAR}¥?(?P<sum>{_SUM}){_MORE}(?P<size>[百千万]?)(?P<unit>块钱?|元钱?|¥)"
    rf"(?:零?(?P<mao>{_PART})(?:(?:毛|角)钱?(?:(?P<fen>{_PART})分?)?|(?![0-9{_HAN}年月个天岁号日分])))?(?:零?(?P<lone>{_PART}{{1,2}})分)?(?P<after>左右|上下|出头|来往|多)?"
)
_SMALL = re.compile(rf"(?<![0-9.|])(?P<mao>{_PART})(?:毛|角)(?:(?P<fen>{_PART})分?)?")
# Without a unit, where the words or the question say it is money.
_BARE = re.compile(
    rf"(?<![0-9.|]){_ABOUT}{_NEAR}(?P<sum>[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?[百千万]?(?:(?<=[百千万])[0-9一二三四五六七八九])?|[{_HAN}]{{2,11}}|[{_HAN}](?=[多来几余][百千万])){_MORE}(?P<size>[百千万]?)"
    r"(?P<after>左右|上下|出头|来往|多)?(?![0-9.|%岁年个月号日天点多来几余])"
)
_SEVERAL = re.compile(r"[一二三四五六七八九](?:[一二三四五六七八九])[十百千万]")

HOW_MUCH = "您说的是“{said}”。准数是多少元？存折或者短信上有。"
_LARGEST = 10**11


def spell(cents: int) -> str:
    """3200元, 3200.50元."""
    return f"{cents // 100}元" if cents % 100 == 0 else f"{cents / 100:.2f}元"


def mentions(plain: str, *, bare: bool) -> Iterator[Mention]:
    """Every amount in `plain`; `bare` also takes figures without 元 or 块."""
    for pattern in (_MONEY, _SMALL, *((_BARE,) if bare else ())):
        for found in pattern.finditer(plain):
            yield Mention("money", found.start(), found.end(), found[0], _amount(found))


def _amount(found: re.Match[str]) -> Value | AskBack:
    groups = found.groupdict()
    again = AskBack(HOW_MUCH.format(said=found[0]))
    spelled = (groups.get("sum") or "") + (groups.get("size") or "")
    cents = _cents(groups, spelled)
    if cents is None or _SEVERAL.search(spelled) or groups.get("more") or groups.get("near") or groups.get("after") in ("多", "出头"):
        return again
    if groups.get("about") or groups.get("after"):
        return AskBack(f"您是说大约{spell(cents)}。就按{spell(cents)}算吗？还是您再说一个准的？", (Option(str(cents), spell(cents)),))
    return Value(cents, spell(cents))


def _cents(groups: dict[str, str | None], spelled: str) -> int | None:
    whole = decimal(spelled) if spelled else Decimal(0)
    if whole is None or whole > _LARGEST or (whole % 1 and groups.get("mao")):
        return None
    cents = whole * 100
    for name, size in (("mao", 10), ("fen", 1), ("lone", 1)):
        said = groups.get(name)
        part = decimal(said) if said else Decimal(0)
        if part is None:
            return None
        cents += part * size
    return int(cents) if cents == cents.to_integral_value() else None
