"""Where a recorded raise and the year's rule part, in words. The rules themselves stand in the calculators' tables."""

from collections.abc import Mapping

from actions.benefits.adjustment.rule import AdjustmentRule, rules
from actions.benefits.parameters.book import load_book
from actions.records.gateway import Adjustment
from actions.records.wording import to_cents, yuan

TABLE = "adjustment-liaoning"  # the knowledge base's table of the same figures (a test compares)
RULES: Mapping[int, AdjustmentRule] = rules(load_book())  # of this release, without rows staff added


def differences(
    raised: Adjustment, months: int | None, december: int | None, tolerance: int,
    known: Mapping[int, AdjustmentRule] = RULES,
) -> tuple[str, ...]:  # fmt: skip
    """Where the record and the year's rule among those `known` part: sentences with both numbers. Nothing is said of what
    cannot be worked out."""
    rule = known.get(raised.year)
    if rule is None:
        return ()
    by_years = rule.by_years(months) if months is not None else None
    checks = (
        ("定额", to_cents(rule.fixed), raised.fixed),
        ("缴费年限挂钩", by_years, raised.by_years),
        ("本人养老金挂钩", rule.by_pension(december) if december is not None else None, raised.by_pension),
    )
    return tuple(
        f"{raised.year}年调整的{name}，按细则算是{yuan(due)}，记录是{yuan(stored)}，以社保核定为准。"
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
