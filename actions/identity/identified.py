"""Identified: who a conversation speaks for right now."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Identified:
    """The person a proof stands for, or the relative who acts with a grant. The name stays out of its repr."""

    conversation_id: str
    person_id: int
    grant_id: int | None
    scopes: frozenset[str]
    method: str  # sms, clerk, card, wechat
    channel: str
    consented: bool
    deceased: bool
    name: str = field(repr=False)  # of the person whose records these are
    opens_phone_change: bool = False
    proven_at: datetime | None = None
    expires_at: datetime | None = None

    @property
    def actor(self) -> str:
        """Who acts, as the audit names them."""
        return f"person:{self.person_id}" if self.grant_id is None else f"relative:{self.grant_id}"

    def may(self, scope: str) -> bool:
        """Whether this proof reaches as far as `scope` (certification, payments, grant, own)."""
        return scope in self.scopes


@dataclass(frozen=True)
class Challenge:
    """A code is (or for an unknown number: seems to be) on its way; both in seconds."""

    expires_in: int
    resend_after: int
