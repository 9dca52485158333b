"""A newer version supersedes the older one, whatever was imported first; both stay."""

from datetime import date
from itertools import permutations

import pytest
from document_samples import DECISION_WITH_RULES, RULES, parse
from sqlalchemy import func, select

from knowledge_base.documents.importing import Said, import_documents
from knowledge_base.documents.standing import refresh_standings
from knowledge_base.store import repository
from knowledge_base.store.documents import fetch_documents
from knowledge_base.store.model import Article, Document

TODAY = date(2026, 1, 1)
OLD = "海滨市食堂条例\n2010年1月1日公布\n第一条 旧。\n第二条 本条例自2010年2月1日起施行。"
NEW = "海滨市食堂条例（2020年修正）\n2010年1月1日公布\n2020年1月1日修正\n第一条 新。\n第二条 本条例自2010年2月1日起施行。"
NEWEST = "海滨市食堂条例\n2025年6月1日修订\n第一条 最新。\n第二条 本条例自2026年3月1日起施行。"
UNDATED = "海滨市食堂条例\n第一条 不知何时。\n第二条 完。"
SUCCESSOR = "海滨市敬老餐条例\n2024年1月1日公布\n第一条 甲。\n第二条 本条例自2024年2月1日起施行。《海滨市食堂条例》同时废止。"


def add(session, *texts, today=TODAY, said=Said()):  # noqa: B008 - Said is frozen
    return import_documents(session, [(f"{n}.txt", parse(text)) for n, text in enumerate(texts)], said, today)


def standing(session):
    """First article's words of each document -> its status and those of the one that supersedes it."""
    documents = {document.id: document for document in fetch_documents(session)}
    words = {key: document.articles[0].text for key, document in documents.items()}
    return {words[key]: (d.status, words.get(d.superseded_by_id, "")) for key, d in documents.items()}


@pytest.mark.parametrize("order", list(permutations([OLD, NEW, UNDATED])))
def test_the_newest_version_is_in_force_whatever_came_first(session, order):
    for text in order:
        add(session, text)
    assert standing(session) == {
        "新。": ("effective", ""), "旧。": ("superseded", "新。"), "不知何时。": ("superseded", "新。"),
    }  # fmt: skip


def test_a_preview_says_what_is_superseded(session):
    add(session, OLD)
    (preview,) = add(session, NEW)
    assert preview.supersedes == ("海滨市食堂条例（2010-01-01）",)
    (late,) = add(session, UNDATED)
    assert late.superseded_by == "海滨市食堂条例（2020-01-01）"


def test_superseded_articles_are_kept(session):
    add(session, OLD, NEW)
    assert session.scalar(select(func.count()).select_from(Article)) == 4


@pytest.mark.parametrize("order", [(OLD, SUCCESSOR), (SUCCESSOR, OLD)])
def test_a_repealed_document_is_superseded_by_the_one_that_repeals_it(session, order):
    add(session, *order)
    assert standing(session)["旧。"] == ("superseded", "甲。")


def test_a_version_supersedes_only_from_the_day_it_takes_effect(session):
    add(session, NEW, NEWEST)
    assert standing(session) == {"新。": ("effective", ""), "最新。": ("upcoming", "")}
    assert refresh_standings(session, date(2026, 3, 1)) == 2
    assert standing(session) == {"新。": ("superseded", "最新。"), "最新。": ("effective", "")}


def test_the_same_text_is_stored_once_in_whatever_form(session):
    add(session, RULES)
    revision = repository.fetch_revision(session)
    (preview,) = add(session, RULES.replace("，", ", ").replace("第一条 ", "**第一条**　"))
    assert preview.known
    assert len(fetch_documents(session)) == 1
    assert repository.fetch_revision(session) == revision


def test_a_corrected_copy_of_the_same_version_takes_its_place(session):
    add(session, OLD)
    add(session, OLD.replace("旧。", "旧，已更正。"))
    assert standing(session)["旧。"] == ("superseded", "旧，已更正。")


def test_running_processes_learn_of_an_import(session):
    before = repository.fetch_revision(session)
    add(session, RULES)
    assert repository.fetch_revision(session) > before


def test_documents_of_different_titles_leave_each_other_alone(session):
    add(session, OLD, RULES)
    assert {status for status, _ in standing(session).values()} == {"effective"}


def test_an_annex_is_stored_as_a_document_that_its_carrier_links(session):
    decision, rules = add(session, DECISION_WITH_RULES)
    stored = session.get(Document, decision.document_id)
    assert stored.attachments == [{"title": "海滨市敬老餐办法", "text": "", "document_id": str(rules.document_id)}]
    assert {status for status, _ in standing(session).values()} == {"effective"}


def test_a_notice_and_the_rules_under_its_number_are_no_versions_of_each_other(session):
    text = "海民发〔2022〕7号\n关于印发海滨市食堂细则的通知\n一、请执行。\n二、请报告。\n附件\n海滨市食堂细则\n第一条 甲。\n第二条 乙。"
    add(session, text)
    assert {status for status, _ in standing(session).values()} == {"effective"}


def test_what_the_importer_says_beats_the_guess(session):
    (preview,) = add(session, UNDATED, said=Said("大连", "规章", date(2024, 5, 6)))
    stored = session.get(Document, preview.document_id)
    assert (stored.region, stored.level, stored.issued_on) == ("大连", "规章", date(2024, 5, 6))


def test_stored_articles_keep_chapters_and_items(session):
    add(session, RULES)
    third = session.scalar(select(Article).where(Article.label == "第三条"))
    assert (third.position, third.heading) == (3, "第二章 用餐 / 第一节 对象")
    assert third.paragraphs[0]["items"][1]["items"][0] == {"label": "1.", "text": "残疾证；", "items": []}
