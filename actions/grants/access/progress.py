"""Progress of an application by its number and the phone it was applied for with: no name, no amount."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.clock import SHANGHAI
from actions.grants.access import repository
from actions.grants.checklist import paper_title
from actions.grants.model import GrantCase
from actions.grants.states import state

LONGEST_WRITTEN = 40
# Where papers are still asked for: later a clerk has taken the case as it is, and asks by sending it back.
ASKS_FOR_PAPERS = ("draft", "submitted", "accepted", "returned")
_GAPS = re.compile(r"[\s\-‐–—·.]")


@dataclass(frozen=True)
class PublicProgress:
    """What may be told to whoever has number and phone."""

    number: str
    state: str
    state_words: str
    next_words: str  # what happens next, or what to do
    since: datetime  # when the case came to this state
    missing: tuple[str, ...]  # names of the papers still waited for; nothing once the community passed the case on


def normal_case_number(written: str) -> str:
    """The number as it is stored: people write it full-width or in groups. Anything else fits no case."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", written[:LONGEST_WRITTEN]))


def progress_of(session: Session, case: GrantCase) -> PublicProgress:
    """What may be told of `case`."""
    words, until = state(case.state), case.draft_until
    kinds = repository.fetch_missing_papers(session, case.id) if case.state in ASKS_FOR_PAPERS else ()
    shown = f"{until.astimezone(SHANGHAI):%Y年%-m月%-d日}" if until else ""
    return PublicProgress(
        number=case.number, state=case.state, state_words=words.family, next_words=words.next.format(until=shown),
        since=repository.fetch_last_step_at(session, case.id) or case.changed_at,
        missing=tuple(map(paper_title, kinds)),
    )  # fmt: skip
