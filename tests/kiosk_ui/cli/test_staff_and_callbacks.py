"""`wanqing staff` and `wanqing callbacks`: PINs typed unseen, phones masked, whole ones only for a named clerk."""

import pytest
from click.testing import CliRunner
from visitors import XIULAN_PHONE, Desk

from actions.audit.model import AuditEntry
from actions.database.engine import build_engine
from actions.records.callbacks import Callbacks
from kiosk_ui.cli.main import wanqing

PIN = "740912"


@pytest.fixture
def desk(sqlite_url, tmp_path, monkeypatch):
    """The services over a database with one person, and the command pointed at it."""
    monkeypatch.setenv("WANQING_HOME", str(tmp_path))
    monkeypatch.setenv("WANQING_DATABASE_URL", sqlite_url)
    engine = build_engine(sqlite_url)
    made = Desk(engine, tmp_path)
    made.add_person()
    yield made
    engine.dispose()


def run(*words, typed=""):
    return CliRunner().invoke(wanqing, [*words], input=typed)


def test_a_clerk_is_added_with_a_pin_that_is_never_shown(desk):
    added = run("staff", "add", "G017", "--name", "刘芳", typed=f"{PIN}\n{PIN}\n")
    assert added.exit_code == 0 and "刘芳" in added.output and PIN not in added.output
    assert desk.identity.staff.check("G017", PIN).name == "刘芳"
    assert run("staff", "list").output == "G017\t刘芳\t-\n"


@pytest.mark.parametrize(
    ("number", "office", "pin"), [("G017", None, "111111"), ("G 17", None, PIN), ("G017", "no-such-office", PIN)]
)
def test_what_cannot_be_right_is_refused_and_nothing_is_added(desk, number, office, pin):
    words = ["staff", "add", number, "--name", "刘芳", *(["--office", office] if office else [])]
    refused = run(*words, typed=f"{pin}\n{pin}\n")
    assert refused.exit_code == 1 and "请" in refused.output and pin not in refused.output
    assert desk.identity.staff.all() == []


def test_a_clerk_is_disabled_and_gets_a_new_pin(desk):
    desk.identity.staff.add("G017", "刘芳", None, PIN)
    assert run("staff", "reset-pin", "G017", typed="830427\n830427\n").exit_code == 0
    assert desk.identity.staff.check("G017", "830427").name == "刘芳"
    assert run("staff", "disable", "G017").exit_code == 0
    assert "已停用" in run("staff", "list").output
    assert "没有这个工号" in run("staff", "disable", "G099").output


@pytest.fixture
def waiting(desk):
    desk.identity.staff.add("G017", "刘芳", None, PIN)
    visit = desk.visit()
    return Callbacks(desk.engine, desk.vault, desk.audit).ask(desk.prove(visit), "查缴费年限")


def test_call_backs_show_the_last_four_digits_only(desk, waiting):
    listed = run("callbacks", "list").output
    assert f"尾号{XIULAN_PHONE[-4:]}" in listed and XIULAN_PHONE not in listed and "张秀兰" in listed


def test_the_whole_number_is_for_a_named_clerk_and_is_written_down(desk, waiting):
    assert run("callbacks", "list", "--show").exit_code == 2
    assert XIULAN_PHONE not in run("callbacks", "list", "--show", "--staff", "G099").output
    assert XIULAN_PHONE in run("callbacks", "list", "--show", "--staff", "G017").output
    assert [entry.actor for entry in desk.rows(AuditEntry) if entry.event == "records:callback:shown"] == ["staff:1"]


def test_a_call_that_was_made_is_off_the_list(desk, waiting):
    assert run("callbacks", "done", str(waiting), "--staff", "G017").exit_code == 0
    assert "还没有回的一共 0 条" in run("callbacks", "list").output
    assert run("callbacks", "done", str(waiting), "--staff", "G017").exit_code == 1
