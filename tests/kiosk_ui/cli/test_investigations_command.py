"""`wanqing investigations`: a clerk at the command line, until the back office is there."""

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from actions.audit.service import Audit
from actions.booking.model import WaitingEntry
from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility.model import BenefitSuspension, SharedListEntry
from actions.eligibility.shared_lists import apply_entries
from actions.identity.model import StaffMember
from actions.offices.model import Office
from actions.personal_data.keyring import Keyring
from actions.records.model import ImportBatch, Person
from kiosk_ui.cli.main import wanqing

NOW = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
WHY = ("--staff", "D0001", "--note", "问过社区，属实")


@pytest.fixture
def session(sqlite_url, tmp_path, monkeypatch):
    """A database with two doubted people and one clerk, and the command pointed at it."""
    monkeypatch.setenv("WANQING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WANQING_DATABASE_URL", sqlite_url)
    engine = build_engine(sqlite_url)
    with UnitOfWork(engine) as work:
        batch = ImportBatch(
            kind="shared_list", file_name="名单.csv", sha256="0" * 64, rows=2, as_of=NOW.date(), imported_at=NOW,
            imported_by="system:test",
        )  # fmt: skip
        work.session.add_all([batch, StaffMember(number="D0001", name="王丽", pin_hash="-", active=True)])
        work.session.flush()
        for number, kind in ((1, "death"), (2, "imprisonment")):
            person = Person(
                id_number_sealed="sealed", id_number_index=f"index-{number}", name=f"张秀兰{number}", sex="女",
                birth_date=date(1950, 3, 1), batch_id=batch.id,
            )  # fmt: skip
            work.session.add(person)
            work.session.flush()
            happened = date(2026, 10, 20)
            work.session.add(
                SharedListEntry(person_id=person.id, kind=kind, source="police", happened_on=happened, batch_id=batch.id)
            )
        work.session.flush()
        apply_entries(work.session, Audit(Keyring(tmp_path / "home")), batch.id, NOW)
        work.commit()
    with UnitOfWork(engine, reads_only=True) as work:
        yield work.session
    engine.dispose()


def run(*words):
    return CliRunner().invoke(wanqing, ["investigations", *map(str, words)])


def test_open_ones_are_listed_with_who_said_it(session):
    listed = run("list").output
    assert "去世\t张秀兰1（人员编号1）\t公安 2026-10-20\t2026-11-01立" in listed
    assert "还没有核实的一共 2 条" in listed


def test_a_confirmed_death_stops_the_payment_and_a_cleared_doubt_does_not(session):
    assert "核实结论：确有其事" in run("confirm", 1, *WHY).output
    assert "核实结论：没有这回事" in run("clear", 2, *WHY).output
    assert [(row.person_id, row.suspended_on) for row in session.query(BenefitSuspension)] == [(1, date(2026, 11, 1))]
    assert "还没有核实的一共 0 条" in run("list").output


def test_a_refusal_says_what_to_do(session):
    for words, said in (
        (("confirm", 2, *WHY), "请写明从哪天停发"),
        (("clear", 1, "--staff", "D0404", "--note", "不知道"), "请写工号"),
        (("clear", 99, *WHY), "没有这条核实"),
        (("clear", 1, "--staff", "D0001", "--note", "电话19900001234"), "不要写身份证号"),
    ):
        refused = run(*words)
        assert refused.exit_code == 1
        assert said in refused.output
    assert "还没有核实的一共 2 条" in run("list").output
    assert "确有其事" in run("confirm", 2, *WHY, "--stops", "2026-12-01").output


def test_a_confirmed_death_ends_what_the_person_waited_for(session):
    engine = session.get_bind()
    with UnitOfWork(engine) as work:
        work.session.add(Office(id="street-1", level="street", parent_id=None, name="某某街道", address="某某路1号"))
        work.session.flush()
        for person_id in (1, 2):
            work.session.add(
                WaitingEntry(
                    person_id=person_id, office_id="street-1", service="counter_check", first_day=NOW.date(),
                    last_day=NOW.date(), state="waiting", joined_at=NOW,
                )
            )  # fmt: skip
        work.commit()
    assert run("confirm", 1, *WHY).exit_code == 0
    session.rollback()
    assert session.execute(select(WaitingEntry.person_id, WaitingEntry.state)).all() == [(1, "left"), (2, "waiting")]
