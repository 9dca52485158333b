"""The text messages of bookings. Without a phone on record, or for the dead, there are none; the pages show the same."""

from datetime import datetime

from actions.booking import repository
from actions.booking.daytime import next_daytime
from actions.booking.desk import Desk, Work
from actions.booking.info import BookingInfo
from actions.booking.model import Booking, Slot
from actions.booking.numbers import grouped
from actions.booking.wording import service_words, time_words, when_words
from actions.clock import SHANGHAI
from actions.records.model import Person

_PHONE = "person.phone"


class Letters:
    """Writes into the outbox within the caller's transaction, so a message stands or falls with its booking."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def confirmed(self, work: Work, slot: Slot, booking: Booking) -> None:
        """Booked or moved: when, where, the number."""
        number = grouped(booking.number or "")
        self._send(work, booking.person_id, "booking_confirmed", f"约好了：{_what(work, slot)}。预约号{number}。")

    def reminder(self, work: Work, slot: Slot, booking: Booking) -> bool:
        """The day before. False when the person has no phone."""
        text = f"提醒您：{_what(work, slot)}。预约号{grouped(booking.number or '')}。时间不合适，请早点取消，或者改时间。"
        return self._send(work, booking.person_id, "booking_reminder", text)

    def freed(self, work: Work, slot: Slot, person: Person, until: datetime) -> None:
        """A freed place is kept for this person until `until`."""
        text = f"您排队的有空位了：{_what(work, slot)}。给您留到今天{time_words(until)}。"
        text += "要的话，请在那之前打开晚晴，大厅的机器、手机都行，点“约认证”，再点“要这个”。过了时间就让给下一位。"
        self._send(work, person.id, "slot_freed", text)

    def office_closed(self, work: Work, info: BookingInfo) -> None:
        """A booking the office cannot keep was cancelled, and how to book again; written at night, sent by day."""
        today = work.now.astimezone(SHANGHAI).date()
        when = when_words(info.service, info.starts_at, info.ends_at, today)
        text = (
            f"很抱歉，{info.office.name}{when}不办公。您约的{service_words(info.service)}只好取消了，"
            f"预约号{grouped(info.number or '')}不用了。请在晚晴上重新约，或者打12333问。"
        )
        self._send(work, info.person_id, "booking_cancelled", text, next_daytime(work.now))

    def _send(
        self, work: Work, person_id: int, kind: str, text: str, send_after: datetime | None = None
    ) -> bool:
        person = repository.fetch_person(work.session, person_id)
        if person is None or person.phone_sealed is None or person.died_on is not None:
            return False
        phone = self._desk.vault.open(person.phone_sealed, _PHONE)
        self._desk.messages.write(work.session, person_id, kind, phone, text, send_after)
        return True


def _what(work: Work, slot: Slot) -> str:
    today = work.now.astimezone(SHANGHAI).date()
    when = when_words(slot.service, slot.starts_at, slot.ends_at, today)
    if slot.service == "home_visit":
        return f"{when}，{service_words(slot.service)}，请在家等"
    office = repository.fetch_office(work.session, slot.office_id)
    return f"{when}，{office.name if office else ''}，{service_words(slot.service)}"
