"""KnowledgeHolder: the knowledge a process answers from, reloaded when the database says it changed."""

import threading
import time

from sqlalchemy import Engine

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from knowledge_base.answering.answerer import Answerer
from knowledge_base.snapshot import Knowledge
from knowledge_base.store.repository import fetch_revision

CHECK_EVERY_SECONDS = 5.0


class KnowledgeHolder:
    """Hands out the answerer for the current knowledge. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._answerer: Answerer | None = None
        self._revision, self._day = -1, today()
        self._checked_at = 0.0

    def answerer(self) -> Answerer:
        """The answerer; rebuilt after staff changed the knowledge and when a new day may end a rule."""
        with self._lock:
            if self._answerer is None or time.monotonic() - self._checked_at > CHECK_EVERY_SECONDS:
                self._refresh()
            assert self._answerer is not None  # noqa: S101 - _refresh sets it or raises
            return self._answerer

    def _refresh(self) -> None:
        with UnitOfWork(self._engine, reads_only=True) as work:
            revision, day = fetch_revision(work.session), today()
            if (revision, day) != (self._revision, self._day) or self._answerer is None:
                self._answerer = Answerer(Knowledge.load(work.session, day))
                self._revision, self._day = revision, day
        self._checked_at = time.monotonic()
