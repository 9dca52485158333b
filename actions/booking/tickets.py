"""Walk-in numbers (排队号): A012, and how many people are ahead."""

from datetime import timedelta

from sqlalchemy.orm import Session

from actions.booking import repository, waiting_repository
from actions.booking.desk import Desk, Who, Work
from actions.booking.errors import BadKey, KeyInUse, NotOffered, OfficeClosed
from actions.booking.info import TicketInfo, place_of
from actions.booking.lookup import KEY_CHARACTERS
from actions.booking.model import QueueTicket
from actions.clock import SHANGHAI

LETTERS = {"counter_check": "A", "home_visit": "B", "video_check": "C"}
_DOORS_OPEN_EARLY = timedelta(minutes=30)  # people queue before the windows open


class Tickets:
    """Gives out the numbers of a day, one after the other, none twice."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take(self, office_id: str, service: str, key: str, who: Who) -> TicketInfo:
        """See BookingService.take_ticket."""
        if not 0 < len(key) <= KEY_CHARACTERS:
            raise BadKey
        if not self._desk.read(lambda session: repository.fetch_offered_service(session, office_id, service)):
            raise NotOffered
        self._check_open(office_id)
        return self._desk.run(lambda work: self._take(work, office_id, service, key, who))

    def _take(self, work: Work, office_id: str, service: str, key: str, who: Who) -> TicketInfo:
        # The row of the offered service is the lock: two visitors at once get two numbers.
        if service not in LETTERS or not repository.fetch_offered_service(work.session, office_id, service, lock=True):
            raise NotOffered
        ticket = waiting_repository.fetch_ticket_by_key(work.session, key)
        if ticket is None:
            day = work.now.astimezone(SHANGHAI).date()
            number = waiting_repository.last_ticket_number(work.session, office_id, service, day) + 1
            ticket = QueueTicket(
                office_id=office_id, day=day, service=service, number=number, taken_at=work.now, idempotency_key=key
            )
            work.session.add(ticket)
            work.session.flush()
            work.note("ticket:taken", who, None, ticket=ticket.id, office=office_id)
        elif (ticket.office_id, ticket.service) != (office_id, service):
            raise KeyInUse
        return ticket_info(work.session, ticket)

    def _check_open(self, office_id: str) -> None:
        now = self._desk.now()
        day = now.astimezone(SHANGHAI).date()
        hours = self._desk.offices.hours(office_id)
        spans = hours.spans(day)
        if not spans or not spans[0][0] - _DOORS_OPEN_EARLY <= now < spans[-1][1]:
            raise OfficeClosed(hours.why_closed(day))


def ticket_info(session: Session, ticket: QueueTicket) -> TicketInfo:
    """What may be told of a ticket."""
    office = repository.fetch_office(session, ticket.office_id)
    if office is None:
        raise NotOffered
    ahead = waiting_repository.count_tickets_ahead(session, ticket)
    number = f"{LETTERS[ticket.service]}{ticket.number:03d}"
    return TicketInfo(ticket.id, number, ahead, place_of(office), ticket.day)
