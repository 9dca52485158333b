"""Rotation of the data keys: a new key, every sealed value sealed again with it, the old keys removed when unused."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from actions.audit.repository import fetch_entries
from actions.audit.service import Audit
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data import repository
from actions.personal_data.fields import SEALED_COLUMNS, field_of
from actions.personal_data.keyring import MissingKey
from actions.personal_data.vault import BrokenSeal, Vault

BATCH = 500
PAUSE_SECONDS = 0.005  # between batches, so that visitors' writes come in
# A transaction under way may hold a value sealed with the old key that nobody can see yet; none lasts this long.
REST = timedelta(days=1)

Progress = Callable[[int, int], object]  # values done, values in all


@dataclass(frozen=True)
class Rotated:
    """What a rotation did: the key that seals now, values sealed again, values that do not open, keys removed."""

    key_id: str
    resumed: bool
    resealed: int
    broken: tuple[str, ...]  # "table.column primary key"
    removed: tuple[str, ...]
    resting: tuple[str, ...]  # old keys that nothing uses but that stay until REST has passed


class KeyRotation:
    """Works while the product runs, and goes on where it was when it was killed."""

    def __init__(self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._audit, self._now = engine, vault, audit, now

    def rotate(self, progress: Progress = lambda done, total: None, *, at_rest: bool = False) -> Rotated:
        """A whole rotation. `at_rest` says that nothing else runs, so old keys need not wait before they go."""
        resumed = self.unfinished()
        if not resumed:
            self._vault.keyring.add()
        resealed, broken = self._reseal_all(progress)
        key_id = self._vault.keyring.current
        with UnitOfWork(self._engine) as work:
            self._audit.record(work.session, "keys:rotated", actor="system:keys", key=key_id)
            work.commit()
        removed = self.remove_unused(at_rest=at_rest)
        resting = tuple(key for key in self._vault.keyring.ids[:-1] if not self.uses().get(key))
        return Rotated(key_id, resumed, resealed, broken, removed, resting)

    def unfinished(self) -> bool:
        """Whether the current key was made by a rotation that did not come to its end."""
        keyring = self._vault.keyring
        if len(keyring.ids) == 1:
            return False
        with UnitOfWork(self._engine, reads_only=True) as work:
            finished = fetch_entries(work.session, event="keys:rotated", limit=None)
            return all(entry.details["key"] != keyring.current for entry in finished)

    def finish(self) -> tuple[str, ...]:
        """What the jobs do every hour: stragglers sealed again, and the old keys that may go removed; returns those."""
        if len(self._vault.keyring.ids) == 1 or self.unfinished():
            return ()
        self._reseal_all(lambda done, total: None)
        return self.remove_unused(at_rest=False)

    def uses(self) -> dict[str, int]:
        """Values sealed with each key."""
        counts: dict[str, int] = {}
        with UnitOfWork(self._engine, reads_only=True) as work:
            for table, column in SEALED_COLUMNS:
                for key_id, count in repository.count_by_key(work.session, table, column).items():
                    counts[key_id] = counts.get(key_id, 0) + count
        return counts

    def remove_unused(self, *, at_rest: bool) -> tuple[str, ...]:
        """Deletes old keys nothing is sealed with, once the current key is older than REST; returns their ids."""
        keyring, uses = self._vault.keyring, self.uses()
        if not at_rest and self._now() - keyring.made_at(keyring.current) < REST:
            return ()
        unused = tuple(key_id for key_id in keyring.ids if key_id != keyring.current and not uses.get(key_id))
        for key_id in unused:
            keyring.remove(key_id)
        return unused

    def _reseal_all(self, progress: Progress) -> tuple[int, tuple[str, ...]]:
        current, uses = self._vault.keyring.current, self.uses()
        total, done, broken = sum(count for key, count in uses.items() if key != current), 0, list[str]()
        for table, column in SEALED_COLUMNS:
            after = None
            while batch := self._reseal_batch(table, column, current, after, broken):
                after, done = batch[0], done + batch[1]
                progress(done, max(done, total))
                time.sleep(PAUSE_SECONDS)
        return done - len(broken), tuple(broken)

    def _reseal_batch(
        self, table: str, column: str, current: str, after: object, broken: list[str]
    ) -> tuple[object, int] | None:
        """Seals one batch again; returns its last primary key and its size, None when there is no more."""
        with UnitOfWork(self._engine) as work:
            rows = repository.fetch_sealed_with_other_keys(work.session, table, column, current, after, BATCH)
            if not rows:
                return None
            changes = []
            for row, sealed in rows:
                try:
                    value = self._vault.open(sealed, field_of(table, column))
                except (BrokenSeal, MissingKey):
                    broken.append(f"{table}.{column} {row}")  # it keeps its key; the others go on
                    continue
                changes.append((row, sealed, self._vault.seal(value, field_of(table, column))))
            if changes:
                repository.replace_sealed(work.session, table, column, changes)
            work.commit()
            return rows[-1][0], len(rows)
