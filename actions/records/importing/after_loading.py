"""What a loaded file sets going elsewhere, inside the same transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.eligibility.shared_lists import apply_entries
from actions.records.importing.layouts import Layout


def after_loading(session: Session, audit: Audit, layout: Layout, batch_id: int, now: datetime) -> None:
    """Shared lists drive certification (大政办发〔2017〕49号第十九条); other kinds set nothing going."""
    if layout.table == "shared_list_entry":
        apply_entries(session, audit, batch_id, now)
