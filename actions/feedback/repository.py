"""All SQL of feedback."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import CursorResult, case, func, select, update
from sqlalchemy.orm import Session

from actions.conversations.model import Turn
from actions.feedback.model import AnswerFeedback


def fetch_reply(session: Session, conversation_id: str, reply_id: str) -> dict[str, Any] | None:
    """What the conversation was answered under this id, as the transcript keeps it."""
    turns = session.scalars(select(Turn.replies).where(Turn.conversation_id == conversation_id, Turn.replies.is_not(None)))
    return next((reply for replies in turns for reply in replies or () if reply.get("id") == reply_id), None)


def change(session: Session, answer_index: str, useful: bool, day: date) -> bool:
    """Puts `useful` in the place of what was said of this answer before; False when nothing was."""
    query = update(AnswerFeedback).where(AnswerFeedback.answer_index == answer_index)
    done = session.execute(query.values(useful=useful, given_on=day))
    return isinstance(done, CursorResult) and done.rowcount == 1


def fetch_counts(session: Session, since: date) -> Iterator[tuple[date, str, int, int]]:
    """(day, topic, useful, not useful) from `since` on, the oldest first."""
    useful = func.sum(case((AnswerFeedback.useful, 1), else_=0))
    query = select(AnswerFeedback.given_on, AnswerFeedback.topic, useful, func.count() - useful)
    query = query.where(AnswerFeedback.given_on >= since).group_by(AnswerFeedback.given_on, AnswerFeedback.topic)
    for day, topic, yes, no in session.execute(query.order_by(AnswerFeedback.given_on, AnswerFeedback.topic)):
        yield day, topic, int(yes), int(no)
