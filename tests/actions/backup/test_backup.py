"""A backup made while people write holds one moment whole; a restore verifies first, and changes all or nothing."""

import io
import shutil
import sqlite3
import stat
import tarfile
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from actions.audit.repository import fetch_entries
from actions.audit.service import Audit
from actions.audit.verifying import verify_chain
from actions.backup import postgres_copies
from actions.backup.errors import (
    BrokenBackup,
    DatabaseInUse,
    FileExists,
    ForeignBackup,
    MissingPrograms,
    WrongPassphrase,
)
from actions.backup.manifest import schema_revision
from actions.backup.service import Backups
from actions.database.engine import build_engine
from actions.database.migrate import MIGRATIONS, downgrade, upgrade
from actions.database.unit_of_work import UnitOfWork
from actions.messages.model import OutgoingMessage
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault

NEWEST = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
PASSPHRASE = "滨海路的海棠开了两回"  # noqa: S105 - of the test


def quiet(done, total):
    """No progress to show."""


class House:
    """An installation: its database, keys and backups."""

    def __init__(self, url, home: Path):
        self.url, self.home, self.engine = url, home, build_engine(url)
        self.keyring = Keyring(home)
        self.vault, self.audit = Vault(self.keyring), Audit(self.keyring)
        self.backups = Backups(url, home)

    def write(self, number=0):
        with UnitOfWork(self.engine) as work:
            work.session.add(
                OutgoingMessage(
                    person_id=None, kind="booking_reminder", written_at=MOMENT, send_after=MOMENT, sent_at=None,
                    phone_sealed=self.vault.seal(f"1990000{number:04d}", "outgoing_message.phone"),
                    text_sealed=self.vault.seal("x" * 500, "outgoing_message.text"),
                )
            )  # fmt: skip
            self.audit.record(work.session, "keys:rotated", actor="system:test", key=str(number))
            work.commit()

    def count(self):
        with self.engine.connect() as connection:
            return connection.execute(text("SELECT count(*) FROM outgoing_message")).scalar_one()

    def close(self):
        self.engine.dispose()


@pytest.fixture
def house(any_url, tmp_path):
    made = House(any_url, tmp_path / "home")
    for number in range(5):
        made.write(number)
    yield made
    made.close()
    drop_leftovers(any_url)


def drop_leftovers(url):
    if make_url(url).get_backend_name() == "sqlite":
        return
    server = build_engine(make_url(url).set(database="postgres"))
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        names = connection.execute(
            text("SELECT datname FROM pg_database WHERE datname LIKE :name"), {"name": f"{make_url(url).database}\\_%"}
        )
        for (name,) in names.all():
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.dispose()


def restored(house, file, **options):
    house.close()  # like a stopped house
    return house.backups.restore(file, quiet, **options)


def test_what_was_there_comes_back_and_what_came_later_is_kept_aside(house, tmp_path):
    manifest = house.backups.make(tmp_path / "a.backup", quiet)
    assert (manifest.counts["outgoing_message"], manifest.revision) == (5, NEWEST)
    for number in range(5, 8):
        house.write(number)
    result = restored(house, tmp_path / "a.backup")
    assert house.count() == 5
    kept_url = make_url(house.url).set(database=result.kept)
    kept = build_engine(kept_url.render_as_string(hide_password=False))
    with kept.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outgoing_message")).scalar_one() == 8
    kept.dispose()


def test_the_chain_holds_after_a_restore_and_tells_of_it(house, tmp_path):
    house.backups.make(tmp_path / "a.backup", quiet)
    restored(house, tmp_path / "a.backup")
    assert list(verify_chain(house.engine, house.audit)) == []
    with UnitOfWork(house.engine, reads_only=True) as work:
        (entry,) = fetch_entries(work.session, event="backup:restored")
        assert entry.details == {"name": "a.backup"}


def test_a_backup_made_while_people_write_is_whole_and_can_be_restored(house, tmp_path):
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            house.write(len(written))
            written.append(1)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    while len(written) < 20:
        stop.wait(0.01)
    manifest = house.backups.make(tmp_path / "a.backup", quiet)
    while len(written) < 40:
        stop.wait(0.01)
    stop.set()
    for writer in writers:
        writer.join()
    counts = manifest.counts
    assert counts["audit_entry"] == counts["outgoing_message"] >= 20, "a message without its entry, or the other way round"
    restored(house, tmp_path / "a.backup")
    assert house.count() == counts["outgoing_message"]
    assert list(verify_chain(house.engine, house.audit)) == []


def test_a_database_somebody_holds_is_not_replaced(house, tmp_path):
    house.backups.make(tmp_path / "a.backup", quiet)
    house.write()
    with pytest.raises(DatabaseInUse):
        house.backups.restore(tmp_path / "a.backup", quiet)
    assert house.count() == 6


def test_force_replaces_the_database_under_those_who_hold_it_and_they_go_on(house, tmp_path):
    house.backups.make(tmp_path / "a.backup", quiet)
    house.write()
    house.backups.restore(tmp_path / "a.backup", quiet, force=True)
    assert house.count() == 5
    house.write()
    assert house.count() == 6 and list(verify_chain(house.engine, house.audit)) == []


@pytest.mark.parametrize("kept", [0, 10, 0.3, 0.9, -1])
def test_a_cut_file_changes_nothing(house, tmp_path, kept):
    file = tmp_path / "a.backup"
    house.backups.make(file, quiet)
    house.write()
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * kept) if isinstance(kept, float) else kept])
    with pytest.raises(BrokenBackup):
        restored(house, file)
    assert house.count() == 6


@pytest.mark.parametrize("place", [0.02, 0.5, 0.98])
def test_a_changed_byte_changes_nothing(house, tmp_path, place):
    file = tmp_path / "a.backup"
    house.backups.make(file, quiet)
    house.write()
    data = bytearray(file.read_bytes())
    data[int(len(data) * place)] ^= 0x55
    file.write_bytes(data)
    with pytest.raises(BrokenBackup):
        restored(house, file)
    assert house.count() == 6


def repacked(file, change):
    """The backup with one member changed by somebody who knows the format."""
    with tarfile.open(file, "r:gz") as archive:
        members = {member.name: archive.extractfile(member).read() for member in archive}
    with tarfile.open(file, "w:gz") as archive:
        for name, data in change(members).items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))


def test_a_manifest_that_promises_more_rows_changes_nothing(house, tmp_path):
    file = tmp_path / "a.backup"
    house.backups.make(file, quiet)
    repacked(file, lambda members: {**members, "manifest.json": members["manifest.json"].replace(b'"turn": 0', b'"turn": 7')})
    with pytest.raises(BrokenBackup):
        restored(house, file)
    assert house.count() == 5


def test_a_backup_with_a_path_in_it_is_refused(house, tmp_path):
    file = tmp_path / "a.backup"
    house.backups.make(file, quiet)
    repacked(file, lambda members: {"../outside": b"", **members})
    with pytest.raises(BrokenBackup):
        restored(house, file)
    assert not (house.home / "outside").exists()


def test_something_else_is_not_taken_for_a_backup(house, tmp_path):
    (tmp_path / "letter.txt").write_text("您好", encoding="utf-8")
    with pytest.raises(BrokenBackup):
        restored(house, tmp_path / "letter.txt")


def test_a_backup_from_before_an_upgrade_is_brought_to_todays_schema(house, tmp_path):
    house.close()
    downgrade(house.url, "0001")
    assert house.backups.make(tmp_path / "a.backup", quiet).revision == "0001"
    upgrade(house.url)
    restored(house, tmp_path / "a.backup")
    assert schema_revision(house.engine) == NEWEST and house.count() == 0


def test_a_backup_of_other_keys_is_refused(house, tmp_path):
    house.backups.make(tmp_path / "a.backup", quiet)
    shutil.rmtree(house.home / "keys")
    Keyring(house.home)
    with pytest.raises(ForeignBackup, match="密钥"):
        restored(house, tmp_path / "a.backup")
    shutil.rmtree(house.home / "keys")
    with pytest.raises(ForeignBackup, match="没有密钥"):
        restored(house, tmp_path / "a.backup")


def test_a_backup_sealed_with_a_key_that_is_gone_is_refused_by_its_name(house, tmp_path):
    house.backups.make(tmp_path / "a.backup", quiet)
    house.keyring.add()
    house.keyring.remove("k0001")
    with pytest.raises(ForeignBackup, match="k0001"):
        restored(house, tmp_path / "a.backup")


def test_no_key_is_in_a_backup_unless_asked_for(house, tmp_path):
    assert house.backups.make(tmp_path / "a.backup", quiet).keys_sha256 is None
    with tarfile.open(tmp_path / "a.backup", "r:gz") as archive:
        assert archive.getnames() == ["manifest.json", "database"]


def test_keys_come_back_with_the_passphrase_alone(house, tmp_path):
    house.backups.make(tmp_path / "a.backup", quiet, PASSPHRASE)
    shutil.rmtree(house.home / "keys")
    with pytest.raises(WrongPassphrase):
        restored(house, tmp_path / "a.backup", passphrase="海棠没有开过一回")  # noqa: S106
    assert not (house.home / "keys").exists()
    restored(house, tmp_path / "a.backup", passphrase=PASSPHRASE)
    folder = house.home / "keys" / "personal"
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with house.engine.connect() as connection:
        sealed = connection.execute(text("SELECT phone_sealed FROM outgoing_message ORDER BY id")).scalars().first()
    assert Vault(Keyring(house.home)).open(sealed, "outgoing_message.phone") == "19900000000"


def test_keys_of_another_house_are_never_overwritten(house, tmp_path):
    house.backups.make(tmp_path / "a.backup", quiet, PASSPHRASE)
    shutil.rmtree(house.home / "keys")
    mine = Keyring(house.home).audit_key
    with pytest.raises(ForeignBackup, match="另一套密钥"):
        restored(house, tmp_path / "a.backup", passphrase=PASSPHRASE)
    assert Keyring(house.home).audit_key == mine


def test_a_backup_is_readable_by_its_owner_alone_and_overwrites_nothing(house, tmp_path):
    file = tmp_path / "a.backup"
    house.backups.make(file, quiet)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(FileExists):
        house.backups.make(file, quiet)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "wanqing-backup" in path.name or path.name.endswith(".part")] == []


def test_a_backup_of_the_other_kind_of_database_is_refused(sqlite_url, postgres_url, tmp_path):
    first, second = House(sqlite_url, tmp_path / "home"), House(postgres_url, tmp_path / "home")
    first.write()
    first.backups.make(tmp_path / "a.backup", quiet)
    with pytest.raises(ForeignBackup, match="postgresql"):
        second.backups.restore(tmp_path / "a.backup", quiet)
    first.close()
    second.close()


def test_without_pg_dump_the_clerk_is_told_what_to_install(postgres_url, tmp_path, monkeypatch):
    monkeypatch.setattr(postgres_copies, "postgres_programs", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    house = House(postgres_url, tmp_path / "home")
    with pytest.raises(MissingPrograms, match="postgresql-client"):
        house.backups.make(tmp_path / "a.backup", quiet)
    assert not (tmp_path / "a.backup").exists()
    house.close()


def test_a_fresh_machine_takes_a_backup_with_its_keys(sqlite_url, tmp_path):
    old = House(sqlite_url, tmp_path / "old")
    old.write()
    old.backups.make(tmp_path / "a.backup", quiet, PASSPHRASE)
    old.close()
    fresh = tmp_path / "fresh"
    result = Backups(f"sqlite:///{fresh / 'wanqing.db'}", fresh).restore(tmp_path / "a.backup", quiet, PASSPHRASE)
    assert result.kept is None
    with sqlite3.connect(fresh / "wanqing.db") as connection:
        assert connection.execute("SELECT count(*) FROM outgoing_message").fetchone() == (1,)
    connection.close()
