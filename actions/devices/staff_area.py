"""Which clerk may handle which kiosk: those of its office and of the offices above it."""

from sqlalchemy.orm import Session

from actions.devices import repository
from actions.devices.errors import NotYourOffice
from actions.identity.staff import StaffInfo


def actor_for(session: Session, clerk: StaffInfo, office_id: str) -> str:
    """The clerk as the audit names them, read afresh: who was disabled or moved since does nothing. Raises NotYourOffice."""
    member = repository.fetch_active_staff(session, clerk.id)
    if member is None or member.office_id not in _upwards(session, office_id):
        raise NotYourOffice
    return f"staff:{member.id}"


def _upwards(session: Session, office_id: str) -> list[str]:
    found: list[str] = []
    step = repository.fetch_office(session, office_id)
    while step is not None and step.id not in found:  # an office twice would be a ring
        found.append(step.id)
        step = repository.fetch_office(session, step.parent_id) if step.parent_id else None
    return found
