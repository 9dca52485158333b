"""Who is meant by what was typed: the same work whether somebody fits or not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from actions.family.model import FamilyGrant
from actions.identity import repository
from actions.identity.scopes import SCOPES_AFTER_DEATH
from actions.personal_data.identity_number import normal_identity_number
from actions.personal_data.person_name import normal_name, same_name
from actions.personal_data.phone_number import normal_phone_number
from actions.personal_data.vault import Vault
from actions.records.model import Person

ID_NUMBER, PHONE = "person.id_number", "person.phone"
NOBODY_PHONE = "19900000000"


@dataclass(frozen=True)
class Subject:
    """Somebody typed at the form: the fingerprint that is locked, and who it is, if anybody."""

    index: str
    person_id: int | None
    grant_id: int | None
    phone: str = field(repr=False)  # a number nobody has when no message can go out
    reason: str  # why nobody fits, for the audit; empty when somebody does


class Subjects:
    """Finds subjects in the caller's session."""

    def __init__(self, vault: Vault, now: Callable[[], datetime]) -> None:
        self._vault, self._now = vault, now
        self._nobody = vault.seal(NOBODY_PHONE, PHONE)

    def person(self, session: Session, id_number: str, name: str) -> Subject:
        """Who has this number and name and a phone on record. Raises BadIdentityNumber or BadName for a slip of the pen."""
        typed, index = normal_name(name), self.number_index(id_number)
        person = repository.fetch_person(session, index)
        reason = _why_not(person, typed)
        if not reason and person is not None and person.phone_sealed is None:
            reason = "no-phone"
        phone = self._vault.open((person and person.phone_sealed) or self._nobody, PHONE)
        if reason or person is None:
            return Subject(index, None, None, NOBODY_PHONE, reason)
        return Subject(index, person.id, None, phone, "")

    def relative(self, session: Session, phone: str, name: str, elder_name: str) -> Subject:
        """The relative with this phone who was allowed by an elder of this name. Raises BadPhoneNumber or BadName."""
        number, typed, elder = normal_phone_number(phone), normal_name(name), normal_name(elder_name)
        index = self._vault.index(number, PHONE)
        opened = self._vault.open(self._nobody, PHONE)  # the work a known person's phone costs
        for grant, person in repository.fetch_grants_of_phone(session, index, self._now()):
            fits = same_name(normal_name(grant.relative_name), typed), same_name(normal_name(person.name), elder)
            if all(fits) and reachable(grant, person):
                return Subject(index, person.id, grant.id, number, "")
        return Subject(index, None, None, opened, "no-grant")

    def on_card(self, session: Session, id_number: str, name: str) -> int | None:
        """Whose card this is, phone or not; None when it is nobody's here, or of somebody who died."""
        person = repository.fetch_person(session, self.number_index(id_number))
        return None if person is None or _why_not(person, normal_name(name)) else person.id

    def number_index(self, id_number: str) -> str:
        """The fingerprint of an identity number. Raises BadIdentityNumber."""
        return self._vault.index(normal_identity_number(id_number), ID_NUMBER)


def reachable(grant: FamilyGrant, person: Person) -> bool:
    """Of somebody who died only the scope for that opens anything."""
    return person.died_on is None or bool(SCOPES_AFTER_DEATH & set(grant.scopes.split()))


def _why_not(person: Person | None, typed_name: str) -> str:
    known = normal_name(person.name) if person else "无"
    if not same_name(known, typed_name):
        return "wrong-name" if person else "unknown"
    if person is None:
        return "unknown"
    return "deceased" if person.died_on else ""
