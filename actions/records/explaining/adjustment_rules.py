"""辽宁历年调整细则 as dated data: the same figures as the knowledge base's table adjustment-liaoning (a test compares)."""

import math
from dataclasses import dataclass
from decimal import Decimal

from actions.records.gateway import Adjustment
from actions.records.wording import to_cents, yuan

TABLE = "adjustment-liaoning"
SOURCE = "辽宁省人社厅历年调整通知（二手转载）"
_FIRST_YEARS = 15


@dataclass(frozen=True)
class AdjustmentRule:
    """One year's rule, yuan a month. The first 15 years count `first_flat` together or `first_each` a year."""

    year: int
    fixed: Decimal
    first_each: Decimal
    first_flat: Decimal
    beyond_each: Decimal  # for every year beyond 15
    percent: Decimal  # of one's own pension of the December before
    aged_70: Decimal
    aged_80: Decimal
    part_years_count_whole: bool  # 不满1年按1年; where the rule is silent, part years are not worked out here

    def by_years(self, months: int) -> int | None:
        """年限挂钩 in 分 for `months` of contributions; None when the rule does not say how part years count."""
        if months % 12 and not self.part_years_count_whole:
            return None
        years = math.ceil(months / 12)
        first = self.first_flat or self.first_each * min(years, _FIRST_YEARS)
        return to_cents(first + self.beyond_each * max(0, years - _FIRST_YEARS))

    def by_pension(self, december_cents: int) -> int:
        """本人养老金挂钩 in 分."""
        return to_cents(Decimal(december_cents) / 100 * self.percent / 100)


def _rule(
    year: int, fixed: str, each: str, flat: str, beyond: str, percent: str, aged: str, whole: bool
) -> AdjustmentRule:
    aged_70, aged_80 = aged.split("/")
    return AdjustmentRule(
        year, Decimal(fixed), Decimal(each), Decimal(flat), Decimal(beyond), Decimal(percent), Decimal(aged_70),
        Decimal(aged_80), whole,
    )  # fmt: skip


RULES: dict[int, AdjustmentRule] = {
    rule.year: rule
    for rule in (
        #     year  fixed each flat beyond percent aged 70/80
        _rule(2021, "54", "1", "0", "2", "0.6", "45/90", False),
        _rule(2022, "40", "1", "0", "2", "0.8", "40/80", False),
        _rule(2023, "35", "1", "0", "2.5", "0.7", "35/70", False),  # 每年1元, 超15年部分每年再加1.5元
        _rule(2024, "33", "0", "15", "1.6", "0.5", "30/60", False),
        _rule(2025, "27", "0", "9", "0.9", "0.3", "20/40", True),
    )
}


def differences(raised: Adjustment, months: int | None, december: int | None, tolerance: int) -> tuple[str, ...]:
    """Where the record and the rule part: sentences with both numbers. Nothing is said of what cannot be worked out."""
    rule = RULES.get(raised.year)
    if rule is None:
        return ()
    by_years = rule.by_years(months) if months is not None else None
    checks = (
        ("定额", to_cents(rule.fixed), raised.fixed),
        ("缴费年限挂钩", by_years, raised.by_years),
        ("本人养老金挂钩", rule.by_pension(december) if december is not None else None, raised.by_pension),
    )
    return tuple(
        f"{raised.year}年调整的{name}，按细则算是{yuan(due)}，记录是{yuan(stored)}，以经办机构核定为准。"
        for name, due, stored in checks
        if due is not None and abs(due - stored) > tolerance
    )


def in_parts(raised: Adjustment) -> str:
    """2025年80.90元（定额27.00元＋…）."""
    parts = (
        ("定额", raised.fixed),
        ("年限", raised.by_years),
        ("养老金挂钩", raised.by_pension),
        ("倾斜", raised.tilt),
    )
    told = "＋".join(f"{name}{yuan(cents)}" for name, cents in parts if cents)
    return f"{raised.year}年{yuan(raised.total)}" + (f"（{told}）" if told else "")
