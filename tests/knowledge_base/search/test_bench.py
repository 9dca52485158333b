"""The benchmark measures every system on a folder of articles and questions, and refuses a folder that is none."""

import gzip
import json

import pytest

from knowledge_base.search.bench import BenchError, measure, read_articles, read_questions, run_bench
from knowledge_base.search.systems import BASELINES, OURS

ARTICLES = [
    {"id": 0, "law": "继承法", "chapter": "遗嘱", "text": "公民可以用遗嘱处分个人财产。"},
    {"id": 1, "law": "社会保险法", "chapter": "养老", "text": "退休人员死亡的，遗属可以领取丧葬补助金和抚恤金。"},
    {"id": 2, "law": "噪声法", "text": "受到噪声危害的单位和个人，有权要求排除危害。"},
]
QUESTIONS = [{"query": "遗嘱怎么立", "relevant": [0]}, {"query": "抚恤金谁能领", "relevant": [1, 2]}]


@pytest.fixture
def folder(tmp_path):
    with gzip.open(tmp_path / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in ARTICLES)
    lines = [json.dumps(row, ensure_ascii=False) for row in QUESTIONS]
    (tmp_path / "queries_dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", [*BASELINES, *OURS])
def test_each_system_is_measured(folder, name):
    measured = measure(name, folder)
    assert measured.mrr == 1.0
    assert measured.recalls == (1.0, 0.5)
    assert len(measured.search_ms) == 2


def test_the_report_compares_all_systems_in_one_run(folder):
    said = []
    report = run_bench(folder, said.append)
    assert [row.system for row in report.measured] == [*BASELINES, *OURS]
    assert report.gain == 0.0
    assert "3 articles, 2 questions" in "\n".join(said)
    assert "+0.0%" in said[-1]


def test_plain_articles_are_read_as_well(tmp_path):
    (tmp_path / "articles.jsonl").write_text('{"id": "a", "text": "认证"}\n', encoding="utf-8")
    assert [article.id for article in read_articles(tmp_path)] == ["a"]


@pytest.mark.parametrize("line", ["no json", "[1]", '{"query": "x"}', '{"query": "", "relevant": [1]}'])
def test_a_line_that_cannot_be_used_is_named(tmp_path, line):
    (tmp_path / "queries.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(BenchError, match=r"queries\.jsonl:1"):
        read_questions(tmp_path)


def test_a_folder_without_articles_or_questions_is_refused(tmp_path):
    with pytest.raises(BenchError, match="articles"):
        run_bench(tmp_path)
    with pytest.raises(BenchError, match="queries"):
        read_questions(tmp_path)
