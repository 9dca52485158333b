"""Calling walk-in numbers to the window, by the staff."""

from actions.booking import repository, waiting_repository
from actions.booking.desk import Desk, Who, Work
from actions.booking.errors import NotCalled, NotOffered, UnknownTicket
from actions.booking.info import TicketInfo
from actions.booking.tickets import ticket_info
from actions.clock import SHANGHAI


class Calling:
    """Calls today's numbers in their order, each once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def call_next(self, office_id: str, service: str, who: Who) -> TicketInfo | None:
        """See BookingService.call_next."""

        def action(work: Work) -> TicketInfo | None:
            # The same lock as for taking a number: two windows at once call two numbers.
            if not repository.fetch_offered_service(work.session, office_id, service, lock=True):
                raise NotOffered
            day = work.now.astimezone(SHANGHAI).date()
            ticket = waiting_repository.fetch_next_ticket(work.session, office_id, service, day)
            if ticket is None:
                return None
            ticket.called_at = work.now
            work.session.flush()
            work.note("ticket:called", who, None, ticket=ticket.id, office=office_id)
            return ticket_info(work.session, ticket)

        return self._desk.run(action)

    def done(self, ticket_id: int, who: Who) -> TicketInfo:
        """See BookingService.ticket_done."""

        def action(work: Work) -> TicketInfo:
            ticket = waiting_repository.fetch_ticket(work.session, ticket_id, lock=True)
            if ticket is None:
                raise UnknownTicket
            if ticket.called_at is None:
                raise NotCalled
            if ticket.done_at is None:
                ticket.done_at = work.now
                work.session.flush()
                work.note("ticket:done", who, None, ticket=ticket.id, office=ticket.office_id)
            return ticket_info(work.session, ticket)

        return self._desk.run(action)
