"""`wanqing parameters`: staff add a year's value without code."""

import pytest
from click.testing import CliRunner

from actions.audit.repository import fetch_entries
from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.identity.model import StaffMember
from kiosk_ui.cli.main import wanqing

YEAR = ("--value", "income_year=2026", "--value", "yearly=52000", "--value", "monthly=4333")
NEW = ("survivor_income", "--year", "2027", *YEAR, "--document", "2027年通知", "--staff", "D0001")


@pytest.fixture
def session(sqlite_url, tmp_path, monkeypatch):
    """A database with one clerk, and the command pointed at it."""
    monkeypatch.setenv("WANQING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WANQING_DATABASE_URL", sqlite_url)
    engine = build_engine(sqlite_url)
    with UnitOfWork(engine) as work:
        work.session.add(StaffMember(number="D0001", name="王丽", pin_hash="-", active=True))
        work.commit()
    with UnitOfWork(engine, reads_only=True) as work:
        yield work.session
    engine.dispose()


def run(*words, answer=None):
    return CliRunner().invoke(wanqing, ["parameters", *words], input=answer)


def test_the_tables_and_the_rows_are_listed_with_source_confidence_and_who_confirmed(session):
    assert "survivor_income\t辽宁城镇居民人均可支配收入" in run("list").output
    shown = run("show", "survivor_income").output
    assert "monthly=3999" in shown and "辽人社〔2025〕17号" in shown and "还没有确认" in shown
    assert run("show", "weather").exit_code == 1 and "没有叫“weather”" in run("show", "weather").output


def test_a_year_is_previewed_asked_about_and_added(session):
    added = run("add", *NEW, answer="y\n")
    assert added.exit_code == 0
    assert "2027-01-01至2027-12-31" in added.output and "现在用的：没有" in added.output
    assert "看清楚了，加上吗？" in added.output and "加好了，编号 survivor_income:staff:" in added.output
    assert "monthly=4333" in run("show", "survivor_income").output
    (entry,) = fetch_entries(session, event="parameters:row:added")
    assert entry.actor.startswith("staff:")


def test_without_a_yes_nothing_is_added(session):
    assert run("add", *NEW, answer="n\n").exit_code == 1
    assert "monthly=4333" not in run("show", "survivor_income").output


def test_a_correction_shows_what_it_replaces_and_history_keeps_it(session):
    run("add", *NEW, "--yes")
    corrected = run("add", *("monthly=4334" if word == "monthly=4333" else word for word in NEW), "--yes").output
    assert "现在用的：survivor_income:staff:1" in corrected
    assert "monthly=4333" not in run("show", "survivor_income").output
    assert "monthly=4333" in run("show", "survivor_income", "--history").output


def test_a_row_is_confirmed_by_name_and_day(session):
    run("add", *NEW, "--yes")
    done = run("confirm", "survivor_income:staff:1", "--staff", "D0001", answer="y\n")
    assert done.exit_code == 0 and "都对吗？" in done.output and "由staff:1确认" in done.output
    assert "由staff:1确认" in run("show", "survivor_income").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*NEW[:-1], "D0404"), "请写工号"),
        (("weather", *NEW[1:]), "没有叫“weather”"),
        ((*NEW, "--value", "monthly=1"), "写了两次"),
        ((*NEW, "--value", "monthly_up"), "名称=数"),
        ((*NEW, "--value", "monthly_up=四千"), "名称=数"),
        ((*NEW, "--value", "monthly_up=4.1.1"), "名称=数"),
        ((*NEW, "--value", "weekly=1"), "没有这些数"),
        ((*NEW, "--from", "2027-01-01"), "两种写一种"),
        ((NEW[0], *NEW[3:]), "两种写一种"),
        ((*NEW, "--key", "dalian"), "不分项目"),
    ],
)
def test_a_refusal_says_what_to_do_and_nothing_is_added(session, words, said):
    refused = run("add", *words, "--yes")
    assert refused.exit_code == 1 and said in refused.output
    assert list(fetch_entries(session, event="parameters:")) == []


def test_what_cannot_be_confirmed_is_refused(session):
    refused = run("confirm", "survivor_income:staff:9", "--staff", "D0001", "--yes")
    assert refused.exit_code == 1 and "没有这一行" in refused.output
