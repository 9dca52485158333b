"""The outbox: messages are written with what caused them, and sent afterwards, each by one process."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.messages import repository
from actions.messages.errors import SendFailed
from actions.messages.model import OutgoingMessage
from actions.messages.sender import TextMessage, TextSender
from actions.messages.senders.local import OutboxSender
from actions.personal_data.vault import Vault

log = logging.getLogger(__name__)

# How long a claimed message belongs to its process: longer than a sender's slowest way, WeChat first and then a text message.
LEASE = timedelta(seconds=120)
WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 20, 60, 300))  # after the first, second ... failure
MOST_TRIES = len(WAITS) + 1
# A code that comes after it expired only puzzles people (identity.rules.CODE_LIFETIME); somebody waits for it, so it goes first.
USEFUL_FOR = {"identity_code": timedelta(minutes=5), "phone_code": timedelta(minutes=5)}
DECOY = "decoy"  # written so that an unknown person costs the same work as a known one; never sent
_PHONE, _TEXT = "outgoing_message.phone", "outgoing_message.text"


@dataclass(frozen=True)
class SentMessage:
    """A sent message, opened for the demonstration's outbox. Phone and text stay out of its repr."""

    id: int
    kind: str
    sent_at: datetime
    phone: str = field(repr=False)
    text: str = field(repr=False)


class MessageOutbox:
    """Messages of the database behind `engine`; `sender` carries them."""

    def __init__(
        self, engine: Engine, vault: Vault, sender: TextSender | None = None, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._engine, self._vault, self._now = engine, vault, now
        self._sender: TextSender = sender or OutboxSender()

    def write(
        self, session: Session, person_id: int | None, kind: str, phone: str, text: str,
        send_after: datetime | None = None,
    ) -> None:  # fmt: skip
        """Puts a message into the caller's transaction; it is sent once `send_after` (now by default) has come."""
        now = self._now()
        session.add(
            OutgoingMessage(
                person_id=person_id, kind=kind, phone_sealed=self._vault.seal(phone, _PHONE),
                text_sealed=self._vault.seal(text, _TEXT), written_at=now, send_after=send_after or now,
                sent_at=now if kind == DECOY else None,
            )  # fmt: skip
        )

    def send_due(self, limit: int = 100) -> int:
        """Sends what is due, at most `limit`; returns how many went out. Safe to run in several processes at once."""
        sent = 0
        for _ in range(limit):
            message = self._claim()
            if message is None:
                break
            sent += self._send(message)
        return sent

    def sent(self, limit: int = 50) -> list[SentMessage]:
        """The last messages that went out, newest first, opened. For the demonstration only."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            rows = repository.fetch_sent(work.session, limit, DECOY)
        return [
            SentMessage(row.id, row.kind, row.sent_at, self._open(row.phone_sealed, _PHONE), self._open(row.text_sealed, _TEXT))
            for row in rows
            if row.sent_at
        ]

    def forget_older_than(self, days: int) -> int:
        """Deletes messages that were sent or given up longer ago than `days`; returns how many."""
        with UnitOfWork(self._engine) as work:
            count = repository.delete_finished_before(work.session, self._now() - timedelta(days=days), MOST_TRIES)
            work.commit()
        return count

    def _claim(self) -> TextMessage | None:
        # The claim is committed before anything is sent: until the lease ends no other process finds the message due.
        now = self._now()
        with UnitOfWork(self._engine) as work:
            while row := repository.fetch_due_and_lock(work.session, now, MOST_TRIES, USEFUL_FOR.keys()):
                if now - row.written_at < USEFUL_FOR.get(row.kind, timedelta.max):
                    row.tries, row.send_after = row.tries + 1, now + LEASE
                    work.commit()
                    return TextMessage(
                        row.id, row.kind, self._open(row.phone_sealed, _PHONE), self._open(row.text_sealed, _TEXT), row.person_id
                    )
                row.tries, row.failed = MOST_TRIES, "too-late"
                work.session.flush()
            work.commit()
        return None

    def _send(self, message: TextMessage) -> bool:
        failure: SendFailed | None = None
        try:
            self._sender.send(message)
        except SendFailed as error:
            failure = error
            log.warning("text message %s of kind %s not sent: %s", message.id, message.kind, error.code)
        with UnitOfWork(self._engine) as work:
            if row := work.session.get(OutgoingMessage, message.id):
                self._note(row, failure)
                work.commit()
        return failure is None

    def _note(self, row: OutgoingMessage, failure: SendFailed | None) -> None:
        if failure is None:
            row.sent_at, row.failed = self._now(), ""
            return
        row.failed = failure.code
        row.tries = row.tries if failure.again else MOST_TRIES
        row.send_after = self._now() + WAITS[min(row.tries, len(WAITS)) - 1]

    def _open(self, sealed: str, field_name: str) -> str:
        return self._vault.open(sealed, field_name)
