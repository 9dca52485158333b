"""Tables of identity."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class IdentityChallenge(Base):
    """A code that was (or for an unknown number: as if it was) sent; one open challenge per conversation."""

    __tablename__ = "identity_challenge"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), unique=True)
    person_id: Mapped[int | None]  # None: nobody fits what was typed; nothing was sent
    grant_id: Mapped[int | None]  # set when a relative proves themselves
    subject_index: Mapped[str] = mapped_column(String(64), index=True)  # blind index of what was typed, for locks
    code_sealed: Mapped[str] = mapped_column(String(120))
    phone_sealed: Mapped[str | None] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(20))  # visit, phone_change, relative
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    wrong_tries: Mapped[int] = mapped_column(default=0)
    burnt: Mapped[bool] = mapped_column(default=False)


class IdentityLock(Base):
    """Failures of one subject (blind index) or one terminal, and until when it is locked."""

    __tablename__ = "identity_lock"
    __table_args__ = (UniqueConstraint("scope", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(10))  # person, terminal, staff
    subject: Mapped[str] = mapped_column(String(64))
    failures: Mapped[int] = mapped_column(default=0)
    rounds: Mapped[int] = mapped_column(default=0)  # how often it was locked: the next lock is longer
    last_failure_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Proof(Base):
    """Who a conversation speaks for. One per conversation; gone with the visit."""

    __tablename__ = "identity_proof"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    grant_id: Mapped[int | None]  # set when a relative acts: family_grant.id
    method: Mapped[str] = mapped_column(String(10))  # sms, clerk, card, wechat
    opens_phone_change: Mapped[bool] = mapped_column(default=False)  # see identity.rules.PHONE_CHANGE_METHODS
    proven_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Consent(Base):
    """What a person agreed to (个人信息保护法第十七条、第二十九条): version of the text, when, where, until withdrawn."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_person", "person_id", "withdrawn_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    grant_id: Mapped[int | None]
    version: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(16))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ConversationConsent(Base):
    """Agreed on the consent screen before anybody is known; copied to the person when identity is proven."""

    __tablename__ = "conversation_consent"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StaffMember(Base):
    """A clerk who may vouch: staff number, name, office, PIN hash (scrypt), never the PIN."""

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(50))
    office_id: Mapped[str | None] = mapped_column(ForeignKey("office.id"))
    pin_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)


class WeChatBinding(Base):
    """An openid that stands for a person, after one proof; one open binding per openid."""

    __tablename__ = "wechat_binding"

    id: Mapped[int] = mapped_column(primary_key=True)
    openid_index: Mapped[str] = mapped_column(String(64), unique=True)  # blind index; the openid itself is not kept
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    grant_id: Mapped[int | None]
    bound_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PhoneChange(Base):
    """A new phone number waiting for the code that was sent to it."""

    __tablename__ = "phone_change"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    phone_sealed: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
