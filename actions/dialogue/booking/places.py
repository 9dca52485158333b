"""The places somebody can go to: their own first, then those near where they stand, or near their own."""

from actions.counter import Counter
from actions.dialogue.booking.codes import COUNTER_CHECK
from actions.offices.model import Office

MOST_PLACES = 4


def places(counter: Counter, person_id: int, service: str, here: Office | None = None) -> list[Office]:
    """Up to four offices that offer the service. Only the window has a choice: visits and video are the own street's.

    `here` is the office of the kiosk somebody stands at: what is near is near it.
    """
    own = [counter.offices.office(office_id) for office_id in counter.bookings.offices_for(person_id, service)]
    if service != COUNTER_CHECK:
        return own[:MOST_PLACES]
    known = {office.id: office for office in (*own, *_around(counter, [here, *own] if here else own, service), *counter.offices.offering(service))}
    return list(known.values())[:MOST_PLACES]


def _around(counter: Counter, own: list[Office], service: str) -> list[Office]:
    for office in own:
        if office.latitude is not None and office.longitude is not None:
            near = counter.offices.nearest(office.latitude, office.longitude, service, limit=MOST_PLACES)
            return [found.office for found in near]
    return []
