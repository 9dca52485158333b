"""Deliveries: customer-service messages from the queue, and what takes their place when WeChat lets none through."""

import logging
import time
from collections.abc import Callable

from actions.wechat.api import WeChatApi
from actions.wechat.errors import WeChatRefused, WeChatUnavailable
from actions.wechat.instead import LOST, Instead
from actions.wechat.queue import Claimed, DeliveryQueue
from actions.wechat.rules import CLOSED_CODES, FINAL_CODES
from actions.wechat.users import WeChatUsers

log = logging.getLogger(__name__)

ROUND_SECONDS = 5.0  # the jobs have other work to do: what is left goes with the next round


class Deliveries:
    """Sends from `queue`; several processes may do so at once."""

    def __init__(
        self, queue: DeliveryQueue, users: WeChatUsers, api: WeChatApi, instead: Instead,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._queue, self._users, self._api, self._instead, self._clock = queue, users, api, instead, clock

    def send_due(self, limit: int = 100) -> int:
        """Sends what is due, at most `limit` answers and for ROUND_SECONDS; returns how many are done.

        After a call WeChat did not answer the round is over, and nothing is tried while the rest lasts.
        """
        done, ends = 0, self._clock() + ROUND_SECONDS
        for _ in range(limit):
            if self._api.rests or self._clock() >= ends or (claimed := self._queue.claim()) is None:
                break
            done += self._send(claimed)
        return done

    def waiting(self) -> int:
        """How many answers are not done yet."""
        return self._queue.waiting()

    def _send(self, claimed: Claimed) -> bool:
        allowed, last = claimed.allowed, len(claimed.bodies)
        for number in range(claimed.sent, last):
            if not allowed:
                return self._go_another_way(claimed, "quota")
            try:
                self._api.send_message(claimed.openid, claimed.bodies[number])
            except WeChatRefused as error:
                return self._refused(claimed, error.errcode)
            except WeChatUnavailable as error:
                return self._later(claimed, error.reason)
            if number + 1 < last:
                allowed = self._queue.note(claimed, sent=number + 1)
        self._queue.done(claimed.id, "service", sent=last)
        return True

    def _refused(self, claimed: Claimed, errcode: int) -> bool:
        if errcode in FINAL_CODES:
            self._queue.done(claimed.id, LOST, str(errcode))
            return True
        if errcode in CLOSED_CODES:
            self._users.used_up(claimed.openid_index)
            return self._go_another_way(claimed, str(errcode))
        return self._later(claimed, str(errcode))

    def _later(self, claimed: Claimed, reason: str) -> bool:
        log.warning("wechat delivery %s not sent: %s", claimed.id, reason)
        return False if self._queue.later(claimed, reason) else self._go_another_way(claimed, reason)

    def _go_another_way(self, claimed: Claimed, reason: str) -> bool:
        # Also when a part went out: the notice leads to the page that shows the whole answer.
        self._queue.renew(claimed)
        way = self._instead.tell(claimed.openid, claimed.openid_index)
        if way == LOST and self._queue.keep(claimed, reason):
            return False
        self._queue.done(claimed.id, way, reason)
        return True
