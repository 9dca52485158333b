"""A kiosk is registered once, belongs to an office, and is locked, heard of and forgotten as its clerks say."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from actions.audit.model import AuditEntry
from actions.audit.service import Audit
from actions.clock import utc_now
from actions.conversations.service import ConversationService
from actions.database.unit_of_work import UnitOfWork
from actions.devices.errors import (
    BadDeviceName,
    DeviceLocked,
    NotYourOffice,
    UnknownDevice,
    UnknownDeviceCode,
)
from actions.devices.heartbeats import Heartbeats
from actions.devices.info import Beat
from actions.devices.service import DeviceService
from actions.identity.errors import IdentityLocked
from actions.identity.staff import StaffMembers
from actions.offices.model import Office
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault

PIN = "840261"


class Hall:
    """A city with two districts and a street, a clerk in each, and a clock the test moves."""

    def __init__(self, engine, home):
        self.engine, self.at = engine, utc_now()
        keyring = Keyring(home)
        self.audit, vault = Audit(keyring), Vault(keyring)
        with UnitOfWork(engine) as work:
            for office_id, level, parent in (
                ("city", "city", None), ("east", "district", "city"), ("west", "district", "city"), ("quay", "street", "east")
            ):  # fmt: skip
                work.session.add(Office(id=office_id, level=level, parent_id=parent, name=office_id))
                work.session.flush()
            work.commit()
        members = StaffMembers(engine, vault, self.audit)
        self.members = members
        self.clerk = {office: members.add(number, "陈静", office, PIN) for number, office in (("1", "quay"), ("2", "east"), ("3", "west"))}
        self.devices = DeviceService(engine, vault, self.audit, now=lambda: self.at)
        self.beats = Heartbeats(engine, now=lambda: self.at)

    def registered(self, name="一号机"):
        return self.devices.register(self.devices.make_code(self.clerk["quay"], "quay", name).code)

    def events(self):
        with UnitOfWork(self.engine, reads_only=True) as work:
            assert list(self.audit.verify(work.session)) == []
            found = work.session.scalars(select(AuditEntry).order_by(AuditEntry.number)).all()
            return [(entry.event, entry.actor) for entry in found if entry.event.startswith("device:")]


@pytest.fixture
def hall(any_engine, tmp_path):
    return Hall(any_engine, tmp_path)


@pytest.fixture
def quick_hall(empty_engine, tmp_path):
    return Hall(empty_engine, tmp_path)


def test_a_code_registers_one_machine_once_and_nothing_secret_is_kept(hall):
    offer = hall.devices.make_code(hall.clerk["quay"], "quay", "  大厅 一号机 ")
    made = hall.devices.register(offer.grouped.replace("1", "１"), "10.0.0.5")  # people type it as they see it
    assert (made.device.office_id, made.device.name, made.device.locked) == ("quay", "大厅 一号机", False)
    assert hall.devices.by_token(made.token).id == made.device.id and len(made.token) >= 48
    with pytest.raises(UnknownDeviceCode):
        hall.devices.register(offer.code)
    with UnitOfWork(hall.engine, reads_only=True) as work:
        kept = "".join(str(work.session.execute(text(f"SELECT * FROM {table}")).all()) for table in ("device_code", "kiosk_device"))  # noqa: S608
    assert offer.code not in kept and made.token not in kept and offer.code not in repr(offer) and made.token not in repr(made)
    assert hall.events() == [("device:code:made", "staff:1"), ("device:registered", "staff:1")]


def test_a_code_runs_out_after_half_an_hour_and_is_swept_away(hall):
    late = hall.devices.make_code(hall.clerk["quay"], "quay", "甲")
    hall.at += timedelta(minutes=30)
    with pytest.raises(UnknownDeviceCode):
        hall.devices.register(late.code)
    assert hall.devices.forget_over() == 1


def test_codes_cannot_be_guessed_from_one_place(quick_hall):
    for _ in range(50):
        try:
            quick_hall.devices.register("00000000", "10.0.0.5")
        except UnknownDeviceCode:
            continue
        except IdentityLocked:
            break
    offer = quick_hall.devices.make_code(quick_hall.clerk["quay"], "quay", "甲")
    with pytest.raises(IdentityLocked):
        quick_hall.devices.register(offer.code, "10.0.0.5")
    assert quick_hall.devices.register(offer.code, "10.0.0.6").device.name == "甲"


def test_only_clerks_of_the_office_and_of_those_above_it_may(quick_hall):
    hall, made = quick_hall, quick_hall.registered()
    with pytest.raises(NotYourOffice):
        hall.devices.make_code(hall.clerk["west"], "quay", "甲")
    with pytest.raises(NotYourOffice):
        hall.devices.make_code(hall.clerk["quay"], "nowhere", "甲")
    with pytest.raises(UnknownDevice):
        hall.devices.lock(hall.clerk["west"], made.device.id)
    with pytest.raises(UnknownDevice):
        hall.devices.remove(hall.clerk["quay"], made.device.id + 1)
    assert hall.devices.lock(hall.clerk["east"], made.device.id).locked
    hall.members.disable("2")
    with pytest.raises(UnknownDevice):
        hall.devices.unlock(hall.clerk["east"], made.device.id)


@pytest.mark.parametrize("name", ["", "   ", "名" * 41, "一\u0000号", "一\u202e号"])
def test_a_name_that_cannot_be_shown_is_refused(quick_hall, name):
    with pytest.raises(BadDeviceName):
        quick_hall.devices.make_code(quick_hall.clerk["quay"], "quay", name)


def test_locking_renaming_and_removing_are_done_and_written_down(hall):
    made, clerk = hall.registered(), hall.clerk["quay"]
    conversation = ConversationService(hall.engine).open("kiosk")
    hall.devices.note_visit(conversation.id, made.device)
    assert hall.devices.office_of_conversation(conversation.id).id == "quay"
    locked = hall.devices.lock(clerk, made.device.id)
    with pytest.raises(DeviceLocked):
        hall.devices.note_visit(ConversationService(hall.engine).open("kiosk").id, locked)
    assert not hall.devices.unlock(clerk, made.device.id).locked
    assert hall.devices.rename(clerk, made.device.id, "门口").name == "门口"
    hall.devices.remove(clerk, made.device.id)
    assert hall.devices.by_token(made.token) is None and hall.devices.all() == []
    assert hall.devices.office_of_conversation(conversation.id) is None
    done = [event for event, actor in hall.events()[2:] if actor == "staff:1"]
    assert done == ["device:locked", "device:unlocked", "device:renamed", "device:removed"]


def test_what_a_visit_noted_goes_with_the_conversation(hall):
    made, conversations = hall.registered(), ConversationService(hall.engine)
    conversation = conversations.open("kiosk")
    hall.devices.note_visit(conversation.id, made.device)
    conversations.wipe(conversation.id)
    assert hall.devices.office_of_conversation(conversation.id) is None
    with UnitOfWork(hall.engine, reads_only=True) as work:
        assert work.session.execute(text("SELECT count(*) FROM device_visit")).scalar_one() == 0


def test_a_machine_not_heard_of_for_two_minutes_is_noted_once_until_it_is_heard_again(hall, caplog):
    made = hall.registered()
    beat = Beat("abc123", voice_ok=True, printer_ok=None)
    hall.beats.heard(made.token, beat)
    hall.at += timedelta(seconds=119)
    assert hall.beats.note_silent() == 0 and not hall.devices.all()[0].silent
    hall.at += timedelta(seconds=2)
    assert hall.beats.note_silent() == 1 and hall.devices.all()[0].silent
    assert hall.beats.note_silent() == 0
    assert [record.message for record in caplog.records] == [f"kiosk {made.device.id} of office quay is silent"]
    heard = hall.beats.heard(made.token, Beat("v" * 99, voice_ok=False, printer_ok=True))
    assert (heard.silent, heard.voice_ok, heard.printer_ok, heard.page_version) == (False, False, True, "v" * 20)
    hall.at += timedelta(seconds=121)
    assert hall.beats.note_silent() == 1


def test_a_browser_is_heard_of_by_its_own_key_whether_the_machine_is_registered_or_not(hall):
    assert hall.beats.browser_silent_for("a-key") is None
    assert hall.beats.heard("", Beat(), "a-key") is None
    hall.at += timedelta(seconds=40)
    assert hall.beats.browser_silent_for("a-key") == 40
    hall.beats.heard("nobody's", Beat(), "a-key")
    assert hall.beats.browser_silent_for("a-key") == 0
    hall.at += timedelta(days=2)
    assert hall.devices.forget_over() == 1 and hall.beats.browser_silent_for("a-key") is None
