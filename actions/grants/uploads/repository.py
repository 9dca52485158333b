"""All SQL of uploads."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.grants.model import GrantCase, GrantUpload


def fetch_case(session: Session, case_id: int) -> GrantCase | None:
    return session.get(GrantCase, case_id)


def lock_case(session: Session, case_id: int) -> GrantCase | None:
    """The case, which nobody else changes before this transaction ends."""
    return session.scalar(select(GrantCase).where(GrantCase.id == case_id).with_for_update())


def fetch_upload(session: Session, case_id: int, upload_id: int) -> GrantUpload | None:
    upload = session.get(GrantUpload, upload_id)
    return upload if upload is not None and upload.case_id == case_id else None


def fetch_uploads(session: Session, case_id: int) -> Sequence[GrantUpload]:
    """Oldest first."""
    return session.scalars(select(GrantUpload).where(GrantUpload.case_id == case_id).order_by(GrantUpload.id)).all()


def count_and_size(session: Session, case_id: int) -> tuple[int, int]:
    """How many files a case has, and their bytes together."""
    query = select(func.count(), func.coalesce(func.sum(GrantUpload.size), 0)).where(GrantUpload.case_id == case_id)
    count, size = session.execute(query).one()
    return int(count), int(size)


def fetch_stored_names(session: Session) -> frozenset[str]:
    """The names of all files that rows know of."""
    return frozenset(session.scalars(select(GrantUpload.stored_name)))
