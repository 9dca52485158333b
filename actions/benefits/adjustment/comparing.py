"""为什么我涨得比别人少: what makes this person's raise bigger or smaller, line by line."""

from decimal import ROUND_HALF_UP, Decimal

from actions.benefits.adjustment.rule import FIRST_YEARS, AdjustmentRule
from actions.benefits.amounts import plain, said

OTHER_YEARS = 10  # the other person has worked so many years longer
OTHER_PENSION = 100_000  # and has so much more a month, 分
_HUNDREDTH = Decimal("0.01")


def compared(rule: AdjustmentRule, age: int, months: int, december: int, total: tuple[int, int]) -> tuple[str, ...]:
    """Whole sentences for 「为什么我涨得比别人少」, with the person's own numbers."""
    return (
        f"为什么和别人涨得不一样：定额人人一样，都是{said(int(rule.fixed * 100))}，差别在下面几样。",
        _by_years(rule, months),
        _by_pension(rule),
        _by_age(rule, age),
        _own_percent(december, total),
    )


def _by_years(rule: AdjustmentRule, months: int) -> str:
    years = months // 12
    more = rule.for_years(years + OTHER_YEARS) - rule.for_years(years)
    told = f"比您多缴{OTHER_YEARS}年的人，年限这一项"
    if more:
        return f"{told}比您多{said(more)}。"
    return f"{told}和您一样：{FIRST_YEARS}年及以下，不管几年都是同一个数。"


def _by_pension(rule: AdjustmentRule) -> str:
    more = rule.by_pension(OTHER_PENSION)
    return f"养老金每月比您多{OTHER_PENSION // 100}元的人，养老金挂钩这一项比您多{said(more)}。"


def _by_age(rule: AdjustmentRule, age: int) -> str:
    seventy, eighty = said(rule.for_age(70)), said(rule.for_age(80))
    if age >= 80:
        return f"您满了80岁，比不到70岁的人多{eighty}，比70多岁的人多{said(rule.for_age(80) - rule.for_age(70))}。"
    if age >= 70:
        return f"您满了70岁，比不到70岁的人多{seventy}；满80岁的人比您多{said(rule.for_age(80) - rule.for_age(70))}。"
    return f"70到79岁的人另有{seventy}，80岁以上的人另有{eighty}；您还没到70岁，没有这一项。"


def _own_percent(december: int, total: tuple[int, int]) -> str:
    shares = [plain((Decimal(cents) * 100 / december).quantize(_HUNDREDTH, ROUND_HALF_UP)) for cents in dict.fromkeys(total)]
    return f"算下来，是您原来养老金的{'%到'.join(shares)}%。定额人人一样，所以养老金低的人比例高，养老金高的人比例低。"
