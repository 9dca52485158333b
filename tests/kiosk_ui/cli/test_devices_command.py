"""`wanqing devices`: codes, the list, and what a clerk may do, with the PIN typed unseen."""

import re

import pytest
from click.testing import CliRunner

from actions.counter import build_counter
from actions.database.engine import build_engine
from actions.devices.info import Beat
from actions.identity.staff import StaffMembers
from actions.offices.demo import load_demo_offices
from actions.settings import Settings
from kiosk_ui.cli.main import wanqing
from tests.kiosk_ui.hall import OFFICE, PIN, STAFF


@pytest.fixture
def counter(sqlite_url, tmp_path, monkeypatch):
    monkeypatch.setenv("WANQING_HOME", str(tmp_path))
    monkeypatch.setenv("WANQING_DATABASE_URL", sqlite_url)
    engine = build_engine(sqlite_url)
    made = build_counter(Settings.from_environment(), engine)
    load_demo_offices(engine)
    members = StaffMembers(engine, made.vault, made.audit)
    members.add(STAFF, "陈静", OFFICE, PIN)
    members.add("8009", "刘芳", None, PIN)
    yield made
    engine.dispose()


def run(*words, pin=PIN):
    return CliRunner().invoke(wanqing, ["devices", *words], input=f"{pin}\n")


def test_a_machine_is_registered_listed_locked_renamed_and_removed(counter):
    made = run("code", "--office", OFFICE, "--name", "一号机", "--staff", STAFF)
    code = re.search(r"登记码：(\d{4} \d{4})（\d\d:\d\d以前有效", made.output).group(1)
    registered = counter.devices.register(code)
    counter.heartbeats.heard(registered.token, Beat("abc", voice_ok=True, printer_ok=False))
    number = str(registered.device.id)
    listed = run("list").output
    assert f"{number}\t{OFFICE}\t一号机\t在用\t" in listed and "语音正常\t打印不正常\tabc" in listed
    assert "一共 1 台，没有声息的 0 台" in listed
    assert "锁定了" in run("lock", number, "--staff", STAFF).output and "\t锁定\t" in run("list").output
    assert "可以用了" in run("unlock", number, "--staff", STAFF).output
    assert "门口那台：改好了" in run("rename", number, "门口那台", "--staff", STAFF).output
    assert "移除了" in run("remove", number, "--staff", STAFF, "--yes").output
    assert "一共 0 台" in run("list").output


def test_without_the_pin_or_the_office_nothing_is_done(counter):
    for words, said, pin in (
        (("code", "--office", OFFICE, "--staff", STAFF), "工号或者密码不对", "111222"),
        (("code", "--office", OFFICE, "--staff", "8009"), "不归您管", PIN),
        (("code", "--office", OFFICE, "--name", " ", "--staff", STAFF), "1到40个字", PIN),
        (("lock", "7", "--staff", STAFF), "没有找到这台机器", PIN),
    ):
        refused = run(*words, pin=pin)
        assert refused.exit_code == 1 and said in refused.output and pin not in refused.output
    assert counter.devices.all() == []
