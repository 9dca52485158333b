"""Table of what visitors thought of answers: no person, no conversation, no words."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge_base.database import Base


class AnswerFeedback(Base):
    """有用 or 没用 for one answer. The day is kept and not the moment: nobody's visit can be found by it."""

    __tablename__ = "answer_feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_index: Mapped[str] = mapped_column(String(64), unique=True)  # a hash: one answer counts once
    topic: Mapped[str] = mapped_column(String(200), index=True)  # the guide's id, else the document first cited
    useful: Mapped[bool]
    given_on: Mapped[date] = mapped_column(index=True)
