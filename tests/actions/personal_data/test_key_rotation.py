"""Rotation: every sealed value moves to the new key, whatever happens meanwhile, and no key goes too early."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from actions.audit.repository import fetch_entries
from actions.audit.service import Audit
from actions.audit.verifying import verify_chain
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.messages.model import OutgoingMessage
from actions.personal_data import rotation as module
from actions.personal_data.keyring import Keyring
from actions.personal_data.rotation import REST, KeyRotation
from actions.personal_data.vault import Vault
from actions.settings import ROOT

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def keyring(tmp_path):
    return Keyring(tmp_path)


@pytest.fixture
def vault(keyring):
    return Vault(keyring)


@pytest.fixture
def rotation(any_engine, vault):
    return KeyRotation(any_engine, vault, Audit(vault.keyring))


def write_messages(engine, vault, count):
    with UnitOfWork(engine) as work:
        work.session.add_all(
            OutgoingMessage(
                person_id=None, kind="identity_code", written_at=MOMENT, send_after=MOMENT, sent_at=None,
                phone_sealed=vault.seal(f"1990000{number:04d}", "outgoing_message.phone"),
                text_sealed=vault.seal(f"第{number}条", "outgoing_message.text"),
            )
            for number in range(count)
        )  # fmt: skip
        work.commit()


def opened_phones(engine, vault):
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT phone_sealed FROM outgoing_message ORDER BY id"))
        return [vault.open(row[0], "outgoing_message.phone") for row in rows]


def test_every_value_is_sealed_with_the_new_key_and_still_says_the_same(any_engine, vault, rotation, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 7)
    write_messages(any_engine, vault, 30)
    before, seen = opened_phones(any_engine, vault), []
    done = rotation.rotate(lambda *progress: seen.append(progress))
    assert (done.key_id, done.resealed, done.broken, done.resumed) == ("k0002", 60, (), False)
    assert rotation.uses() == {"k0002": 60}
    assert opened_phones(any_engine, vault) == before
    assert seen[-1] == (60, 60) and [progress[0] for progress in seen] == sorted(progress[0] for progress in seen)


def test_the_rotation_stands_in_the_audit_and_the_chain_holds(any_engine, rotation, keyring):
    rotation.rotate()
    with UnitOfWork(any_engine, reads_only=True) as work:
        assert [entry.details for entry in fetch_entries(work.session, event="keys:rotated")] == [{"key": "k0002"}]
    assert list(verify_chain(any_engine, Audit(keyring))) == []


def test_the_old_key_stays_for_a_day_and_is_then_removed_by_the_jobs(any_engine, vault, rotation):
    write_messages(any_engine, vault, 3)
    done = rotation.rotate()
    assert (done.removed, done.resting) == ((), ("k0001",))
    assert rotation.finish() == () and vault.keyring.ids == ("k0001", "k0002")
    later = KeyRotation(any_engine, vault, Audit(vault.keyring), now=lambda: utc_now() + REST + timedelta(minutes=1))
    assert later.finish() == ("k0001",) and vault.keyring.ids == ("k0002",)
    assert len(opened_phones(any_engine, vault)) == 3


def test_a_value_written_with_the_old_key_meanwhile_is_sealed_again_before_that_key_goes(any_engine, vault, rotation, tmp_path):
    rotation.rotate()
    old = Vault(Keyring(tmp_path / "other"))
    old.keyring._keys = {"k0001": vault.keyring.key("k0001")}  # a process that has not noticed the new key
    old.keyring._notice_changes = lambda: None
    write_messages(any_engine, old, 2)
    assert rotation.uses() == {"k0001": 4}
    later = KeyRotation(any_engine, vault, Audit(vault.keyring), now=lambda: utc_now() + REST + timedelta(minutes=1))
    assert later.finish() == ("k0001",)
    assert opened_phones(any_engine, vault) == ["19900000000", "19900000001"]


def test_a_stopped_house_need_not_wait(any_engine, vault, rotation):
    write_messages(any_engine, vault, 3)
    assert rotation.rotate(at_rest=True).removed == ("k0001",)
    assert vault.keyring.ids == ("k0002",) and len(opened_phones(any_engine, vault)) == 3


def test_a_value_that_does_not_open_is_told_and_keeps_its_key(any_engine, vault, rotation):
    write_messages(any_engine, vault, 3)
    with any_engine.begin() as connection:
        connection.execute(text("UPDATE outgoing_message SET phone_sealed = 's1.k0001.AAAA' WHERE id = 2"))
    done = rotation.rotate(at_rest=True)
    assert done.broken == ("outgoing_message.phone_sealed 2",) and done.resealed == 5
    assert done.removed == () and vault.keyring.ids == ("k0001", "k0002")


def test_a_process_that_runs_seals_with_the_new_key_at_once(tmp_path, vault):
    running = Vault(Keyring(tmp_path))
    vault.keyring.add()
    assert running.seal("19900000001", "person.phone").startswith("s1.k0002.")
    assert vault.open(running.seal("19900000001", "person.phone"), "person.phone") == "19900000001"


def test_visitors_write_and_read_while_the_keys_are_rotated(any_engine, vault, rotation, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "BATCH", 5)
    write_messages(any_engine, vault, 100)
    visitor, stop, errors = Vault(Keyring(tmp_path)), threading.Event(), []

    def visit():
        while not stop.is_set():
            try:
                write_messages(any_engine, visitor, 1)
                opened_phones(any_engine, visitor)
            except Exception as error:
                errors.append(error)
                return

    thread = threading.Thread(target=visit)
    thread.start()
    rotation.rotate()
    stop.set()
    thread.join()
    assert errors == []
    rotation._reseal_all(lambda done, total: None)
    assert set(rotation.uses()) == {"k0002"}


KILLED = """
import os, sys
from pathlib import Path
from actions.audit.service import Audit
from actions.database.engine import build_engine
from actions.personal_data import rotation
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
rotation.BATCH = 10
vault = Vault(Keyring(Path(sys.argv[2])))
def die(done, total):
    if done >= 30:
        os.kill(os.getpid(), 9)
rotation.KeyRotation(build_engine(sys.argv[1]), vault, Audit(vault.keyring)).rotate(die)
"""


def test_a_killed_rotation_goes_on_with_the_same_key(any_engine, any_url, vault, rotation, tmp_path):
    write_messages(any_engine, vault, 40)
    killed = subprocess.run([sys.executable, "-c", KILLED, any_url, str(tmp_path)], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert rotation.uses() == {"k0001": 50, "k0002": 30}
    vault.keyring.reload()
    assert rotation.unfinished() and rotation.finish() == ()
    done = rotation.rotate()
    assert (done.key_id, done.resumed, done.resealed) == ("k0002", True, 50)
    assert not rotation.unfinished()
    assert len(opened_phones(any_engine, vault)) == 40


def test_the_second_rotation_makes_a_third_key(any_engine, vault, rotation):
    write_messages(any_engine, vault, 1)
    rotation.rotate()
    assert rotation.rotate().key_id == "k0003"


def test_a_change_made_between_reading_and_writing_is_not_overwritten(any_url, vault):
    engine = create_engine(any_url)
    from actions.personal_data import repository

    write_messages(engine, vault, 1)
    with UnitOfWork(engine) as work:
        repository.replace_sealed(work.session, "outgoing_message", "phone_sealed", [(1, "what stood there before", "lost")])
        work.commit()
    assert opened_phones(engine, vault) == ["19900000000"]
    engine.dispose()
