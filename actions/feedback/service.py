"""FeedbackService: 有用 or 没用, once for each answer, changeable, counted per guide and week."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from actions.feedback import repository
from actions.feedback.errors import UnknownAnswer
from actions.feedback.model import AnswerFeedback

_LONGEST_TOPIC = 200


@dataclass(frozen=True)
class WeekOfTopic:
    """How one guide (or document) fared in the week that begins on `monday`."""

    monday: date
    topic: str
    useful: int
    not_useful: int


class FeedbackService:
    """Feedback in the database behind `engine`; `on` tells the day."""

    def __init__(self, engine: Engine, on: Callable[[], date] = today) -> None:
        self._engine, self._on = engine, on

    def give(self, conversation_id: str, reply_id: str, useful: bool) -> None:
        """Keeps what was thought of this answer; said again, the last word counts. Raises UnknownAnswer."""
        index = hashlib.sha256(reply_id.encode()).hexdigest()
        with UnitOfWork(self._engine) as work:
            topic = judged_by(repository.fetch_reply(work.session, conversation_id, reply_id))
            if topic is None:
                raise UnknownAnswer
            if not repository.change(work.session, index, useful, self._on()):
                work.session.add(AnswerFeedback(answer_index=index, topic=topic, useful=useful, given_on=self._on()))
            try:
                work.commit()
            except IntegrityError:  # both were pressed in the same moment: the other one was a little earlier
                work.session.rollback()
                repository.change(work.session, index, useful, self._on())
                work.commit()

    def weeks(self, count: int) -> list[WeekOfTopic]:
        """The last `count` weeks, this one included, the oldest first."""
        this_monday = _monday(self._on())
        useful: Counter[tuple[date, str]] = Counter()
        not_useful: Counter[tuple[date, str]] = Counter()
        with UnitOfWork(self._engine, reads_only=True) as work:
            for day, topic, yes, no in repository.fetch_counts(work.session, this_monday - timedelta(weeks=count - 1)):
                useful[_monday(day), topic] += yes
                not_useful[_monday(day), topic] += no
        return [WeekOfTopic(*key, useful[key], not_useful[key]) for key in sorted({*useful, *not_useful})]


def judged_by(reply: dict[str, Any] | None) -> str | None:
    """The guide's id or the document an answer about policy stands on; None for anything else."""
    if not reply or reply.get("outcome") != "answer" or reply.get("private") or not reply.get("citations"):
        return None
    card = reply.get("card") or {}
    if card and card.get("type") != "guide":
        return None
    citation = reply["citations"][0]
    return str(card.get("id") or citation.get("number") or citation.get("document"))[:_LONGEST_TOPIC]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
