"""All SQL of records and call-backs. Every record comes with the day its import was true."""

from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.family.model import FamilyGrant
from actions.records.model import (
    CallbackRequest,
    CareMark,
    ImportBatch,
    Payment,
    PaymentAccount,
    Person,
    PersonalAccount,
    RetirementFact,
    YearlyAdjustment,
)

Record = TypeVar("Record", Person, RetirementFact, PaymentAccount, PersonalAccount)


def fetch_person(session: Session, person_id: int) -> tuple[Person, date] | None:
    return _one(session, Person, Person.id, person_id)


def fetch_care_marks(session: Session, person_id: int) -> tuple[str, ...]:
    query = select(CareMark.mark).where(CareMark.person_id == person_id).order_by(CareMark.mark)
    return tuple(session.scalars(query))


def fetch_newest_payments(session: Session, person_id: int, limit: int) -> list[tuple[Payment, date]]:
    query = (
        select(Payment, ImportBatch.as_of)
        .join(ImportBatch, ImportBatch.id == Payment.batch_id)
        .where(Payment.person_id == person_id)
        .order_by(Payment.month.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def fetch_retirement(session: Session, person_id: int) -> tuple[RetirementFact, date] | None:
    return _one(session, RetirementFact, RetirementFact.person_id, person_id)


def fetch_adjustments(session: Session, person_id: int) -> list[tuple[YearlyAdjustment, date]]:
    query = (
        select(YearlyAdjustment, ImportBatch.as_of)
        .join(ImportBatch, ImportBatch.id == YearlyAdjustment.batch_id)
        .where(YearlyAdjustment.person_id == person_id)
        .order_by(YearlyAdjustment.year.desc())
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def fetch_personal_account(session: Session, person_id: int) -> tuple[PersonalAccount, date] | None:
    return _one(session, PersonalAccount, PersonalAccount.person_id, person_id)


def fetch_payment_account(session: Session, person_id: int) -> tuple[PaymentAccount, date] | None:
    return _one(session, PaymentAccount, PaymentAccount.person_id, person_id)


def fetch_open_callbacks_of(session: Session, person_id: int, matter: str) -> list[CallbackRequest]:
    query = select(CallbackRequest).where(
        CallbackRequest.person_id == person_id, CallbackRequest.matter == matter, CallbackRequest.done_at.is_(None)
    )
    return list(session.scalars(query))


def fetch_open_callbacks(session: Session, limit: int) -> list[CallbackRequest]:
    """Oldest first."""
    query = select(CallbackRequest).where(CallbackRequest.done_at.is_(None))
    return list(session.scalars(query.order_by(CallbackRequest.asked_at, CallbackRequest.id).limit(limit)))


def fetch_callback(session: Session, callback_id: int) -> CallbackRequest | None:
    return session.get(CallbackRequest, callback_id, with_for_update=True)


def fetch_grant(session: Session, grant_id: int) -> FamilyGrant | None:
    return session.get(FamilyGrant, grant_id)


def _one(session: Session, model: type[Record], key: Any, person_id: int) -> tuple[Record, date] | None:
    query = select(model, ImportBatch.as_of).join(ImportBatch, ImportBatch.id == model.batch_id).where(key == person_id)
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None
