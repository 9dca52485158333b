"""Cards, speech and sources of estimates, for every calculator and outcome."""

from dataclasses import fields as parts_of
from datetime import date

import pytest

from actions.benefits.basis_pages import BasisPages
from actions.benefits.errors import UnknownCalculator
from actions.benefits.facts_in import complete_facts
from actions.benefits.model import Basis, Estimate, Line
from actions.benefits.parameters.book import load_book
from actions.benefits.registry import CALCULATORS, calculator
from actions.benefits.wording import card, citations, speech, stepper_card
from actions.database.unit_of_work import UnitOfWork
from knowledge_base.documents.importing import Said, import_documents
from knowledge_base.documents.parsing import parse_file, parse_lines
from knowledge_base.documents.reading.line import Line as TextLine
from knowledge_base.guides.checks import MAX_SPOKEN_HANZI, hanzi_count
from knowledge_base.guides.files import CONTENT, load_facts

BOOK, TODAY = load_book(), date(2026, 11, 23)
DIED = {"status": "retired", "contribution": 384, "drawn": 96, "died_on": "2026-03", "cause": "illness"}
PENSION = {
    "base_place": "dalian", "retired": "2026-03", "age_months": 725, "total": 420, "index": "1", "account": 15_000_000,
    "before_account": 96,
}  # fmt: skip
RAISE = {"year": "2025", "age": 72, "contribution": 384, "december_pension": 320_000}
CASES = [
    ("survivor", DIED), ("survivor", {**DIED, "died_on": "2024-05"}), ("survivor", {**DIED, "cause": "work_injury"}),
    ("survivor", {**DIED, "died_on": "2020-05"}), ("survivor", {**DIED, "died_on": "2025-05"}),
    ("retirement", {"sex": "male", "born": "1970-05"}), ("retirement", {"sex": "female", "post": "unsure", "born": "1976-03"}),
    ("pension", PENSION), ("pension", {**PENSION, "retired": "2022-03"}), ("pension", {**PENSION, "retired": "2028-03"}),
    ("pension", {**PENSION, "total": 100}), ("adjustment", RAISE), ("adjustment", {**RAISE, "year": "2026"}),
    ("adjustment", {**RAISE, "year": "2022", "contribution": 307}), ("allowance", {"age": 86, "lives_in": "dalian"}),
    ("allowance", {"age": 103, "lives_in": "dalian"}), ("allowance", {"age": 79, "lives_in": "dalian"}),
    ("fare", {"age": 66, "vehicle": "metro"}), ("fare", {"age": 50, "vehicle": "bus"}),
    ("medical_years", {"sex": "male", "paid": 300, "local": 100}),
]  # fmt: skip


def worked_out(name, facts):
    chosen = calculator(name)
    return chosen.compute(complete_facts(chosen, facts), BOOK, TODAY)


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{list(case[1].values())[0]}")
def estimate(request):
    return worked_out(*request.param)


def test_seven_calculators_are_registered_under_their_own_names():
    names = ("survivor", "retirement", "pension", "adjustment", "allowance", "fare", "medical_years")
    assert tuple(CALCULATORS) == names and all(CALCULATORS[name].name == name for name in names)
    with pytest.raises(UnknownCalculator):
        calculator("lottery")


def test_a_card_says_all_the_estimate_says(estimate):
    shown = card(estimate)
    assert [line["label"] for line in shown["lines"]] == [line.label for line in estimate.lines]
    assert ("total" in shown) == (estimate.low is not None) and shown["facts"] == dict(estimate.facts)
    assert {field["name"]: field["value"] for field in shown["fields"] if field["value"] is not None} == shown["facts"]


def test_lines_with_money_are_the_total(estimate):
    if estimate.low is None:
        assert all(line.low is None for line in estimate.lines)
    else:
        assert sum(line.low or 0 for line in estimate.lines) == estimate.low
        assert sum(line.high or 0 for line in estimate.lines) == estimate.high


def test_a_refusal_has_a_code_and_money_has_none(estimate):
    assert bool(estimate.refusal) == (estimate.outcome in ("refused", "other_path"))


def test_every_line_stands_on_facts_that_may_be_told(estimate):
    known = load_facts()
    for line in estimate.lines:
        for basis in line.basis:
            assert basis.document and set(basis.facts) <= set(known)
            # A figure may rest on a fact that can be told, and name beside it one that warns of what is not confirmed.
            assert basis.confidence == "C" or any(known[fact].confidence != "C" for fact in basis.facts)


def test_every_used_row_can_be_found_again(estimate):
    assert all(BOOK.find(row_id) for row_id in estimate.used) and estimate.known_at is None


def test_speech_is_short_and_plain(estimate):
    said = speech(estimate)
    assert estimate.text in said and hanzi_count(said) <= MAX_SPOKEN_HANZI + 60
    for sentence in (said, *estimate.notes):
        assert sentence.endswith("。") and not set(sentence) & set("！!【】")


def test_money_is_never_spoken_without_who_decides(estimate):
    if estimate.low is not None:
        assert "为准" in speech(estimate)


def test_the_same_facts_give_the_same_estimate():
    assert worked_out("adjustment", RAISE) == worked_out("adjustment", RAISE)


def test_unconfirmed_documents_are_neither_cited_nor_named():
    sure, unsure = Basis("甲办法", "甲〔2020〕1号", "第二条", "A"), Basis("乙传言", "", "", "C")
    estimate = Estimate("fare", "amount", "试", "试。", (Line("一", "1", basis=(unsure, sure)), Line("二", "2", basis=(sure,))))
    assert [(one.document, one.status) for one in citations(estimate)] == [("甲办法", "effective")]
    assert [line["basis"] for line in card(estimate)["lines"]] == ["依据：甲〔2020〕1号第二条"] * 2


def test_official_documents_are_cited_before_second_hand_ones():
    cited = citations(worked_out("pension", PENSION))
    order = [one.status for one in cited]
    assert order == sorted(order) and {"effective", "secondhand"} == set(order) and len({str(one) for one in cited}) == len(order)


@pytest.fixture
def pages(empty_engine):
    """The Dalian document, imported as staff would, and two versions of another."""
    files = [("dalian.txt", parse_file(CONTENT / "documents" / "dalian-2017-49.txt"))]
    for year in ("2010", "2020"):
        text = f"海滨市食堂条例\n{year}年1月1日海滨市人民政府公布\n第一条 {year}。\n第二条 完。"
        files.append((f"{year}.txt", parse_lines([TextLine(line) for line in text.split("\n")])))
    with UnitOfWork(empty_engine) as work:
        import_documents(work.session, files, Said(), date(2026, 1, 1))
        work.commit()
    return BasisPages(empty_engine)


def backed_by(basis, pages):
    (only,) = citations(Estimate("fare", "amount", "试", "试。", (Line("一", "1", basis=(basis,)),)), pages)
    return only


def test_a_document_of_the_knowledge_base_brings_its_words_and_our_page(pages):
    named = Basis("大连市企业退休人员社会化管理服务工作办法", "大政办发〔2017〕49号", "第八条", "A", ("1-01",))
    cited = backed_by(named, pages)
    assert cited.url.startswith("/policy/") and cited.url.endswith("#第八条")
    assert cited.quote.startswith("第八条") or "社区" in cited.quote
    assert cited.effective and cited.status == "effective"


def test_a_document_without_a_number_is_found_by_its_title_in_the_version_in_force(pages):
    cited = backed_by(Basis("海滨市食堂条例（2020年修正）", "", "第一条", "A"), pages)
    assert "2020" in cited.quote and cited.status == "effective"


@pytest.mark.parametrize(
    "basis", [Basis("没有的文件", "", "第一条"), Basis("海滨市食堂条例", "", ""), Basis("海滨市食堂条例", "", "第九条"), Basis("", "", "第一条")]
)
def test_what_the_knowledge_base_does_not_hold_is_cited_by_name_alone(basis, pages):
    cited = backed_by(basis, pages)
    assert (cited.document, cited.article, cited.url, cited.quote) == (basis.document, basis.article, "", "")


def test_a_stepper_card_starts_from_what_is_known():
    shown = stepper_card(calculator("fare"), {"age": 71})
    assert shown["type"] == "stepper" and [field["value"] for field in shown["fields"]] == [71, None]
    assert {part.name for part in parts_of(calculator("fare").fields[0])} - {"choices", "when"} <= {*shown["fields"][0], "default"}
