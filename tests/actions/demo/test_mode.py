"""Demo mode opens by itself only where nobody else can see it and nobody real is in the database."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from actions.audit.service import Audit
from actions.database.unit_of_work import UnitOfWork
from actions.demo import mode
from actions.demo.loading import DEMO_STAFF_NUMBER, DEMO_STAFF_PIN, load_demo_people
from actions.demo.mode import decide_demo, is_loopback
from actions.identity.errors import IdentityError
from actions.identity.staff import StaffMembers
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.model import ImportBatch, Person
from actions.setting_values import SettingsError
from actions.settings import Settings

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path):
    return Settings.from_environment({"WANQING_HOME": str(tmp_path)})


@pytest.fixture
def vault(tmp_path):
    return Vault(Keyring(tmp_path))


def decided(settings, engine, vault, **changes):
    after, refusal = decide_demo(dataclasses.replace(settings, **changes), engine, vault)
    return after.demo, refusal


def test_a_loopback_start_with_nobody_real_is_a_demo(settings, empty_engine, vault):
    assert decided(settings, empty_engine, vault) == ("on", None)
    assert decided(settings, empty_engine, vault, host="::1") == ("on", None)
    load_demo_people(empty_engine, vault, Audit(vault.keyring))
    assert decided(settings, empty_engine, vault) == ("on", None), "its own people are no obstacle the second time"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])  # noqa: S104
def test_a_start_others_can_reach_is_no_demo_unless_switched_on_by_name(settings, empty_engine, vault, host):
    assert decided(settings, empty_engine, vault, host=host) == ("off", mode.NOT_LOOPBACK)
    assert decided(settings, empty_engine, vault, host=host, demo="on") == ("on", None)
    assert not is_loopback(host)


def test_a_start_behind_a_proxy_is_no_demo(settings, empty_engine, vault):
    assert decided(settings, empty_engine, vault, trusted_proxies=1) == ("off", mode.BEHIND_PROXY)
    assert decided(settings, empty_engine, vault, trusted_proxies=1, demo="on") == ("on", None)


def test_a_start_that_really_sends_is_no_demo(settings, empty_engine, vault):
    assert decided(settings, empty_engine, vault, sms_sender="aliyun") == ("off", mode.REAL_SENDER)


def test_a_database_with_other_people_is_no_demo(settings, empty_engine, vault):
    with UnitOfWork(empty_engine) as work:
        batch = ImportBatch(
            kind="persons", file_name="a.csv", sha256="0" * 64, rows=1, as_of=date(2026, 11, 1), imported_at=MOMENT,
            imported_by="system:test",
        )  # fmt: skip
        work.session.add(batch)
        work.session.flush()
        work.session.add(
            Person(
                id_number_sealed="s", id_number_index="0" * 64, name="某人", sex="女", birth_date=date(1950, 1, 1),
                batch_id=batch.id,
            )  # fmt: skip
        )
        work.commit()
    assert decided(settings, empty_engine, vault) == ("off", mode.REAL_PEOPLE)


def test_off_stays_off_and_nonsense_is_refused_by_name(settings, empty_engine, vault):
    assert decided(settings, empty_engine, vault, demo="off") == ("off", None)
    with pytest.raises(SettingsError, match="WANQING_DEMO"):
        Settings.from_environment({"WANQING_DEMO": "maybe"})


def test_the_demo_clerk_whose_pin_everybody_knows_vouches_in_the_demo_only(empty_engine, vault):
    audit = Audit(vault.keyring)
    load_demo_people(empty_engine, vault, audit)
    staff = StaffMembers(empty_engine, vault, audit)
    mode.admit_demo_clerk(empty_engine, False)
    with pytest.raises(IdentityError):
        staff.check(DEMO_STAFF_NUMBER, DEMO_STAFF_PIN)
    mode.admit_demo_clerk(empty_engine, True)
    assert staff.check(DEMO_STAFF_NUMBER, DEMO_STAFF_PIN).number == DEMO_STAFF_NUMBER
