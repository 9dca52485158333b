"""What the family is told beside the sum: where it is unsure, what else there is, and why nothing can be worked out."""

import datetime
import itertools
import re

import pytest

from actions.benefits.errors import BadFacts
from actions.benefits.parameters.book import load_book
from actions.benefits.survivor.calculator import SURVIVOR
from actions.benefits.survivor.questions import FIELDS
from knowledge_base.guides.files import load_facts

TODAY = datetime.date(2026, 11, 23)
BOOK = load_book()
FACTS = load_facts()
RETIRED = {"status": "retired", "contribution": 384, "drawn": 72, "died_on": "2025-10-08", "cause": "illness"}
ACTIVE = {"status": "active", "contribution": 255, "died_on": "2025-10-08", "cause": "illness"}


def compute(facts=RETIRED, today=TODAY, book=BOOK, **changed):
    return SURVIVOR.compute({name: told for name, told in (facts | changed).items() if told is not None}, book, today)


def told(found):
    parts = [found.heading, found.text, *found.notes]
    return "\n".join([*parts, *(f"{line.label}{line.value}{line.how}" for line in found.lines)])


EVERY_ANSWER = [
    compute(status=status, contribution=contribution, drawn=100, died_on=died_on, cause=cause.code, scheme=scheme, insured_in=place)
    for status, contribution, died_on, cause, scheme, place in itertools.product(
        ("active", "flexible", "retired"), (30, 255, 400), ("2020", "2021", "2024-02", "2025-10", "2026", "2027"),
        SURVIVOR.field("cause").choices, (None, "residents", "civil"), (None, "elsewhere"),
    )
]  # fmt: skip


def test_every_fact_a_line_leans_on_stands_in_the_knowledge_base():
    cited = {fact for found in EVERY_ANSWER for line in found.lines for basis in line.basis for fact in basis.facts}
    assert cited <= set(FACTS) and {"3-04", "3-06", "3-07", "3-09", "3-10", "3-12", "3-33", "3-43", "4-52"} <= cited


def test_every_line_names_a_document_and_no_line_is_surer_than_its_fact():
    for basis in {basis for found in EVERY_ANSWER for line in found.lines for basis in line.basis}:
        assert basis.document
        assert min(FACTS[fact].confidence for fact in basis.facts) <= basis.confidence


def test_sentences_are_calm_short_and_whole():
    for found in EVERY_ANSWER:
        assert not re.search(r"[！!]|保证|一定能|肯定", told(found))
        assert all(sentence.endswith("。") for sentence in (found.text, *found.notes))
        assert all(len(sentence) <= 60 for text in (found.text, *found.notes) for sentence in text.split("。"))


def test_an_unconfirmed_figure_is_never_shown():
    unsure = [f"{value:,}" for row in BOOK.rows("survivor_income") if row.basis.confidence == "C" for value in row.values.values()]
    unsure = [figure for figure in unsure if not figure.startswith("2,0")]  # the year itself is no figure
    assert len(unsure) == 4
    assert [figure for figure in unsure for found in EVERY_ANSWER if figure in told(found)] == []


def test_every_sum_says_by_which_year_and_that_the_office_decides():
    for found in EVERY_ANSWER:
        if found.outcome in ("amount", "range"):
            assert re.search(r"按辽宁20\d\d年的收入数估算，以社保核定为准。$", found.text)


@pytest.mark.parametrize(
    ("facts", "changed", "said"),
    [
        (RETIRED, {"died_on": "2026-10"}, "怎么取整还没有确认"),
        (RETIRED, {"contribution": 247, "drawn": 12}, "不满1年的零头，大连怎么算还没有确认"),
        (RETIRED, {"drawn": 77}, "不满1年的零头，大连怎么算还没有确认"),
        (RETIRED, {}, "社保还没有确认"),
        (RETIRED, {}, "这里按在辽宁参加企业职工养老保险来算"),
        (RETIRED, {}, "缴费年限包括视同缴费年限"),
        (RETIRED, {"died_on": "2025-03"}, "要不要补差，还没有确认"),
        (RETIRED, {"died_on": "2026-08-17"}, "要不要补差，还没有确认"),
        (RETIRED, {"died_on": "2026-08"}, "要不要补差，还没有确认"),
        (RETIRED, {"died_on": "2026"}, "要不要补差，还没有确认"),
        (RETIRED, {"died_on": "2021"}, "请再看一看是哪个月去世的"),
        (RETIRED, {"cause": "declared_dead"}, "按法院宣告的日期算"),
        (RETIRED, {"cause": "declared_dead"}, "领过的这两笔钱要退"),
        (RETIRED, {"died_in": "elsewhere"}, "也在参保地申领"),
        (RETIRED, {"died_in": "abroad"}, "在境外去世的"),
        (RETIRED, {}, "没领完的可以继承，这里没有算"),
        (ACTIVE, {}, "48小时内抢救无效去世的，视同工伤"),
        (ACTIVE, {}, "只能挑一处领"),
        (ACTIVE, {"contribution": 59}, "不超过本人自己交的钱"),
        (ACTIVE, {"contribution": 59, "died_on": "2024-12"}, "不超过本人自己交的钱"),
        (ACTIVE, {"cause": "work_injury", "died_on": "2026-02"}, "约1,130,040.00元"),
        (ACTIVE, {"cause": "work_injury", "died_on": "2025-02"}, "约1,083,760.00元"),
        (ACTIVE, {"cause": "work_injury"}, "只能挑一处领"),
        (ACTIVE, {"cause": "work_injury"}, "配偶每月40%，其他亲属每人每月30%"),
        (RETIRED, {"cause": "missing"}, "前6个月照发，以后先停"),
        (RETIRED, {"cause": "missing"}, "下落不明满4年，或者意外事件满2年"),
        (RETIRED, {"cause": "in_prison"}, "本人交的部分连同利息，可以继承"),
        (RETIRED, {"drawn": 240}, "缴费32年，满30年按24个月；领了20年养老金，每领1年减1个月，最少9个月"),
        (RETIRED, {"drawn": 0}, "还没有领过养老金，不减"),
        (ACTIVE, {"contribution": 240}, "缴费20年，满15年是9个月，超过的每1年加1个月"),
        (RETIRED, {"scheme": "residents"}, "大连有没有丧葬补助、给多少，还没有确认"),
        (RETIRED, {"scheme": "civil"}, "原单位人事部门"),
        (RETIRED, {"insured_in": "elsewhere"}, "参保地的12333"),
        (RETIRED, {"died_on": "2021-08"}, "按当时的老办法"),
        (RETIRED, {"died_on": "2024-05"}, "所以不报金额"),
        (RETIRED, {"died_on": "2027-05"}, "还没有公布"),
    ],
)
def test_what_is_said(facts, changed, said):
    assert said in told(compute(facts, **changed))


@pytest.mark.parametrize(
    ("facts", "changed", "unsaid"),
    [
        (RETIRED, {}, "取整"),
        (RETIRED, {}, "零头"),
        (RETIRED, {}, "补差"),
        (RETIRED, {"died_on": "2026-08-18"}, "补差"),
        (RETIRED, {"contribution": 361}, "零头"),
        (RETIRED, {"insured_in": "liaoning", "scheme": "enterprise"}, "这里按在辽宁"),
        (RETIRED, {"died_on": "2021-09"}, "老办法"),
        (RETIRED, {"contribution": 50}, "本人自己交的钱"),
        (RETIRED, {}, "工伤"),
        (ACTIVE, {"contribution": 60}, "本人自己交的钱"),
        (ACTIVE, {"cause": "work_injury", "died_on": "2020"}, "约"),
    ],
)
def test_what_is_not_said_where_it_does_not_belong(facts, changed, unsaid):
    assert unsaid not in told(compute(facts, **changed))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"died_on": "2026-12-01"}, "died_on"),
        ({"died_on": "2026-11-24"}, "died_on"),
        ({"died_on": "2025-02-30"}, "died_on"),
        ({"died_on": "2025-13"}, "died_on"),
        ({"died_on": "去年"}, "died_on"),
        ({"died_on": None}, "died_on"),
        ({"drawn": None}, "drawn"),
        ({"status": None}, "status"),
        ({"cause": None}, "cause"),
        ({"cause": "old_age"}, "cause"),
        ({"contribution": -1}, "contribution"),
        ({"contribution": 721}, "contribution"),
        ({"contribution": "32年"}, "contribution"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_it_stands_in(changed, field):
    with pytest.raises(BadFacts) as refused:
        compute(**changed)
    assert refused.value.field == field and refused.value.detail.endswith(("。", "？"))


def test_the_day_of_the_death_may_be_today():
    assert compute(died_on=TODAY.isoformat()).outcome == "range"


def test_the_rows_that_were_used_can_all_be_found_again_and_the_moment_is_kept():
    moment = datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)
    found = compute(contribution=247, book=load_book(moment))
    assert found.known_at == moment and found.facts["contribution"] == 247
    used = [BOOK.find(row_id) for row_id in found.used]
    assert {"survivor_months", "survivor_retired", "survivor_income", "survivor_funeral"} <= {row.table for row in used}
    assert [row.key for row in used if row.table == "survivor_months"] == ["beyond_15"]


def test_five_questions_are_asked_and_those_who_had_not_retired_are_asked_four():
    assert [field.name for field in SURVIVOR.missing({"status": "retired"})] == ["contribution", "drawn", "died_on", "cause"]
    assert [field.name for field in SURVIVOR.missing({"status": "active"})] == ["contribution", "died_on", "cause"]
    assert SURVIVOR.missing(RETIRED) == () == SURVIVOR.missing(ACTIVE)


def test_questions_are_questions_in_plain_words():
    assert all(field.question.endswith("？") and len(field.question) <= 25 for field in FIELDS)
    assert all(not field.help or field.help.endswith("。") for field in FIELDS)
    assert all(len({option.code for option in field.choices}) == len(field.choices) for field in FIELDS)
