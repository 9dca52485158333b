"""Keeps conversations in memory only as long as a visit needs them."""

from __future__ import annotations

import time
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class VisitTrackerStore(InMemoryTrackerStore):
    """Rasa's in-memory store, which never forgets, made to forget.

    A conversation goes after `idle_minutes` without a message, when more than `max_conversations` are held
    (the longest silent first), or at once when its events are replaced by none
    (`PUT /conversations/{id}/tracker/events` with `[]`, which is how the gateway wipes a visit).
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        idle_minutes: float = 60,
        max_conversations: int = 2000,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._idle_seconds = idle_minutes * 60
        self._max_conversations = max_conversations
        self._saved_at: dict[str, float] = {}  # oldest first, because every save moves its entry to the end

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation once something was said or carried over, and drop those whose visit is over."""
        self._forget(tracker.sender_id)
        if any(isinstance(event, (UserUttered, SlotSet)) for event in tracker.events):
            await super().save(tracker)
            self._saved_at[tracker.sender_id] = time.monotonic()
        self._forget_finished()

    def _forget_finished(self) -> None:
        oldest_allowed = time.monotonic() - self._idle_seconds
        for sender_id, saved_at in list(self._saved_at.items()):
            if saved_at >= oldest_allowed and len(self._saved_at) <= self._max_conversations:
                return
            self._forget(sender_id)

    def _forget(self, sender_id: str) -> None:
        self.store.pop(sender_id, None)
        self._saved_at.pop(sender_id, None)
