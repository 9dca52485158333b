"""The checklist of a situation: exactly what applies, each with its source, in the order of the counters."""

from datetime import date

import pytest

from actions.grants.checklist import SITUATION_FIELDS, checklist, paper_kinds, paper_title
from actions.grants.checklist.entries import load_entries
from knowledge_base.guides.files import load_facts

TODAY = date(2026, 11, 23)
RETIRED = {"status": "retired", "contribution": 384, "drawn": 96, "died_on": "2026-11-10", "cause": "illness"}
ACTIVE = {"status": "active", "contribution": 264, "died_on": "2026-11-10", "cause": "accident"}
USUAL = {
    "account_whose": "deceased", "deemed_years": "no", "death_registered": "hospital", "abroad": "no", "overpaid": "no",
    "only_survivor": "yes",
}  # fmt: skip
# name -> facts, situation, the papers (those not needed with a minus), the duties.
SITUATIONS = {
    "retired, everything simple": (
        RETIRED, USUAL, "application_form applicant_identity -death_record",
        "report_death pension_stop apply apply_soon no_fee account_balance_retired bank_deposit hukou funeral_relief "
        "medical_account",
    ),
    "nothing answered beside the five questions": (
        RETIRED, {}, "application_form applicant_identity death_promise",
        "report_death pension_stop apply apply_soon no_fee ask_consents account_balance_retired bank_deposit hukou "
        "funeral_relief medical_account",
    ),
    "money to the daughter, brothers there, years before insurance, too much came": (
        RETIRED,
        {**USUAL, "account_whose": "applicant", "only_survivor": "no", "deemed_years": "yes", "overpaid": "yes",
         "death_registered": "police"},
        "application_form applicant_identity -death_record deemed_years_form relation_promise",
        "report_death pension_stop return_overpaid apply apply_soon no_fee ask_consents account_balance_retired bank_deposit "
        "funeral_relief medical_account",
    ),
    "money to the mother, nothing registered, unsure": (
        RETIRED,
        {**USUAL, "account_whose": "other_survivor", "death_registered": "none", "overpaid": "unknown", "deemed_years": "unknown"},
        "application_form applicant_identity death_promise relation_promise payee_identity",
        "death_certificate report_death pension_stop look_for_overpaid apply apply_soon no_fee ask_deemed_years "
        "account_balance_retired bank_deposit hukou funeral_relief medical_account",
    ),
    "still working": (
        ACTIVE, {**USUAL, "death_registered": "crematorium"}, "application_form applicant_identity -death_record",
        "report_death apply apply_soon no_fee account_balance bank_deposit hukou funeral_relief medical_account",
    ),
    "died abroad, applicant abroad": (
        {**RETIRED, "died_in": "abroad"}, {**USUAL, "abroad": "yes", "death_registered": "none"},
        "application_form applicant_identity death_promise_abroad",
        "report_death pension_stop apply apply_soon no_fee apply_from_abroad account_balance_retired bank_deposit hukou "
        "medical_account",
    ),
    "declared dead": (
        {**RETIRED, "cause": "declared_dead"}, USUAL, "application_form applicant_identity court_judgment",
        "report_death apply apply_soon no_fee comes_back account_balance_retired bank_deposit hukou medical_account",
    ),
    "missing": ({**RETIRED, "cause": "missing"}, USUAL, "", "declare_missing pension_paused"),
    "in prison": (
        {**RETIRED, "cause": "in_prison"}, USUAL, "",
        "report_death prison_account bank_deposit hukou funeral_relief medical_account",
    ),
    "at work": (
        {**ACTIVE, "cause": "work_injury"}, USUAL, "",
        "report_death work_injury account_balance bank_deposit hukou funeral_relief medical_account",
    ),
    "insured elsewhere": (
        {**RETIRED, "insured_in": "elsewhere"}, USUAL, "",
        "report_death pension_stop other_place account_balance_retired bank_deposit hukou funeral_relief medical_account",
    ),
    "residents' scheme": (
        {**RETIRED, "scheme": "residents"}, USUAL, "",
        "report_death pension_stop other_scheme bank_deposit hukou funeral_relief medical_account",
    ),
    "before the national rule": (
        {**RETIRED, "died_on": "2021-08-31"}, USUAL, "",
        "report_death pension_stop old_rule account_balance_retired bank_deposit hukou funeral_relief medical_account",
    ),
}  # fmt: skip


def listed(facts, situation, on=TODAY):
    found = checklist(situation, facts, on)
    papers = [("-" if paper.state_default == "not_needed" else "") + paper.kind for paper in found.papers]
    return " ".join(papers), " ".join(duty.key for duty in found.duties)


@pytest.mark.parametrize("name", SITUATIONS)
def test_exactly_what_applies_is_listed_in_the_order_of_the_counters(name):
    facts, situation, papers, duties = SITUATIONS[name]
    assert listed(facts, situation) == (papers, duties)


def test_every_row_is_met_in_some_situation():
    met = {word.lstrip("-") for _, _, papers, duties in SITUATIONS.values() for word in f"{papers} {duties}".split()}
    entries = load_entries()
    assert {one.kind for one in entries.papers} | {one.key for one in entries.duties} == met


def every_row():
    entries = load_entries()
    return [(one.kind, f"{one.title}。{one.why}{one.not_needed_reason}", one) for one in entries.papers] + [
        (one.key, f"{one.title}。{one.text}", one) for one in entries.duties
    ]


def test_every_row_names_sources_that_are_facts_with_the_confidence_they_have():
    facts = load_facts()
    wrong = [
        (name, basis.facts, basis.confidence)
        for name, _, row in every_row()
        for basis in row.basis
        if not basis.document or not basis.facts or max(facts[fact].confidence for fact in basis.facts) != basis.confidence
    ]
    assert wrong == [] and all(row.basis for _, _, row in every_row())


def test_what_is_not_confirmed_is_only_said_to_be_unconfirmed_with_where_to_ask():
    unsure = [text for _, text, row in every_row() if any(basis.confidence == "C" for basis in row.basis)]
    assert len(unsure) == 4
    assert [text for text in unsure if "还没有确认" not in text or "12333" not in text] == []
    plain = [text.replace("12333", "").replace("12345", "").replace("12393", "") for text in unsure]
    assert [text for text in plain if any(figure in text for figure in "0123456789年元%")] == []


def test_what_rests_on_second_hand_alone_leaves_the_last_word_to_the_counter():
    second_hand = [text for _, text, row in every_row() if max(basis.confidence for basis in row.basis) == "B"]
    assert second_hand and [text for text in second_hand if "为准" not in text] == []


def test_what_departments_share_is_not_needed_and_names_the_law():
    papers = checklist(USUAL, RETIRED, TODAY).papers
    reasons = [paper.not_needed_reason for paper in papers if paper.state_default == "not_needed"]
    assert len(reasons) == 1 and "社会保险经办条例第八条、第三十一条" in reasons[0] and "承诺书" in reasons[0]
    assert [paper.kind for paper in checklist(USUAL, RETIRED, TODAY).to_bring] == ["application_form", "applicant_identity"]
    assert all(any(basis.article == "第三十一条" for basis in paper.basis) for paper in papers if paper.kind.startswith("death"))


def test_sentences_are_short_and_plain():
    sentences = [part for _, text, _ in every_row() for part in text.replace("，", "。").split("。")]
    assert [part for part in sentences if len(part) > 28] == []
    assert [text for _, text, _ in every_row() if "！" in text or "你" in text] == []


def report(died_on, on=TODAY):
    return next(duty for duty in checklist({}, {**RETIRED, "died_on": died_on}, on).duties if duty.key == "report_death")


@pytest.mark.parametrize(
    ("died_on", "last"),
    [
        # by hand: 2-11, 12, 13, 14 (made up), then 15-23 the festival; 24-27, 28 (made up); 3-2 to 3-6, 3-9 to 3-13, 3-16
        ("2026-02-10", date(2026, 3, 16)),
        # the eve: nothing counts until 2-24; 24-27, 28, 3-2 to 3-6, 3-9 to 3-13, 3-16 to 3-20
        ("2026-02-14", date(2026, 3, 20)),
        ("2026-02-18", date(2026, 3, 20)),  # a day off: counting starts with the same first workday
        # a plain month: 11-11 to 11-13, three whole weeks, 12-7, 12-8
        ("2026-11-10", date(2026, 12, 8)),
        # the national holiday: 9-30, then 10-8, 9, 10 (made up), 12-16, 19-23, 26-30, 11-2
        ("2026-09-29", date(2026, 11, 2)),
    ],
)
def test_the_last_day_to_report_a_death_counts_working_days_from_the_day_after(died_on, last):
    assert report(died_on).by == last


def test_a_last_day_to_come_and_one_gone_by_are_worded_differently():
    assert "最晚是2026年12月8日" in report("2026-11-10").text
    assert "已经过了" in report("2026-11-10", date(2026, 12, 9)).text
    assert "最晚是2026年12月8日" in report("2026-11-10", date(2026, 12, 8)).text


def test_a_last_day_in_a_year_whose_holidays_are_not_announced_says_so():
    assert "2027年的放假安排还没有公布" in report("2026-12-20", date(2026, 12, 21)).text
    assert "放假安排" not in report("2026-11-10").text


@pytest.mark.parametrize("died_on", ["2026-11", "2026", None])
def test_without_the_day_of_death_no_last_day_is_worked_out(died_on):
    duty = report(died_on)
    assert duty.by is None and "20个工作日" in duty.text and "最晚" not in duty.text


def test_a_death_known_by_its_year_alone_is_judged_by_what_is_known():
    assert listed({**RETIRED, "died_on": "2021"}, USUAL)[0] != ""
    assert listed({**RETIRED, "died_on": "2021-08"}, USUAL)[0] == ""


def test_rules_hold_from_their_day_on():
    assert "report_death" not in listed(RETIRED, USUAL, date(2023, 11, 30))[1]
    assert "report_death" in listed(RETIRED, USUAL, date(2023, 12, 1))[1]


def test_conditions_use_only_answers_that_can_be_given():
    given = {
        "status": {"active", "flexible", "retired"}, "scheme": {"enterprise", "residents", "civil"},
        "cause": {"illness", "accident", "work_injury", "missing", "declared_dead", "in_prison"},
        "insured_in": {"liaoning", "elsewhere"}, "died_in": {"liaoning", "elsewhere", "abroad"},
        **{field.name: {choice.code for choice in field.choices} for field in SITUATION_FIELDS},
    }  # fmt: skip
    wrong = [
        (name, answer, code)
        for name, _, row in every_row()
        for answer, codes in row.when.items()
        for code in codes
        if code != "unanswered" and code not in given[answer]
    ]
    assert wrong == []


def test_every_paper_has_a_title_and_an_unknown_kind_shows_itself():
    assert all(paper_title(kind) != kind for kind in paper_kinds())
    assert paper_title("old_kind") == "old_kind"
