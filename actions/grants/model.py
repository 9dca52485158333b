"""Tables of grant cases. Names and numbers are sealed; the indexes are keyed fingerprints; money is 分."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base

# States in which a second application for the same person is refused (see grants/states.yaml).
_IN_HAND = text("state IN ('submitted', 'accepted', 'reviewing', 'deciding', 'returned', 'decided', 'paid')")


class GrantCase(Base):
    """One application. `version` grows with every change, so that of two changes to the same state only one counts."""

    __tablename__ = "grant_case"
    __table_args__ = (
        Index("uq_grant_case_in_hand", "deceased_number_index", unique=True, sqlite_where=_IN_HAND, postgresql_where=_IN_HAND),
        Index("ix_grant_case_office", "office_id", "state"),
        Index("ix_grant_case_phone", "applicant_phone_index"),
        Index("ix_grant_case_draft", "state", "draft_until"),
        {"sqlite_autoincrement": True},  # the audit names a case by its id, so the id of a deleted draft is not given again
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)  # 受理号, digits, says nothing about anybody
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
    submit_key: Mapped[str | None] = mapped_column(String(80))  # of the last time it was handed in
    state: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
    deceased_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    deceased_name_sealed: Mapped[str | None] = mapped_column(String(200))
    deceased_number_sealed: Mapped[str | None] = mapped_column(String(120))
    deceased_number_index: Mapped[str | None] = mapped_column(String(64), index=True)
    died_on: Mapped[date | None] = mapped_column(Date)
    applicant_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    family_grant_id: Mapped[int | None]  # set when the applicant was allowed by the deceased: family_grant.id
    applicant_name_sealed: Mapped[str] = mapped_column(String(200))
    applicant_number_sealed: Mapped[str | None] = mapped_column(String(120))
    applicant_number_index: Mapped[str | None] = mapped_column(String(64))
    applicant_phone_sealed: Mapped[str] = mapped_column(String(120))
    applicant_phone_index: Mapped[str] = mapped_column(String(64))
    applicant_checked_by: Mapped[str | None] = mapped_column(String(64))  # staff:<id> who saw the identity card
    relation: Mapped[str] = mapped_column(String(20), default="")
    account_kind: Mapped[str] = mapped_column(String(12), default="")  # whose account: see grants/accounts
    account_bank: Mapped[str] = mapped_column(String(60), default="")
    account_name_sealed: Mapped[str | None] = mapped_column(String(200))
    account_sealed: Mapped[str | None] = mapped_column(String(160))
    facts: Mapped[str] = mapped_column(Text, default="{}")  # JSON: the survivor calculator's facts
    situation: Mapped[str] = mapped_column(Text, default="{}")  # JSON: answers that decide the checklist
    estimate: Mapped[str] = mapped_column(Text, default="{}")  # JSON: the estimate as it was shown
    known_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the parameter tables as known then: recomputing gives the same
    estimated_low: Mapped[int | None] = mapped_column(BigInteger)
    estimated_high: Mapped[int | None] = mapped_column(BigInteger)
    decided_funeral: Mapped[int | None] = mapped_column(BigInteger)
    decided_survivor: Mapped[int | None] = mapped_column(BigInteger)
    decided_on: Mapped[date | None] = mapped_column(Date)
    paid_on: Mapped[date | None] = mapped_column(Date)
    office_id: Mapped[str | None] = mapped_column(ForeignKey("office.id"))  # the community that takes it
    channel: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    draft_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # an unfinished form waits until then
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GrantSurvivor(Base):
    """Another survivor of the deceased, and whether they agree that the applicant receives the money."""

    __tablename__ = "grant_survivor"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id", ondelete="CASCADE"), index=True)
    name_sealed: Mapped[str] = mapped_column(String(200))
    relation: Mapped[str] = mapped_column(String(20))
    consent: Mapped[str] = mapped_column(String(12), default="asked")  # asked, agreed, refused, unreachable
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(64))


class GrantDocument(Base):
    """One paper of a case and where it stands: missing, shown, copied or not_needed."""

    __tablename__ = "grant_document"
    __table_args__ = (UniqueConstraint("case_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(30))  # see grants/checklist.yaml
    state: Mapped[str] = mapped_column(String(12), default="missing")
    reason: Mapped[str] = mapped_column(String(200), default="")  # why it is not needed, or why it was sent back
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(64))


class GrantUpload(Base):
    """A photo or scan of a paper. The file stands encrypted under the home folder; its key is here."""

    __tablename__ = "grant_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    stored_name: Mapped[str] = mapped_column(String(60), unique=True)  # random; below <home>/uploads/
    key_sealed: Mapped[str] = mapped_column(String(120))  # the file's own key; rotation seals it anew, the file stays
    media_type: Mapped[str] = mapped_column(String(30))  # of what is stored
    size: Mapped[int]  # bytes before encryption
    pages: Mapped[int] = mapped_column(default=1)
    scan: Mapped[str] = mapped_column(String(12))  # clean, not_scanned
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uploaded_by: Mapped[str] = mapped_column(String(64))


class GrantStep(Base):
    """One move of a case, in order. The unique number makes two moves from the same state impossible."""

    __tablename__ = "grant_step"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id", ondelete="CASCADE"))
    position: Mapped[int]
    from_state: Mapped[str] = mapped_column(String(12))  # empty for the first
    to_state: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(String(64))  # applicant, staff:<id>, system
    office_id: Mapped[str | None] = mapped_column(ForeignKey("office.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(300), default="")  # in words the family may read


class ApplicantChallenge(Base):
    """A code sent to the phone somebody gave who wants to apply or to ask about a case."""

    __tablename__ = "applicant_challenge"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    name_sealed: Mapped[str] = mapped_column(String(200))
    phone_sealed: Mapped[str] = mapped_column(String(120))
    phone_index: Mapped[str] = mapped_column(String(64), index=True)
    code_sealed: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    wrong_tries: Mapped[int] = mapped_column(default=0)
    burnt: Mapped[bool] = mapped_column(default=False)


class ApplicantProof(Base):
    """Somebody of whom only the phone is proven; goes with the visit. What they may see is what they told themselves."""

    __tablename__ = "applicant_proof"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    name_sealed: Mapped[str] = mapped_column(String(200))
    phone_sealed: Mapped[str] = mapped_column(String(120))
    phone_index: Mapped[str] = mapped_column(String(64))
    proven_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active_at: Mapped[datetime] = mapped_column(UtcDateTime)
