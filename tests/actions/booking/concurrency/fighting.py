"""Many at once on few places: each in a thread, all starting together."""

import threading
import time
from collections import Counter

from booking_town import Town
from sqlalchemy import select

from actions.booking.errors import BookingError
from actions.booking.model import Booking
from actions.database.unit_of_work import UnitOfWork


def fight(town: Town, slot_id: int, people: list[int]) -> tuple[Counter, list[float]]:
    """Everybody holds and confirms; what became of them by error code ("won"), and the seconds of each confirm."""
    outcomes: Counter = Counter()
    confirms: list[float] = []
    start, lock = threading.Barrier(len(people)), threading.Lock()

    def one(person: int) -> None:
        start.wait()
        try:
            held = town.hold(person, slot_id, f"fight-{slot_id}-{person}")
            began = time.perf_counter()
            town.bookings.confirm(person, held.id, actor=f"person:{person}")
            took, outcome = time.perf_counter() - began, "won"
        except BookingError as error:
            took, outcome = None, error.code
        with lock:
            outcomes[outcome] += 1
            if took is not None:
                confirms.append(took)

    threads = [threading.Thread(target=one, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes, confirms


def places_of(town: Town, slot_id: int) -> list[int]:
    """The places confirmed in the slot, sorted."""
    query = select(Booking.place).where(Booking.slot_id == slot_id, Booking.state == "confirmed").order_by(Booking.place)
    with UnitOfWork(town.engine, reads_only=True) as work:
        return list(work.session.scalars(query))
