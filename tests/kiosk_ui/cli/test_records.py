"""`wanqing records import` and `wanqing demo` on an installation of its own."""

import pytest
from click.testing import CliRunner

from actions.demo.people import list_demo_people
from kiosk_ui.cli.main import wanqing


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("WANQING_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(wanqing, list(map(str, words)))


@pytest.fixture
def folder(run, tmp_path):
    """Files of three hundred fictional people."""
    done = run("demo", "generate", "--people", 300, "--months", 2, "--out", tmp_path / "out", "--until", "2026-10-20")
    assert done.exit_code == 0, done.output
    return tmp_path / "out"


def test_generated_people_are_imported_and_a_second_time_changes_nothing(run, folder):
    files = sorted(path for path in folder.glob("*.csv") if path.stem not in ("imprisonments", "deaths", "moved_away"))
    done = run("records", "import", *files)
    assert done.exit_code == 0, done.output
    assert "persons.csv：“人员”，导入 300 行。" in done.output
    assert run("records", "import", *files).output.count("没有改动") == len(files)


def test_bad_lines_are_printed_and_the_other_files_still_go_in(run, folder):
    lines = (folder / "persons.csv").read_text(encoding="utf-8").splitlines()
    (folder / "persons.csv").write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    done = run("records", "import", folder / "persons.csv", folder / "payments.csv")
    assert done.exit_code == 1
    assert "persons.csv 第302行，身份证号：和第2行重复" in done.output
    assert "没有导入 payments.csv" in done.output
    number = lines[1].split(",")[0]
    assert number not in done.output


def test_a_dry_run_says_that_nothing_changed(run, folder):
    done = run("records", "import", "--dry-run", folder / "persons.csv")
    assert "300 行都没有问题。只是检查，什么都没有改动。" in done.output
    assert "导入 300 行" in run("records", "import", folder / "persons.csv").output


def test_the_demo_people_are_loaded_and_listed(run):
    done = run("demo", "load")
    assert done.exit_code == 0, done.output
    assert [person.name for person in list_demo_people() if person.id_number not in done.output] == []


def test_the_demo_clerk_vouches_no_more_once_other_people_are_imported(run, folder):
    run("demo", "load")
    assert "8001" in run("staff", "list").output and "已停用" not in run("staff", "list").output
    assert run("records", "import", folder / "persons.csv").exit_code == 0
    assert "已停用" in run("staff", "list").output


def test_where_the_demo_is_switched_on_by_name_its_clerk_stays(run, folder, monkeypatch):
    monkeypatch.setenv("WANQING_DEMO", "on")
    run("demo", "load")
    assert run("records", "import", folder / "persons.csv").exit_code == 0
    assert "已停用" not in run("staff", "list").output
