"""`wanqing knowledge import | list | show` on an installation of its own."""

import pytest
from click.testing import CliRunner

from kiosk_ui.cli.main import wanqing
from knowledge_base.guides.files import CONTENT

FIRST = CONTENT / "documents" / "dalian-2017-49.txt"
OLD = "海滨市食堂条例\n2010年1月1日海滨市人民政府公布\n第一条 旧。\n第二条 完。"
NEW = "海滨市食堂条例\n2020年1月1日海滨市人民政府公布\n第一条 新。\n第二条 完。"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WANQING_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(wanqing, ["knowledge", *map(str, words)])


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="gb18030")
    return path


def test_an_import_says_what_was_understood(run):
    done = run("import", FIRST)
    assert done.exit_code == 0
    for words in (
        "《大连市企业退休人员社会化管理服务工作办法》", "大政办发〔2017〕49号", "大连市人民政府办公厅", "印发 2017-04-14",
        "自颁布之日起实施", "规范性文件，大连", "25 条，7 项；第一个是第一条，最后是第二十五条",
    ):  # fmt: skip
        assert words in done.output


def test_a_dry_run_changes_nothing(run):
    assert "试读完成：1 份可用" in run("import", FIRST, "--dry-run").output
    assert run("list").output == ""


def test_a_second_import_of_the_same_text_changes_nothing(run):
    run("import", FIRST)
    assert "早已导入，没有改动" in run("import", FIRST).output
    assert len(run("list").output.splitlines()) == 1


def test_each_file_stands_or_falls_alone(run, tmp_path):
    diary = write(tmp_path, "日记.txt", "今天天气很好。")
    done = run("import", diary, FIRST)
    assert done.exit_code == 1
    assert "没有导入 日记.txt：没有认出公文的样子" in done.output
    assert "[1/2] 日记.txt" in done.output
    assert "大政办发〔2017〕49号" in run("list").output


def test_a_newer_version_is_named_in_preview_and_list(run, tmp_path):
    run("import", write(tmp_path, "旧.txt", OLD))
    assert "替代      海滨市食堂条例（2010-01-01）" in run("import", write(tmp_path, "新.txt", NEW)).output
    assert [line.split("\t")[1] for line in run("list").output.splitlines()] == ["有效", "已被替代"]


def test_region_and_level_can_be_said(run, tmp_path):
    done = run("import", write(tmp_path, "新.txt", NEW), "--region", "大连", "--level", "规章")
    assert "规章，大连" in done.output


def test_an_article_is_shown_by_number_title_or_id(run):
    run("import", FIRST)
    for name in ("大政办发[2017]49号", "大连市企业退休人员社会化管理服务工作办法", "1"):
        shown = run("show", name, "第十条").output
        assert "社区居（村）委会要安排专职人员" in shown
        assert "第十一条" not in shown


@pytest.mark.parametrize(
    ("words", "answer"),
    [(("没有的文件",), "知识库里没有这份文件"), (("大政办发〔2017〕49号", "第九十九条"), "里没有第九十九条")],
)
def test_what_is_not_there_is_said_plainly(run, words, answer):
    run("import", FIRST)
    done = run("show", *words)
    assert done.exit_code == 1
    assert answer in done.output
