"""Invents retirees one after another, always the same ones for the same seed and day."""

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from actions.demo import names
from actions.demo.figures import BASES, Facts, assess, divisor, raises
from actions.demo.numbers import NumberGiver, bank_account, phone
from actions.demo.retiree import Retiree, not_yet_paid

# Of a thousand: how many are in each band of five years, from 50 to 99; retirees of a large city, roughly.
_BANDS = (60, 140, 220, 200, 160, 100, 70, 35, 12, 3)
_BAND_ENDS = list(accumulate(_BANDS))
_BAND_DAYS = 1_826
_GOLDEN = 0.6180339887498949  # its multiples spread evenly, so that no birthday runs out of order codes
_SELF_MADE = ("手机刷脸", "手机刷脸", "手机刷脸", "大数据比对", "大数据比对", "社区", "窗口")
# 国务院关于渐进式延迟法定退休年龄的办法 第一条: usual age, who it first delays (born from), one month later for every
# so many months, and at most so many months.
_DELAYS = {60: (date(1965, 1, 1), 4, 36), 55: (date(1970, 1, 1), 4, 36), 50: (date(1975, 1, 1), 2, 60)}
_EARLY_AGES = {"男": 55, "女": 45}  # 特殊工种
_BEFORE_FORMULAS = 2006
_MARKS = ("独居", "失能", "重病", "孤寡", "伤残", "特困")


def invented_retirees(people: int, seed: int, on: date) -> Iterator[Retiree]:
    """`people` retirees aged 50 to 99 on `on`. Raises TooManyPeople above several millions."""
    chance, giver = random.Random(seed), NumberGiver()  # noqa: S311 - fiction, not secrets
    for serial in range(people):
        yield _invent(chance, giver, serial, on)


def _invent(chance: random.Random, giver: NumberGiver, serial: int, on: date) -> Retiree:
    born = _birth_date(serial, on)
    sex = "女" if (on - born).days < 55 * 365 and chance.random() < 0.9 or chance.random() < 0.5 else "男"
    facts = _facts(chance, born, sex, on)
    street = chance.choice(names.STREETS)
    certified = _certifications(chance, facts.retired_on, on)
    return Retiree(
        id_number=giver.give(born, sex),
        name=chance.choice(names.SURNAMES) + chance.choice(names.WOMEN if sex == "女" else names.MEN),
        sex=sex, born=born, facts=facts, raises=raises(facts, born, on.year),
        phone=phone(serial) if chance.random() < 0.93 else None,
        address=f"大连市{chance.choice(names.DISTRICTS)}{street}{chance.randint(1, 199)}号{chance.randint(1, 6)}-{chance.randint(1, 7)}-{chance.randint(1, 3)}",
        archive_place=f"{chance.choice(names.DISTRICTS)}企业退休人员档案库" if chance.random() < 0.9 else None,
        balance=_balance(facts, on), balance_day=on.replace(day=1) - timedelta(days=1),
        bank=chance.choice(names.BANKS), bank_account=bank_account(serial),
        certifications=certified, marks=_marks(chance, born, on), listed=_listed(chance, on), changes=not_yet_paid(on),
    )  # fmt: skip


def _birth_date(serial: int, on: date) -> date:
    spread = (serial * _GOLDEN) % 1 * sum(_BANDS)
    band = bisect(_BAND_ENDS, spread)
    within = (spread - (_BAND_ENDS[band] - _BANDS[band])) / _BANDS[band]
    return on - timedelta(days=50 * 365 + 13 + int((band + within) * _BAND_DAYS))


def _facts(chance: random.Random, born: date, sex: str, on: date) -> Facts:
    usual = 60 if sex == "男" else chance.choice((50, 50, 50, 55))
    age, kind = usual * 12 + _delay(born, usual), "正常退休"
    if chance.random() < 0.04 or _month_after(born, age) >= on.replace(day=1):
        age, kind = _EARLY_AGES[sex] * 12, "特殊工种提前退休"
    while _month_after(born, age) >= on.replace(day=1):
        age, kind = age - 60, "病退"
    retired = _month_after(born, age)
    worked = chance.randint(15 * 12, min(42 * 12, age - 18 * 12))
    # Accounts began to be kept in the 1990s: what was worked before counts as paid.
    deemed = max(0, min(worked - 1, (date(1995, 7, 1) - retired).days // 30 + worked))
    if retired.year < _BEFORE_FORMULAS:
        return Facts(retired, kind, worked - deemed, deemed, old_pension=chance.randint(60_000, 110_000))
    base = BASES[min(retired.year, max(BASES))] * 100
    index = Decimal(chance.randint(6_000, 16_000)) / 10_000
    account = int(base * index * 8 // 100 * (worked - deemed) * chance.randint(70, 95) // 100)
    rate = "1.4" if deemed else None
    return Facts(retired, kind, worked - deemed, deemed, index, base, account, divisor(age), rate)


def _delay(born: date, usual: int) -> int:
    first, step, most = _DELAYS[usual]
    if born < first:
        return 0
    return min(most, ((born.year - first.year) * 12 + born.month - first.month) // step + 1)


def _month_after(day: date, months: int) -> date:
    """The same day so many months later, the month's last day at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))


def _balance(facts: Facts, on: date) -> int | None:
    if facts.account_cents is None:
        return None
    used = (on.year - facts.retired_on.year) * 12 + on.month - facts.retired_on.month
    return max(0, facts.account_cents - used * assess(facts).account)


def _certifications(chance: random.Random, retired: date, on: date) -> list[tuple[date, str]]:
    day = on - timedelta(days=chance.randint(1, 360) if chance.random() < 0.97 else chance.randint(366, 500))
    made: list[tuple[date, str]] = []
    while day > retired and len(made) < 3:
        made.append((day, chance.choice(_SELF_MADE)))
        day -= timedelta(days=chance.randint(300, 364))
    return made


def _marks(chance: random.Random, born: date, on: date) -> list[tuple[str, date | None]]:
    marks: list[tuple[str, date | None]] = []
    if on.year - born.year >= 80:
        marks.append(("高龄", None))
    if chance.random() < 0.03:
        marks.append((chance.choice(_MARKS), on - timedelta(days=chance.randint(30, 2_000))))
    return marks


def _listed(chance: random.Random, on: date) -> list[tuple[str, date, str]]:
    luck, day = chance.random(), on - timedelta(days=chance.randint(1, 60))
    if luck < 0.002:
        return [("deaths", day, chance.choice(("公安", "民政", "卫健")))]
    if luck < 0.0025:
        return [("imprisonments", day, "司法")]
    if luck < 0.004:
        return [("moved_away", day, "公安")]
    return [("alive", day, "卫健")] if luck < 0.3 else []
