"""抚恤金发放月数, by 人社部发〔2021〕18号第五条, as Fractions because some offices count twelfths of a year (3-09)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from actions.benefits.amounts import plain
from actions.benefits.model import Basis
from actions.benefits.survivor.income import half_up
from actions.benefits.survivor.looking import Looking
from actions.benefits.survivor.questions import CONTRIBUTION, DRAWN
from actions.records.wording import span


@dataclass(frozen=True)
class Months:
    """From `low` to `high` months: equal unless a part year counts differently from office to office."""

    low: Fraction
    high: Fraction
    how: str
    basis: tuple[Basis, ...]


def active_months(look: Looking, contribution: int) -> Months:
    """For somebody who had not retired, from months of contributions."""
    band = look.band("survivor_months", "from_years", contribution // 12)
    first, flat, each = (Fraction(band.values[name]) for name in ("from_years", "months", "each_year"))
    beyond = contribution - int(first) * 12
    counted = _years(look, CONTRIBUTION, beyond) if each and beyond else (Fraction(0),)
    low, high = flat + each * min(counted), flat + each * max(counted)
    how = f"缴费{span(contribution)}，" + _band_words(first, flat, each, beyond)
    return Months(low, high, how, (band.basis, *_unconfirmed(look, low, high, CONTRIBUTION)))


def retired_months(look: Looking, contribution: int, drawn: int) -> Months:
    """For somebody retired: the months of the contributions, less one for every year drawn, never fewer than nine."""
    most, row = active_months(look, contribution), look.row("survivor_retired")
    each, least = Fraction(row.values["less_each_year"]), Fraction(row.values["least_months"])
    counted = _years(look, DRAWN, drawn)
    low = max(least, most.low - each * max(counted))
    high = max(least, most.high - each * min(counted))
    taken = f"领了{span(drawn)}养老金，每领1年减{each}个月" if drawn else "还没有领过养老金，不减"
    how = f"{most.how}；{taken}"
    if low == least and drawn:
        how += f"，最少{least}个月"
    return Months(low, high, how, (most.basis[0], row.basis, *_unconfirmed(look, low, high, DRAWN)))


def months_words(low: Fraction, high: Fraction) -> str:
    """16个月; 15.5个月到16个月; 约10.33个月."""
    return _one(low) if low == high else f"{_one(low)}到{_one(high)}"


def _one(months: Fraction) -> str:
    if months.denominator == 1:
        return f"{months}个月"
    hundredths = half_up(months * 100)
    return f"{plain(Decimal(hundredths) / 100)}个月" if months * 100 == hundredths else f"约{Decimal(hundredths) / 100:.2f}个月"


def _years(look: Looking, kind: str, months: int) -> tuple[Fraction, ...]:
    """`months` in years, in every way an office may count them; one way where nothing is left over."""
    if months % 12 == 0:
        return (Fraction(months, 12),)
    row = look.row("survivor_part_years", kind)
    ways = {"whole": Fraction(months // 12), "twelfths": Fraction(months, 12)}
    # A row that allows neither way says nothing; whole years are what the document itself speaks of.
    return tuple(years for way, years in ways.items() if row.values[way]) or (ways["whole"],)


def _unconfirmed(look: Looking, low: Fraction, high: Fraction, kind: str) -> tuple[Basis, ...]:
    """Where the two ways of counting a part year come from, when they make a difference."""
    return (look.row("survivor_part_years", kind).basis,) if low != high else ()


def _band_words(first: Fraction, flat: Fraction, each: Fraction, beyond: int) -> str:
    if each and beyond:
        return f"满{first}年是{flat}个月，超过的每1年加{each}个月"
    return f"满{first}年按{flat}个月" if first else f"按{flat}个月"
