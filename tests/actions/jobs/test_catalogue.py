"""Every job of the house runs on an empty database and leaves what is still in time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.clock import utc_now
from actions.conversations.service import ConversationService
from actions.counter import build_counter
from actions.database.unit_of_work import UnitOfWork
from actions.identity.model import IdentityChallenge, Proof
from actions.jobs.catalogue import all_jobs
from actions.jobs.clean_up import STALE_CODE_AGE, end_idle_proofs, forget_stale_codes
from actions.jobs.schedule import run_job
from actions.records.model import ImportBatch, Person
from actions.settings import Settings

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path):
    return Settings.from_environment({"WANQING_HOME": str(tmp_path)})


@pytest.fixture
def counter(settings, any_engine):
    return build_counter(settings, any_engine)


def test_every_job_runs_on_an_empty_database_and_has_a_name_of_its_own(settings, counter):
    jobs = all_jobs(settings, counter)
    assert [job.name for job in jobs if not run_job(job)] == []
    assert len({job.name for job in jobs}) == len(jobs)


def test_codes_are_sent_before_wechat_is_asked_for_anything(tmp_path, empty_engine):
    account = {"APP_ID": "wx1", "SECRET": "s", "TOKEN": "t", "AES_KEY": "a" * 43}
    settings = Settings.from_environment(
        {"WANQING_HOME": str(tmp_path), "WANQING_PUBLIC_URL": "https://wanqing.example"}
        | {f"WANQING_WECHAT_{name}": value for name, value in account.items()}
    )
    names = [job.name for job in all_jobs(settings, build_counter(settings, empty_engine))]
    assert names.index("send_messages") < names.index("deliver_wechat")


def test_a_proof_nobody_uses_ends_and_one_in_use_stays(counter):
    idle, used = (ConversationService(counter.engine).open("kiosk").id for _ in range(2))
    with UnitOfWork(counter.engine) as work:
        batch = ImportBatch(
            kind="persons", file_name="a.csv", sha256="0" * 64, rows=1, as_of=date(2026, 11, 1), imported_at=MOMENT,
            imported_by="system:test",
        )  # fmt: skip
        work.session.add(batch)
        work.session.flush()
        person = Person(
            id_number_sealed=counter.vault.seal("x", "person.id_number"), id_number_index="0" * 64, name="张秀兰", sex="女",
            birth_date=date(1950, 1, 1), batch_id=batch.id,
        )  # fmt: skip
        work.session.add(person)
        work.session.flush()
        for conversation, active in ((idle, utc_now() - timedelta(minutes=11)), (used, utc_now())):
            work.session.add(
                Proof(conversation_id=conversation, person_id=person.id, method="sms", proven_at=active, active_at=active)
            )
        work.commit()
    assert end_idle_proofs(counter) == 1
    assert counter.identity.peek(used) is not None and counter.identity.peek(idle) is None
    assert end_idle_proofs(counter) == 0


def test_codes_nobody_came_back_for_are_forgotten_and_fresh_ones_kept(counter):
    old, fresh = (ConversationService(counter.engine).open("web").id for _ in range(2))
    with UnitOfWork(counter.engine) as work:
        for conversation, expired in ((old, utc_now() - STALE_CODE_AGE - timedelta(minutes=1)), (fresh, utc_now())):
            work.session.add(
                IdentityChallenge(
                    conversation_id=conversation, subject_index="0" * 64, purpose="visit", made_at=expired,
                    code_sealed=counter.vault.seal("482913", "identity_challenge.code"), expires_at=expired,
                )  # fmt: skip
            )
        work.commit()
    assert forget_stale_codes(counter) == 1
    with UnitOfWork(counter.engine, reads_only=True) as work:
        assert [row.conversation_id for row in work.session.query(IdentityChallenge)] == [fresh]
