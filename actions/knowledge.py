"""KnowledgeHolder: the knowledge a process answers from, rebuilt when the database says it changed."""

import logging
import threading
import time
from datetime import date

from sqlalchemy import Engine

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from knowledge_base.answering.answerer import Answerer
from knowledge_base.snapshot import Knowledge
from knowledge_base.store.repository import fetch_revision

log = logging.getLogger(__name__)

CHECK_EVERY_SECONDS = 5.0


class KnowledgeHolder:
    """Hands out the answerer. Thread-safe; after a change people are answered from the old one until the new is ready."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._building = threading.Lock()
        self._answerer: Answerer | None = None
        self._state: tuple[int, date] = (-1, date.min)
        self._checked_at = 0.0

    def answerer(self) -> Answerer:
        """The answerer; the first call builds it and takes some seconds."""
        if self._answerer is None:
            with self._building:
                return self._answerer or self._build(self._current_state())
        if time.monotonic() - self._checked_at > CHECK_EVERY_SECONDS:
            self._checked_at = time.monotonic()
            threading.Thread(target=self.refresh, name="knowledge-refresh", daemon=True).start()
        return self._answerer

    def refresh(self) -> None:
        """Rebuild when staff changed the knowledge or a new day may have ended a rule; does nothing otherwise."""
        if not self._building.acquire(blocking=False):
            return
        try:
            if (state := self._current_state()) != self._state:
                self._build(state)
        finally:
            self._building.release()

    def _current_state(self) -> tuple[int, date]:
        with UnitOfWork(self._engine, reads_only=True) as work:
            return fetch_revision(work.session), today()

    def _build(self, state: tuple[int, date]) -> Answerer:
        with UnitOfWork(self._engine, reads_only=True) as work:
            self._answerer = Answerer(Knowledge.load(work.session, state[1]))
        self._state, self._checked_at = state, time.monotonic()
        log.info("knowledge revision %d in use", state[0])
        return self._answerer
