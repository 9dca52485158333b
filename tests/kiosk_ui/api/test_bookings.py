"""Bookings through the API: for the proven person only, the same refusals as everywhere, nothing personal in the file."""

import dataclasses
from datetime import time, timedelta

import pytest

from actions.audit.service import Audit
from actions.clock import today, utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.identity.proofs import Proofs
from actions.offices.calendar.days import day_kind
from actions.offices.model import Office, OfficeService, OpeningHours
from actions.records.model import ImportBatch, Person

OFFICE = "api-street"


@dataclasses.dataclass
class Booker:
    """A visit whose person is proven, with the calls of the booking API."""

    visit: object
    person_id: int

    def call(self, method, path, **content):
        return self.visit.client.open(
            f"{self.visit.path}/{path}", method=method, json=content or {}, headers=self.visit.headers
        )

    def slots(self, service="counter_check", day=None):
        return self.call("GET", f"slots?service={service}&day={day or workday()}")

    def hold(self, slot_id, key="k"):
        return self.call("POST", "bookings", slot_id=slot_id, key=key)

    def book(self, slot_id):
        held = self.hold(slot_id, f"k{slot_id}").get_json()["booking"]
        return self.call("POST", f"bookings/{held['id']}/confirm").get_json()["booking"]


def workday():
    """A day next week on which offices open."""
    day = today() + timedelta(days=3)
    while day.weekday() > 4 or day_kind(day).holiday:
        day += timedelta(days=1)
    return day


@pytest.fixture
def counter(app):
    counter = app.extensions["wanqing"].counter
    with UnitOfWork(counter.engine) as work:
        session = work.session
        session.add(Office(id=OFFICE, level="street", parent_id=None, name="某某街道", address="某某路1号"))
        session.flush()
        for service in ("counter_check", "home_visit"):
            session.add(OfficeService(office_id=OFFICE, service=service, slot_minutes=30, capacity=1))
        for weekday in range(7):
            session.add(OpeningHours(office_id=OFFICE, weekday=weekday, opens=time(9), closes=time(11)))
        batch = ImportBatch(
            kind="t", file_name="t", sha256="0", rows=2, as_of=today(), imported_at=utc_now(), imported_by="t"
        )
        session.add(batch)
        session.flush()
        for number in (1, 2):
            session.add(
                Person(
                    id=number, id_number_sealed="-", id_number_index=str(number), name="张秀兰", sex="女",
                    birth_date=today(), street_id=OFFICE, batch_id=batch.id,
                )  # fmt: skip
            )
        work.commit()
    return counter


def prove(counter, visit, person_id):
    counter.consents.agree(visit.id)
    with UnitOfWork(counter.engine) as work:
        Proofs(counter.engine, Audit(counter.vault.keyring), utc_now).give(
            work.session, visit.id, person_id, None, "sms"
        )
        work.commit()
    return Booker(visit, person_id)


@pytest.fixture
def booker(counter, visit):
    return prove(counter, visit, 1)


@pytest.fixture
def another(counter, another_visit):
    return prove(counter, another_visit, 2)


def test_without_a_proof_nothing_can_be_booked(counter, visit):
    answer = Booker(visit, 0).slots()
    assert (answer.status_code, answer.get_json()["code"]) == (403, "identity-needed")


def test_a_time_is_found_held_confirmed_and_kept(booker):
    slots = booker.slots().get_json()["slots"]
    assert [slot["label"] for slot in slots] == ["上午9:00", "上午9:30", "上午10:00", "上午10:30"]
    held = booker.hold(slots[0]["slot_id"])
    assert (held.status_code, held.get_json()["booking"]["state"]) == (201, "held")
    assert booker.hold(slots[0]["slot_id"]).get_json() == held.get_json()
    booking = booker.book(slots[0]["slot_id"])
    assert (booking["state"], booking["place"]) == ("confirmed", "某某街道")
    assert booker.call("GET", "bookings").get_json() == {"bookings": [booking]}
    file = booker.call("GET", f"bookings/{booking['number'].replace(' ', '')}.ics")
    assert file.content_type.startswith("text/calendar")
    assert "张" not in file.get_data(as_text=True)


def test_a_booking_is_moved_and_cancelled(booker):
    first, second, *_ = booker.slots().get_json()["slots"]
    booking = booker.book(first["slot_id"])
    moved = booker.call("PUT", f"bookings/{booking['id']}", slot_id=second["slot_id"], key="m").get_json()["booking"]
    assert (moved["number"], moved["starts_at"]) == (booking["number"], second["starts_at"])
    assert booker.call("DELETE", f"bookings/{moved['id']}").status_code == 204
    assert booker.call("GET", "bookings").get_json() == {"bookings": []}


def test_another_persons_booking_looks_like_an_unknown_one(booker, another):
    booking = booker.book(booker.slots().get_json()["slots"][0]["slot_id"])
    answers = [
        another.call(method, path).get_json()["code"]
        for method, path in (
            ("DELETE", f"bookings/{booking['id']}"), ("POST", f"bookings/{booking['id']}/confirm"),
            ("GET", f"bookings/{booking['number']}.ics"), ("DELETE", "bookings/999999"),
        )
    ]  # fmt: skip
    assert answers == ["unknown-booking"] * 4


def test_a_full_time_is_refused_with_a_sentence(booker, another):
    slot = booker.slots().get_json()["slots"][0]["slot_id"]
    booker.book(slot)
    answer = another.hold(slot)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "slot-taken")
    assert "请换一个时间" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"slot_id": 999_999, "key": "k"}, 404), ({"slot_id": "1", "key": "k"}, 422), ({"slot_id": True, "key": "k"}, 422),
        ({"slot_id": 1}, 422), ({"slot_id": 1, "key": "k" * 61}, 413), ({"slot_id": 10**12, "key": "k"}, 422),
        ({"choice": "never offered", "key": "k"}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_booked_is_refused(booker, content, status):
    assert booker.call("POST", "bookings", **content).status_code == status


@pytest.mark.parametrize("day", ["", "2026-02-30", "9999-12-31", "2000-01-01", "明天"])
def test_a_day_that_cannot_be_booked_is_refused(booker, day):
    assert booker.call("GET", f"slots?service=counter_check&day={day}").status_code == 422


def test_an_unknown_service_is_refused(booker):
    assert booker.slots("no_such_service").get_json()["code"] == "not-offered"


def test_an_address_needs_an_open_visit_and_a_usable_length(booker):
    assert booker.call("POST", "visit-address", address="某某区长江街9号").get_json()["code"] == "no-visit-booked"
    assert booker.call("POST", "visit-address", address="长" * 101).status_code == 413
