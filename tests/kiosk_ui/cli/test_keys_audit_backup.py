"""The commands over keys, audit and backups: what the clerk reads, and the exit code a script sees."""

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from actions.audit.service import Audit
from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.keyring import Keyring
from actions.settings import Settings
from kiosk_ui.cli.main import wanqing


@pytest.fixture(params=["sqlite", "postgresql"])
def run(request, tmp_path, monkeypatch):
    """Runs a command in a house of its own, on each database."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    monkeypatch.setenv("WANQING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WANQING_DATABASE_URL", request.getfixturevalue(fixture))
    (tmp_path / "home").mkdir()
    return lambda *words, **options: CliRunner().invoke(wanqing, [str(word) for word in words], **options)


def record(events):
    settings = Settings.from_environment()
    engine = build_engine(settings.database_url)
    for person in range(events):
        with UnitOfWork(engine) as work:
            Audit(Keyring(settings.home)).record(work.session, "records:view:archive", actor="staff:3", person_id=person)
            work.commit()
    engine.dispose()


def change(statement):
    engine = build_engine(Settings.from_environment().database_url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_keys_are_listed_and_rotated(run):
    assert "k0001" in run("keys", "list").output
    rotated = run("keys", "rotate")
    assert rotated.exit_code == 0 and "现在用密钥 k0002" in rotated.output and "24 小时后" in rotated.output
    listed = run("keys", "list").output.splitlines()
    assert [line[:5] for line in listed] == ["k0001", "k0002"] and "正在使用" in listed[1]
    assert "已删除" in run("keys", "rotate", "--stopped").output


def test_an_untouched_audit_is_said_to_be_whole_and_a_changed_one_ends_in_an_error(run):
    record(3)
    whole = run("audit", "verify")
    assert whole.exit_code == 0 and "没有发现改动" in whole.output
    change("UPDATE audit_entry SET actor = 'staff:4' WHERE number = 2")
    broken = run("audit", "verify")
    assert broken.exit_code == 1 and "第2条被改过" in broken.output and "1 处不对" in broken.output


def test_the_last_entries_are_shown_and_can_be_narrowed(run):
    record(3)
    assert len(run("audit", "show").output.splitlines()) == 3
    (line,) = run("audit", "show", "--person", 1).output.splitlines()
    assert "records:view:archive" in line and "staff:3" in line and "person:1" in line
    assert run("audit", "show", "--event", "booking:").output == ""


def test_a_backup_says_where_the_keys_are_and_a_restore_what_it_replaced(run, tmp_path):
    record(2)
    made = run("backup", tmp_path / "a.backup")
    assert made.exit_code == 0 and "keys/personal 另外保存" in made.output
    again = run("backup", tmp_path / "a.backup")
    assert again.exit_code == 1 and "没有覆盖" in again.output
    restored = run("restore", tmp_path / "a.backup")
    assert restored.exit_code == 0 and "换下来的数据库留在" in restored.output, restored.output
    assert run("audit", "verify").exit_code == 0
    change_back = run("restore", tmp_path / "nowhere.backup")
    assert change_back.exit_code == 2


def test_keys_in_a_backup_need_a_long_passphrase(run, tmp_path):
    record(1)
    short = run("backup", "--with-keys", tmp_path / "a.backup", input="kurz\nkurz\n")
    assert short.exit_code == 1 and "口令至少" in short.output and not (tmp_path / "a.backup").exists()
    long = "滨海路的海棠开了两回又开了一回"
    assert run("backup", "--with-keys", tmp_path / "a.backup", input=f"{long}\n{long}\n").exit_code == 0
    wrong = run("restore", "--with-keys", tmp_path / "a.backup", input="别的口令别的口令别的\n")
    assert wrong.exit_code == 1 and "口令不对" in wrong.output
