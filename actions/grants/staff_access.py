"""Which clerk may handle which case: by the level of their office, and only in its own area."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.grants import repository
from actions.grants.desk import Work
from actions.grants.errors import StaffOnly, StaleCase, UnknownCase
from actions.grants.model import GrantCase
from actions.grants.neighbours import Clerk
from actions.grants.numbers import plain
from actions.grants.states import STAFF_LEVELS
from actions.offices.model import Office


@dataclass(frozen=True)
class Post:
    """A clerk at their office, as they stand now."""

    actor: str
    office: Office

    @property
    def level(self) -> str:
        """community, street, district or city."""
        return self.office.level


def post_of(session: Session, clerk: Clerk) -> Post:
    """The clerk's post, read afresh: who was disabled or moved since the PIN was typed does nothing. Raises StaffOnly."""
    member = repository.fetch_active_staff(session, clerk.id)
    office = repository.fetch_office(session, member.office_id) if member else None
    if member is None or office is None or office.level not in STAFF_LEVELS:
        raise StaffOnly
    return Post(f"staff:{member.id}", office)


def case_for(session: Session, post: Post, number: str, *, lock: bool = False) -> GrantCase:
    """The case of this number in the area of the clerk's office. Raises UnknownCase, for drafts and other areas too."""
    case = repository.fetch_case_of_number(session, plain(number), lock=lock)
    if case is None or case.state in ("draft", "expired") or not _in_area(session, post, case):
        raise UnknownCase
    return case


def locked_case(work: Work, post: Post, number: str, version: int) -> GrantCase:
    """The case, which nobody else changes now. Raises UnknownCase or StaleCase."""
    case = case_for(work.session, post, number, lock=True)
    if case.version != version:
        raise StaleCase
    return case


def _in_area(session: Session, post: Post, case: GrantCase) -> bool:
    return any(office.id == post.office.id for office in repository.fetch_offices_up(session, case.office_id))
