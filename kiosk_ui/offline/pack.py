"""The pack of guides the kiosk page keeps: the most asked ones, worded as they are answered, with their sources."""

import hashlib
import json
import threading
from datetime import date
from typing import Any

from sqlalchemy import Engine

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from actions.dialogue.wording import replies_for
from kiosk_ui.gateway.presenting import present
from knowledge_base.answering.evidence import citations_for
from knowledge_base.answering.model import GuideAnswer, Verdict
from knowledge_base.guides.model import Guide
from knowledge_base.guides.most_asked import in_force, load_most_asked
from knowledge_base.snapshot import Shelf
from knowledge_base.store.repository import fetch_revision
from knowledge_base.topics import TOPICS

GUIDES = 100


class GuidePack:
    """Hands out the pack as JSON with its version; built anew when the knowledge or the day has changed. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._building = threading.Lock()
        self._built: tuple[tuple[int, date], bytes, str] | None = None

    def current(self) -> tuple[bytes, str]:
        """(JSON, version): the version is a hash of the guides, the same for the same guides whenever they were built."""
        with self._building, UnitOfWork(self._engine, reads_only=True) as work:
            state = (fetch_revision(work.session), today())
            if self._built is None or self._built[0] != state:
                self._built = (state, *_pack(Shelf.open(work.session, state[1]), state[1]))
            return self._built[1:]


def _pack(shelf: Shelf, on: date) -> tuple[bytes, str]:
    listed = load_most_asked()
    keys = in_force(listed, shelf.guides, GUIDES)
    guides = [_entry(shelf.guides[key], shelf, set(keys)) for key in keys]
    version = hashlib.sha256(json.dumps(guides, sort_keys=True).encode()).hexdigest()[:16]
    used = {guide["topic"] for guide in guides}
    content = {
        "version": version,
        "date": on.isoformat(),
        "topics": [{"key": key, "label": label} for key, label in TOPICS.items() if key in used],
        "guides": guides,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), f"{version}-{on:%Y%m%d}"


def _entry(guide: Guide, shelf: Shelf, kept: set[str]) -> dict[str, Any]:
    """One guide: its title, the words it is found by, those beside it, and its answer as a face gets it."""
    return {
        "id": guide.id,
        "title": guide.title,
        "topic": guide.topic,
        "words": [*guide.keywords, *guide.questions],
        "related": [key for key in guide.related if key in kept],
        "reply": _answer(guide, shelf),
    }


def _answer(guide: Guide, shelf: Shelf) -> dict[str, Any]:
    verdict = Verdict("answer", (GuideAnswer(guide, citations_for(guide, shelf)),))
    (reply,) = replies_for(verdict, shelf.guides, shelf.tables)
    shown, _ = present(reply, _Silent())
    # Nothing of a conversation: no id, no choices with their tokens, and no sound, which only the server makes.
    return {key: shown[key] for key in ("text", "speech", "outcome", "citations", "card")}


class _Silent:
    """No voice."""

    def prepare(self, text: str, private: bool = False) -> list[Any]:
        return []

    def forget(self, keys: Any) -> None:
        """Nothing was spoken."""
