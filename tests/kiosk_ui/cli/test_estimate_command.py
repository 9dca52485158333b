"""`wanqing estimate` as it is typed: Chinese and ISO values, what is missing, what is not understood."""

import json

import pytest
from click.testing import CliRunner

from actions.benefits.registry import CALCULATORS
from kiosk_ui.cli.main import wanqing

RAISE = ("adjustment", "--year", "2025", "--age", "72岁", "--contribution", "三十二年", "--december-pension", "3200元")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WANQING_HOME", str(tmp_path))
    return lambda *words: CliRunner().invoke(wanqing, ["estimate", *words])


def test_a_raise_is_printed_line_by_line_with_its_basis(run):
    found = run(*RAISE)
    assert found.exit_code == 0 and "每月一共涨：80.90元" in found.output
    assert "17年×0.9元" in found.output and "依据：辽宁省人社厅历年调整通知" in found.output


def test_json_is_the_card(run):
    shown = json.loads(run(*RAISE, "--json").output)
    assert (shown["type"], shown["total"]["value"], shown["facts"]["contribution"]) == ("estimate", "80.90元", 384)


def test_the_funeral_grant_is_worked_out_from_chinese_words(run):
    found = run("survivor", "--status", "retired", "--contribution", "32年", "--drawn", "8年", "--died-on", "2026-03", "--cause", "illness")
    assert found.exit_code == 0 and "75,078.00元到75,096.00元" in found.output


def test_a_woman_worker_is_told_her_month(run):
    found = run("retirement", "--sex", "女", "--post", "worker", "--born", "1976年3月", "--on", "2026-11-23")
    assert "50岁8个月，2026年11月到龄，就是这个月" in found.output


def test_what_is_missing_is_asked(run):
    found = run("adjustment", "--year", "2025", "--age", "72岁")
    assert found.exit_code == 2 and "--contribution" in found.output and "--december-pension" in found.output
    assert "每月一共涨" not in found.output


@pytest.mark.parametrize(
    ("words", "option"),
    [(("fare", "--age", "啊", "--vehicle", "bus"), "--age"), (("fare", "--age", "70岁", "--vehicle", "飞船"), "--vehicle")],
)
def test_what_is_not_understood_is_asked_again(run, words, option):
    found = run(*words)
    assert found.exit_code == 1 and option in found.output and "？" in found.output


def test_what_cannot_be_is_refused(run):
    found = run("fare", "--age", "12岁", "--vehicle", "bus")
    assert found.exit_code == 1 and "元" not in found.output and "Traceback" not in found.output


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_field_is_an_option(run, name):
    told = run(name, "--help").output
    assert [field.name for field in CALCULATORS[name].fields if f"--{field.name.replace('_', '-')}" not in told] == []
