"""Writes the audit chain inside the caller's transaction, and verifies it."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.audit.events import check_event
from actions.audit.model import AuditEntry, AuditHead
from actions.clock import utc_now
from actions.personal_data.keyring import Keyring

_HEAD, _START = 1, "0" * 64
_BATCH = 5_000


@dataclass(frozen=True)
class Fault:
    """What is wrong in the chain: at which number, and a Chinese sentence for the clerk."""

    number: int
    detail: str


class Audit:
    """The chain under the keyring's audit key. `record` must be the last write of a transaction: it locks the head."""

    def __init__(self, keyring: Keyring) -> None:
        self._key = keyring.audit_key

    def record(
        self,
        session: Session,
        event: str,
        *,
        actor: str,
        person_id: int | None = None,
        conversation_id: str | None = None,
        **details: Any,
    ) -> None:
        """Adds one entry. `details` hold ids, codes and dates, never a personal number. Raises UnknownEvent."""
        check_event(event, details)
        head = self._locked_head(session)
        entry = AuditEntry(
            number=head.number + 1, at=utc_now(), event=event, actor=actor, person_id=person_id,
            conversation_id=conversation_id, details=details, hash="",
        )  # fmt: skip
        entry.hash = self._hash(entry, head.hash)
        session.add(entry)
        head.number, head.hash = entry.number, entry.hash
        head.seal = self._seal(head)
        session.flush()

    def verify(self, session: Session) -> Iterator[Fault]:
        """Every fault of the chain, oldest first; none means nothing was changed, removed or reordered."""
        expected, previous = 1, _START
        query = select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=_BATCH)
        with closing(session.scalars(query)) as entries:  # whoever stops at the first fault leaves no cursor open
            for entry in entries:
                if entry.number != expected:
                    yield Fault(expected, f"第{expected}条到第{entry.number - 1}条不见了")
                if not hmac.compare_digest(entry.hash, self._hash(entry, previous)):
                    yield Fault(entry.number, f"第{entry.number}条被改过，或者它前面的记录被动过")
                expected, previous = entry.number + 1, entry.hash
        yield from self._verify_head(session.get(AuditHead, _HEAD), expected - 1, previous)

    def _verify_head(self, head: AuditHead | None, last: int, last_hash: str) -> Iterator[Fault]:
        if head is None:
            if last:
                yield Fault(last, "链头不见了")
        elif not hmac.compare_digest(head.seal, self._seal(head)):
            yield Fault(head.number, "链头被改过")
        elif (head.number, head.hash) != (last, last_hash):
            yield Fault(last + 1, f"链尾不对：应该到第{head.number}条，现在只到第{last}条")

    def _locked_head(self, session: Session) -> AuditHead:
        head = session.get(AuditHead, _HEAD, with_for_update=True, populate_existing=True)
        if head is None:
            head = AuditHead(id=_HEAD, number=0, hash=_START, seal="")
            session.add(head)
            session.flush()  # two first entries at once: the second one's transaction fails and is tried again
        return head

    def _hash(self, entry: AuditEntry, previous: str) -> str:
        told = [
            entry.number, entry.at.isoformat(), entry.event, entry.actor, entry.person_id, entry.conversation_id,
            entry.details, previous,
        ]  # fmt: skip
        return self._mac(json.dumps(told, ensure_ascii=False, sort_keys=True, default=str))

    def _seal(self, head: AuditHead) -> str:
        return self._mac(f"{head.number}.{head.hash}")

    def _mac(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
