"""Intake: each message is taken up once, whatever process it is pushed to and however often, and goes out one way."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.vault import Vault
from actions.wechat import repository
from actions.wechat.answer import Answer, Body
from actions.wechat.errors import Replayed
from actions.wechat.model import WeChatMessage, WeChatNonce
from actions.wechat.queue import write_delivery
from actions.wechat.rules import (
    FOLLOWER_KEPT,
    GIVEN_UP_AFTER,
    HELD,
    KEPT,
    PUSHED_AGAIN_WITHIN,
    PUSHES,
    UNANSWERED_AFTER,
)
from actions.wechat.users import Follower, Offered, WeChatUsers

_ANSWER, _KEY, _INCOMING = "wechat_message.answer", "wechat_message.key", "wechat_message.incoming"
PASSIVE, SERVICE, NONE = "passive", "service", "none"
AFTER_PASSIVE = timedelta(seconds=1)  # the rest of a long answer must not overtake its beginning


@dataclass(frozen=True)
class Taken:
    """A message under its key; `follower` is set for the one push that is to be answered, None for one that came again.

    `said` is the answer a push that came again gets at once, because an earlier one had it. Once its way is `decided`
    nothing more is to be waited for.
    """

    key: str
    follower: Follower | None
    said: str | None = field(default=None, repr=False)
    decided: bool = False


class Intake:
    """The messages of the database behind `engine`."""

    def __init__(self, engine: Engine, vault: Vault, users: WeChatUsers, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._users, self._now = engine, vault, users, now
        self._holder = secrets.token_hex(8)  # this process, for as long as it lives

    def take(
        self, openid: str, identity: str, act: str, timestamp: str, nonce: str, *, incoming: str = "", waits: bool = True
    ) -> Taken:
        """Takes up the message `identity` (MsgId, or CreateTime and event) of `openid`, which came with this nonce.

        `incoming` is the message itself, kept sealed until it is answered. One that nobody `waits` for is answered by
        customer-service message. Raises Replayed when the nonce belongs to another message, or this one comes too late or too
        often with it.
        """
        key, now = self._vault.index(f"{openid}\0{identity}", _KEY), self._now()
        stamp = hashlib.sha256(f"{timestamp}\0{nonce}".encode()).hexdigest()
        row = WeChatMessage(
            key=key, openid_index=self._users.index(openid), received_at=now, pushes=1, way="" if waits else SERVICE,
            incoming_sealed=self._vault.seal(incoming, _INCOMING), holder=self._holder, held_until=now + HELD,
        )  # fmt: skip
        with UnitOfWork(self._engine) as work:
            session = work.session
            fresh_nonce = repository.insert_new(session, WeChatNonce(stamp=stamp, message_key=key, seen_at=now))
            if repository.insert_new(session, row):
                if not fresh_nonce:
                    raise Replayed  # rolls the message back
                follower = self._users.note(session, openid, act)
                work.commit()
                return Taken(key, follower, decided=not waits)
            message = self._again(session, key, None if fresh_nonce else stamp, now)
            if message.way == PASSIVE and message.pushes >= PUSHES:
                # WeChat heard none of the answers before and will not come back: this one must not get lost as well.
                message.way = SERVICE
                self._deliver(session, message, self._opened(message))
            said = self._opened(message).passive if message.way == PASSIVE else None
            decided = message.way != ""
            work.commit()
        return Taken(key, None, said, decided)

    def _again(self, session: Session, key: str, known_stamp: str | None, now: datetime) -> WeChatMessage:
        message = repository.fetch_message(session, key)
        if message is None:
            raise Replayed
        message.pushes += 1
        if known_stamp is None:
            return message
        nonce = repository.fetch_nonce(session, known_stamp)
        late = now - message.received_at > PUSHED_AGAIN_WITHIN
        if nonce is None or nonce.message_key != key or late or message.pushes > PUSHES:
            raise Replayed
        return message

    def answered(
        self, taken: Taken, answer: Answer, conversation_id: str | None, offered: Offered, *, awaited: bool = False
    ) -> str:
        """Keeps the answer; returns its way: passive when the push is `awaited` for it, service when that is over."""
        sealed = self._vault.seal(answer.to_json(), _ANSWER)
        with UnitOfWork(self._engine) as work:
            message = repository.fetch_message(work.session, taken.key)
            if message is None or message.answered_at is not None:
                return NONE
            message.answer_sealed, message.answered_at, message.incoming_sealed = sealed, self._now(), None
            if taken.follower:
                self._users.went_on(work.session, taken.follower.openid_index, conversation_id, offered)
            if message.way == SERVICE:
                self._deliver(work.session, message, answer)
            elif awaited:
                self._goes_passively(work.session, message, answer)
            work.commit()
            return message.way

    def no_answer(self, key: str) -> None:
        """Nothing is to be said to this one."""
        with UnitOfWork(self._engine) as work:
            if message := repository.fetch_message(work.session, key):
                message.way, message.answered_at, message.incoming_sealed = NONE, self._now(), None
                work.commit()

    def passive(self, key: str, *, last_chance: bool = False) -> str | None:
        """The answer to this very push when it is ready and not on its way otherwise.

        The `last_chance` decides: without an answer now, it will go out by customer-service message.
        """
        with UnitOfWork(self._engine) as work:
            message = repository.fetch_message(work.session, key)
            if message is None or message.way not in ("", PASSIVE):
                return None
            if message.answer_sealed is None:
                if last_chance:
                    message.way = SERVICE
                    work.commit()
                return None
            answer = self._opened(message)
            if message.way != PASSIVE:
                self._goes_passively(work.session, message, answer)
                work.commit()
        return answer.passive

    def _goes_passively(self, session: Session, message: WeChatMessage, answer: Answer) -> None:
        message.way = PASSIVE
        self._write(session, message, answer.more, self._now() + AFTER_PASSIVE)

    def _opened(self, message: WeChatMessage) -> Answer:
        return Answer.from_json(self._vault.open(message.answer_sealed or "", _ANSWER))

    def waiting(self, key: str) -> bool:
        """Whether the message has no answer yet and may still get a passive one."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            message = work.session.get(WeChatMessage, key)
        return message is not None and message.way == "" and message.answered_at is None

    def hold_afresh(self) -> None:
        """A sign of life: what this process took up and did not answer yet stays its own."""
        with UnitOfWork(self._engine) as work:
            repository.hold_afresh(work.session, self._holder, self._now() + HELD)
            work.commit()

    def take_over(self, limit: int) -> list[tuple[Taken, str]]:
        """Messages of processes that died, with what they said; from now on they are this process's own.

        By then WeChat pushes them no more, so they are answered by customer-service message.
        """
        now = self._now()
        with UnitOfWork(self._engine) as work:
            rows = repository.fetch_unheld(work.session, now, limit)
            for row in rows:
                row.holder, row.held_until, row.way = self._holder, now + HELD, SERVICE
            found = [(row, self._users.find(work.session, row.openid_index)) for row in rows]
            work.commit()
        return [
            (Taken(row.key, follower), self._vault.open(row.incoming_sealed, _INCOMING))
            for row, follower in found
            if follower and row.incoming_sealed
        ]

    def deliver_left_over(self, apology: Answer) -> int:
        """Answers nobody fetched go out by themselves; a message nobody works on any more gets `apology`. Returns how many."""
        now = self._now()
        with UnitOfWork(self._engine, reads_only=True) as work:
            keys = repository.fetch_keys_left_over(work.session, now - UNANSWERED_AFTER, now - GIVEN_UP_AFTER)
        return sum(self._deliver_left_over(key, apology) for key in keys)

    def _deliver_left_over(self, key: str, apology: Answer) -> bool:
        now = self._now()
        with UnitOfWork(self._engine) as work:
            message = repository.fetch_message(work.session, key)
            if message is None or not (message.answered_at is None or message.way == ""):
                return False
            if message.answered_at is None and message.held_until and message.held_until > now - GIVEN_UP_AFTER:
                return False  # taken over meanwhile
            answer = self._opened(message) if message.answer_sealed else apology
            message.way, message.answered_at, message.incoming_sealed = SERVICE, message.answered_at or now, None
            self._deliver(work.session, message, answer)
            work.commit()
        return True

    def forget_over(self) -> int:
        """Deletes what is past its time: states and tickets, nonces, messages, deliveries that are done, strangers of long ago."""
        now = self._now()
        with UnitOfWork(self._engine) as work:
            count = repository.delete_over(work.session, now, now - KEPT, now - FOLLOWER_KEPT)
            work.commit()
        return count

    def _deliver(self, session: Session, message: WeChatMessage, answer: Answer) -> None:
        self._write(session, message, answer.service)

    def _write(
        self, session: Session, message: WeChatMessage, bodies: tuple[Body, ...], send_after: datetime | None = None
    ) -> None:
        if bodies:
            write_delivery(session, self._vault, message.openid_index, bodies, self._now(), send_after)
