"""The audit chain shows every change, removal, reordering, cut tail and forged head, on both databases."""

import tracemalloc

import pytest
from sqlalchemy import text

from actions.audit import service as module
from actions.audit.events import UnknownEvent
from actions.audit.model import AuditEntry, AuditHead
from actions.audit.repository import fetch_entries
from actions.audit.service import Audit
from actions.audit.verifying import count_faults, verify_chain
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.keyring import Keyring


@pytest.fixture
def audit(tmp_path):
    return Audit(Keyring(tmp_path))


@pytest.fixture
def engine(any_engine, audit):
    """A database with a chain of ten."""
    for number in range(10):
        record(any_engine, audit, number)
    return any_engine


def record(engine, audit, number):
    with UnitOfWork(engine) as work:
        audit.record(
            work.session, "records:view:reason", actor=f"person:{number}", person_id=number, conversation_id="c", month=202611
        )
        work.commit()


def change(engine, *statements):
    with engine.begin() as connection:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount


def faults(engine, audit):
    return [fault.number for fault in verify_chain(engine, audit)]


def test_an_untouched_chain_has_no_fault(engine, audit):
    assert faults(engine, audit) == []


def test_an_empty_chain_has_no_fault(any_engine, audit):
    assert faults(any_engine, audit) == []


@pytest.mark.parametrize(
    "column, value",
    [
        ("event", "'records:view:archive'"), ("actor", "'person:999'"), ("person_id", "999"), ("person_id", "NULL"),
        ("conversation_id", "'d'"), ("details", "'{\"month\": 202610}'"), ("at", "'2020-01-01 00:00:00'"),
        ("hash", "'0000000000000000000000000000000000000000000000000000000000000000'"),
    ],
)  # fmt: skip
def test_a_change_of_any_column_is_found(engine, audit, column, value):
    change(engine, f"UPDATE audit_entry SET {column} = {value} WHERE number = 4")  # noqa: S608 - the columns above
    assert 4 in faults(engine, audit)


@pytest.mark.parametrize("number", [1, 5])
def test_a_removed_row_is_found(engine, audit, number):
    change(engine, f"DELETE FROM audit_entry WHERE number = {number}")  # noqa: S608
    assert faults(engine, audit)[0] == number


def test_a_removed_row_with_the_others_moved_up_is_found(engine, audit):
    change(engine, "DELETE FROM audit_entry WHERE number = 5")
    for number in range(6, 11):
        change(engine, f"UPDATE audit_entry SET number = {number - 1} WHERE number = {number}")  # noqa: S608
    assert faults(engine, audit)[0] == 5


def test_reordered_rows_are_found(engine, audit):
    change(
        engine,
        "UPDATE audit_entry SET number = 99 WHERE number = 3",
        "UPDATE audit_entry SET number = 3 WHERE number = 7",
        "UPDATE audit_entry SET number = 7 WHERE number = 99",
    )
    assert {3, 7} <= set(faults(engine, audit))


def test_a_cut_tail_is_found(engine, audit):
    change(engine, "DELETE FROM audit_entry WHERE number > 8")
    (fault,) = verify_chain(engine, audit)
    assert "第10条" in fault.detail and "第8条" in fault.detail


def test_a_cut_tail_with_the_head_put_back_is_found(engine, audit):
    change(
        engine,
        "DELETE FROM audit_entry WHERE number > 8",
        "UPDATE audit_head SET number = 8, hash = (SELECT hash FROM audit_entry WHERE number = 8)",
    )
    (fault,) = verify_chain(engine, audit)
    assert fault.detail == "链头被改过"


def test_a_removed_head_is_found(engine, audit):
    change(engine, "DELETE FROM audit_head")
    (fault,) = verify_chain(engine, audit)
    assert fault.detail == "链头不见了"


def test_an_entry_forged_without_the_key_is_found(engine, audit, tmp_path):
    forger = Audit(Keyring(tmp_path / "forger"))
    record(engine, forger, 10)
    assert 11 in faults(engine, audit)


def test_a_transaction_that_fails_leaves_no_entry_and_no_gap(engine, audit):
    with pytest.raises(ZeroDivisionError), UnitOfWork(engine) as work:
        audit.record(work.session, "records:view:archive", actor="person:1", person_id=1)
        raise ZeroDivisionError
    record(engine, audit, 11)
    assert faults(engine, audit) == []


def test_an_unknown_event_or_a_detail_too_many_is_refused(engine, audit):
    with UnitOfWork(engine) as work:
        with pytest.raises(UnknownEvent):
            audit.record(work.session, "records:view:everything", actor="person:1")
        with pytest.raises(UnknownEvent):
            audit.record(work.session, "records:view:archive", actor="person:1", phone="19900000000")


def test_what_is_written_while_the_chain_is_verified_is_no_fault(engine, audit):
    verifying = verify_chain(engine, audit)
    for number in range(5):
        record(engine, audit, number)
    assert list(verifying) == []


def test_a_long_chain_is_verified_in_bounded_memory(any_engine, audit, monkeypatch):
    monkeypatch.setattr(module, "_BATCH", 200)

    def grow(count):
        with UnitOfWork(any_engine) as work:
            head = work.session.get(AuditHead, 1) or AuditHead(id=1, number=0, hash="0" * 64, seal="")
            work.session.add(head)
            for _ in range(count):
                entry = AuditEntry(
                    number=head.number + 1, at=utc_now(), event="records:view:archive", actor="person:1", person_id=1,
                    conversation_id=None, details={}, hash="",
                )  # fmt: skip
                entry.hash = audit._hash(entry, head.hash)
                work.session.add(entry)
                head.number, head.hash = entry.number, entry.hash
            head.seal = audit._seal(head)
            work.commit()

    def peak():
        tracemalloc.start()
        assert count_faults(any_engine, audit, lambda fault: None, shown=1) == 0
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    grow(1_000)
    one = peak()
    grow(4_000)
    assert peak() < 1.5 * one


def test_entries_are_shown_for_one_person_and_kind_newest_kept(engine):
    with UnitOfWork(engine, reads_only=True) as work:
        assert [entry.number for entry in fetch_entries(work.session, limit=3)] == [8, 9, 10]
        assert [entry.number for entry in fetch_entries(work.session, person_id=4)] == [5]
        assert [entry.number for entry in fetch_entries(work.session, actor="person:2")] == [3]
        assert len(fetch_entries(work.session, event="records:")) == 10
        assert fetch_entries(work.session, event="records%") == []
