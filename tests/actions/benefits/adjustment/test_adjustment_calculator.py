"""The yearly raise line by line, and why another person's is bigger."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.benefits.adjustment.calculator import ADJUSTMENT
from actions.benefits.facts_in import complete_facts
from actions.benefits.parameters.book import load_book

BOOK, TODAY = load_book(), date(2026, 11, 23)
YEARS = ("2021", "2022", "2023", "2024", "2025")
PEOPLE = {
    "year": st.sampled_from(YEARS), "age": st.integers(50, 100), "contribution": st.integers(0, 600),
    "december_pension": st.integers(50_000, 1_500_000),
}  # fmt: skip


def raised(**facts):
    return ADJUSTMENT.compute(complete_facts(ADJUSTMENT, facts), BOOK, TODAY)


# Worked by hand from the words of each year's rule: 定额, 年限, 养老金挂钩, 高龄, yuan.
@pytest.mark.parametrize(
    ("year", "age", "years", "pension", "lines"),
    [
        ("2025", 72, 32, 3200, ("27.00", "24.30", "9.60", "20.00")),  # fact 4-43: 80.90
        ("2022", 65, 25, 3000, ("40.00", "35.00", "24.00", "0.00")),  # fact 4-44: 99.00
        ("2021", 80, 40, 4000, ("54.00", "65.00", "24.00", "90.00")),
        ("2021", 69, 15, 2500, ("54.00", "15.00", "15.00", "0.00")),
        ("2021", 70, 10, 1500, ("54.00", "10.00", "9.00", "45.00")),
        ("2022", 79, 16, 2800, ("40.00", "17.00", "22.40", "40.00")),
        ("2023", 70, 20, 3100, ("35.00", "27.50", "21.70", "35.00")),
        ("2023", 81, 15, 2900, ("35.00", "15.00", "20.30", "70.00")),
        ("2024", 60, 12, 2600, ("33.00", "15.00", "13.00", "0.00")),
        ("2024", 80, 38, 5200, ("33.00", "51.80", "26.00", "60.00")),
        ("2025", 58, 15, 2000, ("27.00", "9.00", "6.00", "0.00")),
        ("2025", 80, 16, 2333, ("27.00", "9.90", "7.00", "40.00")),
    ],
)
def test_a_raise_comes_out_as_worked_by_hand(year, age, years, pension, lines):
    estimate = raised(year=year, age=age, contribution=years * 12, december_pension=pension * 100)
    assert tuple(line.value for line in estimate.lines) == tuple(f"{amount}元" for amount in lines)
    assert estimate.low == estimate.high == sum(int(Decimal(amount) * 100) for amount in lines)


def test_the_published_samples_are_told():
    assert "80.90元" in raised(year="2025", age=72, contribution=384, december_pension=320_000).text
    assert "99元" in raised(year="2022", age=65, contribution=300, december_pension=300_000).text


def test_a_part_year_counts_whole_only_in_2025():
    assert raised(year="2025", age=60, contribution=31 * 12 + 1, december_pension=320_000).lines[1].value == "24.30元"
    range_ = raised(year="2023", age=60, contribution=31 * 12 + 1, december_pension=320_000)
    assert (range_.outcome, range_.lines[1].low, range_.lines[1].high) == ("range", 5_500, 5_750)
    assert any("零头" in note and "12333" in note for note in range_.notes)


def test_a_part_year_below_fifteen_makes_no_range_where_all_get_the_same():
    assert raised(year="2024", age=60, contribution=13 * 12 + 5, december_pension=320_000).outcome == "amount"


def test_2026_is_refused_without_a_figure():
    estimate = raised(year="2026", age=72, contribution=384, december_pension=320_000)
    assert (estimate.outcome, estimate.refusal, estimate.low) == ("refused", "not-published", None)
    assert "%" not in estimate.text and "不用申请" in estimate.text


def test_an_unconfirmed_percentage_of_the_country_is_not_told():
    told = {year: " ".join(raised(year=year, age=60, contribution=300, december_pension=300_000).notes) for year in YEARS}
    assert [year for year in YEARS if "全国总体" in told[year]] == ["2021", "2023", "2024", "2025"]


def test_the_hard_areas_share_is_named_and_not_given():
    estimate = raised(year="2025", age=60, contribution=300, december_pension=300_000)
    assert any("艰苦边远地区" in note for note in estimate.notes) and all("艰苦" not in line.label for line in estimate.lines)


def test_why_others_get_more_is_said_line_by_line():
    told = " ".join(raised(year="2025", age=68, contribution=240, december_pension=300_000).notes)
    for part in ("比您多缴10年的人，年限这一项比您多9元", "多1000元的人，养老金挂钩这一项比您多3元", "70到79岁的人另有20元",
                 "是您原来养老金的1.65%"):  # fmt: skip
        assert part in told  # 27＋13.5＋9＝49.5, of 3000 1.65 percent


@pytest.mark.parametrize("age", [60, 70, 75, 80, 90])
def test_the_comparison_by_age_is_what_the_line_would_be(age):
    def line(of):
        return raised(year="2024", age=of, contribution=300, december_pension=300_000).lines[3].low

    told = " ".join(raised(year="2024", age=age, contribution=300, december_pension=300_000).notes)
    if age >= 80:
        assert f"比不到70岁的人多{line(80) // 100}元" in told and f"比70多岁的人多{(line(80) - line(70)) // 100}元" in told
    elif age >= 70:
        assert f"满80岁的人比您多{(line(80) - line(70)) // 100}元" in told
    else:
        assert "您还没到70岁" in told


@settings(deadline=None)
@given(**PEOPLE)
def test_the_lines_are_the_total_and_the_range_is_narrow(**facts):
    estimate = raised(**facts)
    assert (sum(line.low for line in estimate.lines), sum(line.high for line in estimate.lines)) == (estimate.low, estimate.high)
    assert 0 <= estimate.high - estimate.low <= 250  # one year's worth at most
    assert (estimate.outcome == "range") == (estimate.low != estimate.high)


@settings(deadline=None)
@given(**PEOPLE, months=st.integers(0, 120), cents=st.integers(0, 500_000), years=st.integers(0, 20))
def test_nobody_gets_less_for_more(months, cents, years, **facts):
    estimate = raised(**facts)
    more = {
        "contribution": min(720, facts["contribution"] + months), "december_pension": facts["december_pension"] + cents,
        "age": min(120, facts["age"] + years),
    }  # fmt: skip
    for name, bigger in more.items():
        other = raised(**{**facts, name: bigger})
        assert other.low >= estimate.low and other.high >= estimate.high


# The rules a second time: for the first 15 years, and for each later one, by walking through the years.
STEPS = {"2021": (1, 0, 2), "2022": (1, 0, 2), "2023": (1, 0, "2.5"), "2024": (0, 15, "1.6"), "2025": (0, 9, "0.9")}
OTHERS = {"2021": (54, "0.6", 45, 90), "2022": (40, "0.8", 40, 80), "2023": (35, "0.7", 35, 70), "2024": (33, "0.5", 30, 60), "2025": (27, "0.3", 20, 40)}


@settings(deadline=None)
@given(**PEOPLE)
def test_walking_through_the_years_agrees(**facts):
    each, flat, beyond = (Decimal(one) for one in STEPS[facts["year"]])
    fixed, percent, seventy, eighty = (Decimal(one) for one in OTHERS[facts["year"]])
    years = -(-facts["contribution"] // 12)
    by_years = flat + sum((each if year <= 15 else beyond) for year in range(1, years + 1))
    share = (Decimal(facts["december_pension"]) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP)
    old = eighty if facts["age"] > 79 else seventy if facts["age"] > 69 else 0
    assert raised(**facts).high == (fixed + by_years + old) * 100 + share
