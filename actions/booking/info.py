"""What the booking service tells about slots, bookings, waiting and tickets."""

from dataclasses import dataclass
from datetime import date, datetime

from actions.booking.model import Booking, HomeVisit, Slot, VisitTeam
from actions.booking.visits import masked_address
from actions.booking.wording import half_day_of
from actions.offices.model import Office
from actions.personal_data.vault import Vault


@dataclass(frozen=True)
class Place:
    """The office of a slot, as it is shown."""

    id: str
    name: str
    address: str
    phone: str


@dataclass(frozen=True)
class FreeSlot:
    """A time with `free` places left (at least one)."""

    slot_id: int
    office: Place
    service: str
    starts_at: datetime
    ends_at: datetime
    free: int


@dataclass(frozen=True)
class BookingInfo:
    """One booking as its person may see it. Times are aware UTC; `number` is plain digits, None until confirmed."""

    id: int
    number: str | None
    state: str
    service: str
    starts_at: datetime
    ends_at: datetime
    office: Place
    person_id: int
    held_until: datetime | None
    half_day: str | None
    address_masked: str | None
    team: str | None
    slot_id: int
    confirmed_at: datetime | None


@dataclass(frozen=True)
class WaitingInfo:
    """A place in the waiting list; `ahead` people wait before this one."""

    id: int
    office: Place
    service: str
    first_day: date
    last_day: date
    state: str
    ahead: int


@dataclass(frozen=True)
class Offer:
    """A freed place kept for somebody who waits, until `until`."""

    entry_id: int
    booking: BookingInfo
    until: datetime


@dataclass(frozen=True)
class TicketInfo:
    """A walk-in number and how many people are ahead of it."""

    id: int
    number: str
    ahead: int
    place: Place
    day: date


def place_of(office: Office) -> Place:
    """The office as it is shown."""
    return Place(office.id, office.name, office.address, office.phone)


BookingRow = tuple[Booking, Slot, Office, HomeVisit | None, VisitTeam | None]


def info_of(row: BookingRow, vault: Vault) -> BookingInfo:
    """The booking of one joined row."""
    booking, slot, office, visit, team = row
    return BookingInfo(
        id=booking.id, number=booking.number, state=booking.state, service=booking.service,
        starts_at=slot.starts_at, ends_at=slot.ends_at, office=place_of(office), person_id=booking.person_id,
        held_until=booking.held_until if booking.state == "held" else None,
        half_day=half_day_of(slot.starts_at) if visit else None,
        address_masked=masked_address(visit, vault) if visit else None,
        team=f"{team.name}（{team.first_member}、{team.second_member}）" if team else None,
        slot_id=slot.id, confirmed_at=booking.confirmed_at,
    )  # fmt: skip
