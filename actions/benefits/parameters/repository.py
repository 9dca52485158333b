"""All SQL of the rows that staff added."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.benefits.parameter_model import BenefitParameter


def fetch_rows(session: Session) -> Sequence[BenefitParameter]:
    """Every row, in the order they were recorded."""
    return session.scalars(select(BenefitParameter).order_by(BenefitParameter.recorded_at, BenefitParameter.id)).all()


def fetch_newest_moment(session: Session) -> datetime | None:
    """When the newest row was recorded."""
    return session.scalar(select(BenefitParameter.recorded_at).order_by(BenefitParameter.recorded_at.desc()).limit(1))
