"""`wanqing offices` on an installation of its own."""

import pytest
from click.testing import CliRunner

from kiosk_ui.cli.main import wanqing

GOOD = "编号,级别,名称,服务\ndl,市,示范市中心,窗口认证 20分钟 4人\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WANQING_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(wanqing, ["offices", *map(str, words)])


def test_offices_are_imported_and_listed(run, tmp_path):
    file = tmp_path / "网点.csv"
    file.write_text(GOOD, encoding="utf-8")
    assert "新增 1 个网点，更新 0 个" in run("import", file).output
    line = run("list", "市中心").output.splitlines()[0].split("\t")
    assert line[:5] == ["dl", "市", "示范市中心", "-", "窗口认证"]
    assert "示范市中心" not in run("list", "别的地方").output


def test_a_bad_file_is_refused_line_by_line_and_changes_nothing(run, tmp_path):
    file = tmp_path / "网点.csv"
    file.write_text(GOOD + "dl-x,省,示范省中心,\n", encoding="utf-8")
    refused = run("import", file)
    assert refused.exit_code == 1
    assert "第3行：级别要写" in refused.output
    assert "什么都没有改动" in refused.output
    assert "dl" not in run("list").output


def test_the_fictional_offices_can_be_stored(run):
    assert "示范网点" in run("demo").output
    assert "示范望海街道便民服务中心" in run("list", "望海").output
