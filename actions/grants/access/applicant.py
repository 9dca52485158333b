"""Applicant: somebody who may open an application, and by what their own applications are known again."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Applicant:
    """Who applies in a conversation. Only the phone is proven unless `person_id` is set; name and phone stay out of its repr.

    `person_id` is the applicant's own record (an identity proof as oneself). With `grant_id` a relative acts whom the deceased
    allowed to see to this; `deceased_person_id` is then whose death it is about.
    """

    conversation_id: str
    channel: str
    name: str = field(repr=False)
    phone: str = field(repr=False)
    phone_index: str = field(repr=False)  # Vault.index(phone, "person.phone"): the one fingerprint of phones everywhere
    person_id: int | None = None
    grant_id: int | None = None
    deceased_person_id: int | None = None
    consented: bool = False  # to the text on how personal information is used, in this conversation
    expires_at: datetime | None = None

    @property
    def by_identity(self) -> bool:
        """Whether an identity was proven, and not only a phone."""
        return self.person_id is not None or self.grant_id is not None

    @property
    def actor(self) -> str:
        """Who acts, as the audit names them: a record's id or a relative's grant; "applicant" when only a phone is proven."""
        if self.grant_id is not None:
            return f"relative:{self.grant_id}"
        return "applicant" if self.person_id is None else f"person:{self.person_id}"
