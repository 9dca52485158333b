"""DeliveryQueue: the answers that wait for their customer-service message, each with one process at a time."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.keyring import MissingKey
from actions.personal_data.vault import BrokenSeal, Vault
from actions.wechat import repository
from actions.wechat.joining import joined
from actions.wechat.model import WeChatDelivery
from actions.wechat.rules import KEPT
from actions.wechat.users import WeChatUsers

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # how long a claimed delivery belongs to its process; longer than a call (api.CALL_SECONDS)
WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 20, 60, 300))  # after the first, second ... failure
GATHERING, GATHERED_WITHIN = timedelta(seconds=5), timedelta(minutes=15)
SEALED_WAITS = timedelta(hours=1)  # until a row that did not open is tried again: its key may be back by then
_LAST = 3  # of the messages a follower's own allows
_OPENID, _BODIES = "wechat_delivery.openid", "wechat_delivery.bodies"


@dataclass(frozen=True)
class Claimed:
    """A delivery this process sends now. Receiver and bodies stay out of its repr."""

    id: int
    openid_index: str
    sent: int
    allowed: bool  # to send one message
    openid: str = field(repr=False)
    bodies: list[dict[str, Any]] = field(repr=False)


def write_delivery(
    session: Session, vault: Vault, openid_index: str, bodies: Sequence[dict[str, Any]], now: datetime,
    send_after: datetime | None = None,
) -> None:  # fmt: skip
    """Puts an answer into the queue, in the caller's transaction; it is sent once `send_after` (now by default) has come."""
    user = repository.fetch_user(session, openid_index)
    if user is None:
        return
    openid = vault.open(user.openid_sealed, "wechat_user.openid")
    session.add(
        WeChatDelivery(
            openid_index=openid_index, openid_sealed=vault.seal(openid, _OPENID), written_at=now, send_after=send_after or now,
            bodies_sealed=vault.seal(json.dumps(list(bodies), ensure_ascii=False), _BODIES), sent=0, tries=0,
        )  # fmt: skip
    )


class DeliveryQueue:
    """The queue of the database behind `engine`; several processes may claim from it at once."""

    def __init__(self, engine: Engine, vault: Vault, users: WeChatUsers, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._users, self._now = engine, vault, users, now

    def waiting(self) -> int:
        """How many answers are not done yet."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return repository.count_undone(work.session)

    def claim(self) -> Claimed | None:
        """The next delivery that is due, this process's own for a LEASE; one message of it is counted as sent."""
        # Committed before anything is sent: until the lease ends no other process finds the delivery due.
        now = self._now()
        with UnitOfWork(self._engine) as work:
            row = self._next(work.session, now)
            if row is None:
                work.commit()
                return None
            row.tries, row.send_after, row.way = row.tries + 1, now + LEASE, ""
            self._join(work.session, row, now)
            allowed = self._users.use_one_in(work.session, row.openid_index)
            work.commit()
        return Claimed(
            row.id, row.openid_index, row.sent, allowed, self._vault.open(row.openid_sealed, _OPENID), self._bodies(row)
        )

    def note(self, claimed: Claimed, sent: int) -> bool:
        """So many are out, and the lease begins anew; whether one more may be sent."""
        with UnitOfWork(self._engine) as work:
            if row := work.session.get(WeChatDelivery, claimed.id):
                row.sent, row.send_after = sent, self._now() + LEASE
            allowed = self._users.use_one_in(work.session, claimed.openid_index)
            work.commit()
        return allowed

    def renew(self, claimed: Claimed) -> None:
        """It stays this process's own for another LEASE."""
        with UnitOfWork(self._engine) as work:
            if row := work.session.get(WeChatDelivery, claimed.id):
                row.send_after = self._now() + LEASE
                work.commit()

    def later(self, claimed: Claimed, reason: str) -> bool:
        """The message counted for this try was not sent; whether another try is to come."""
        with UnitOfWork(self._engine) as work:
            row = work.session.get(WeChatDelivery, claimed.id)
            if row is None:
                return True
            self._users.give_back_in(work.session, claimed.openid_index)
            tries, row.failed = row.tries, reason[:60]
            row.send_after = self._now() + WAITS[min(tries, len(WAITS)) - 1]
            work.commit()
        return tries <= len(WAITS)

    def keep(self, claimed: Claimed, reason: str) -> bool:
        """Waits until the follower does something that allows messages again, for KEPT at most; False when that is over."""
        with UnitOfWork(self._engine) as work:
            row = work.session.get(WeChatDelivery, claimed.id)
            if row is None or self._now() >= row.written_at + KEPT:
                return False
            row.way, row.failed, row.tries, row.send_after = repository.KEPT_BACK, reason[:60], 0, row.written_at + KEPT
            work.commit()
        return True

    def done(self, delivery_id: int, way: str, reason: str = "", sent: int | None = None) -> None:
        """It needs nothing any more."""
        with UnitOfWork(self._engine) as work:
            if row := work.session.get(WeChatDelivery, delivery_id):
                row.done_at, row.way, row.failed = self._now(), way, reason[:60]
                row.sent = row.sent if sent is None else sent
                work.commit()

    def _next(self, session: Session, now: datetime) -> WeChatDelivery | None:
        while row := repository.fetch_due_delivery(session, now):
            if not self._opens(row, now):
                continue
            if not self._waits_for_more(session, row, now):
                break
            row.send_after = now + GATHERING
        return row

    def _opens(self, row: WeChatDelivery, now: datetime) -> bool:
        """Whether receiver and bodies can be read; else the row gets out of the way of the others."""
        try:
            self._vault.open(row.openid_sealed, _OPENID)
            self._bodies(row)
        except (BrokenSeal, MissingKey) as error:
            log.error("wechat delivery %s does not open: %s", row.id, type(error).__name__)
            row.failed, row.send_after = type(error).__name__, now + SEALED_WAITS
            if now >= row.written_at + KEPT:
                row.done_at, row.way = now, "lost"
            return False
        return True

    def _bodies(self, row: WeChatDelivery) -> list[dict[str, Any]]:
        bodies: list[dict[str, Any]] = json.loads(self._vault.open(row.bodies_sealed, _BODIES))
        return bodies

    def _waits_for_more(self, session: Session, row: WeChatDelivery, now: datetime) -> bool:
        """Whether the last messages that may be sent are kept for the answers that are still to come, to go out together."""
        if self._users.left(session, row.openid_index) > _LAST or now - row.written_at > GATHERED_WITHIN:
            return False
        return repository.awaits_answers(session, row.openid_index)

    def _join(self, session: Session, row: WeChatDelivery, now: datetime) -> None:
        """Puts what is due to this follower into as few messages as can be, when there is more of it than may be sent."""
        due = repository.fetch_due_to(session, row.openid_index, now + GATHERING)  # with those that waited for this one
        others = [each for each in due if self._opens(each, now)]
        rows = sorted((row, *others), key=lambda each: each.id)
        bodies = [body for each in rows for body in self._bodies(each)[each.sent :]]
        left = self._users.left(session, row.openid_index)
        if len(bodies) <= left and not (others and left <= _LAST):
            return
        row.bodies_sealed, row.sent = self._vault.seal(json.dumps(joined(bodies), ensure_ascii=False), _BODIES), 0
        for other in others:
            other.done_at, other.way = now, "joined"
