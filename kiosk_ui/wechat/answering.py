"""Answering: a pushed message is worked on once; whoever pushed it waits at most four seconds for the answer."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from actions.wechat.intake import PASSIVE, SERVICE, Taken
from actions.wechat.rules import HELD_AFRESH_SECONDS, PASSIVE_SECONDS
from actions.wechat.service import APOLOGY, WeChatDesk
from kiosk_ui.wechat.incoming import Incoming
from kiosk_ui.wechat.keeper import Keeper
from kiosk_ui.wechat.pool import Pool
from kiosk_ui.wechat.talking import Talking

log = logging.getLogger(__name__)

_LOOK_AGAIN_SECONDS = 0.1  # at a message that another process answers
_COURIERS = 4
_WORTH_WAITING = 0.25  # of the seconds a push may wait: an answer expected later goes out by itself at once
_BUSY_PATIENCE = 0.4  # of these seconds, when others are being answered as well
_TAKEN_OVER_AT_ONCE = 100


class Answering:
    """Takes messages up and answers them. `threads` work on messages, at most `places` pushes wait for them at once."""

    def __init__(
        self, desk: WeChatDesk, talking: Talking, threads: int, places: int, seconds: float = PASSIVE_SECONDS
    ) -> None:
        self._desk, self._talking, self._seconds = desk, talking, seconds
        self._pool = Pool(threads)
        self._couriers = ThreadPoolExecutor(_COURIERS, thread_name_prefix="wechat-courier")
        self._places = threading.BoundedSemaphore(places)
        self._at_work: dict[str, _Work] = {}
        self._failed: list[Taken] = []
        self._keeper = Keeper(self.keep, HELD_AFRESH_SECONDS)

    def receive(self, incoming: Incoming, timestamp: str, nonce: str) -> str | None:
        """The passive answer; None when there is none, or it comes by another way. Raises Replayed."""
        # Who need not wait is told so at once: a full house must not keep the kiosks' pages waiting, nor WeChat itself.
        if self._pool.seconds_ahead() > self._seconds * _WORTH_WAITING or not self._places.acquire(blocking=False):
            return self._receive(incoming, timestamp, nonce, deadline=None)
        patience = self._seconds if self._pool.calm() else self._seconds * _BUSY_PATIENCE
        try:
            return self._receive(incoming, timestamp, nonce, deadline=time.monotonic() + patience)
        finally:
            self._places.release()

    def keep(self) -> None:
        """Gives a sign of life, and takes over what belonged to a process that gives none any more."""
        self._desk.intake.hold_afresh()
        while self._failed:
            taken = self._failed[0]
            if self._desk.intake.answered(taken, APOLOGY, None, ()) == SERVICE:
                self._couriers.submit(self._desk.deliveries.send_due, 1)
            self._failed.pop(0)
        for taken, incoming in self._desk.intake.take_over(_TAKEN_OVER_AT_ONCE):
            log.warning("message of another process taken over")
            self._begin(taken, Incoming.from_json(incoming), again=True)

    def close(self) -> None:
        """Ends after the messages under way."""
        self._keeper.close()
        self._pool.close()
        self._couriers.shutdown(wait=True)

    def _receive(self, incoming: Incoming, timestamp: str, nonce: str, deadline: float | None) -> str | None:
        taken = self._desk.intake.take(
            incoming.openid, incoming.identity, incoming.act, timestamp, nonce,
            incoming=incoming.to_json(), waits=deadline is not None,
        )  # fmt: skip
        work = self._begin(taken, incoming) if taken.follower else self._at_work.get(taken.key)
        if taken.decided:
            return taken.said
        if deadline is not None and (said := self._wait(taken.key, work, deadline)) is not None:
            return said
        if work:
            work.awaited = False
        return self._desk.intake.passive(taken.key, last_chance=True)

    def _begin(self, taken: Taken, incoming: Incoming, *, again: bool = False) -> "_Work":
        work = _Work()
        self._at_work[taken.key] = work
        lane = taken.follower.openid_index if taken.follower else ""
        self._pool.submit(lane, lambda: self._run(work, taken, incoming, again))
        return work

    def _wait(self, key: str, work: "_Work | None", deadline: float) -> str | None:
        if work:
            work.over.wait(max(0.0, deadline - time.monotonic()))
            return work.said
        while time.monotonic() < deadline and self._desk.intake.waiting(key):
            time.sleep(_LOOK_AGAIN_SECONDS)
        return None

    def _run(self, work: "_Work", taken: Taken, incoming: Incoming, again: bool) -> None:
        try:
            self._answer(work, taken, incoming, again)
        except Exception as error:  # the keeper apologises
            log.error("message not answered: %s", type(error).__name__)
            self._failed.append(taken)
        finally:
            self._at_work.pop(taken.key, None)
            work.over.set()

    def _answer(self, work: "_Work", taken: Taken, incoming: Incoming, again: bool) -> None:
        if taken.follower is None:
            return
        follower = self._desk.users.as_of_now(taken.follower)
        said = self._talking.answer(incoming, follower, taken.key, again=again)
        if said is None:
            return self._desk.intake.no_answer(taken.key)
        answer, offered = said.rendered.answer, said.rendered.offered
        way = self._desk.intake.answered(taken, answer, said.conversation_id, offered, awaited=work.awaited)
        if way == PASSIVE:
            work.said = answer.passive
        elif way == SERVICE:
            self._couriers.submit(self._desk.deliveries.send_due, 1)


@dataclass
class _Work:
    """A message being answered in this process: `said` once it is `over`, if the answer goes to those who wait for it."""

    over: threading.Event = field(default_factory=threading.Event)
    awaited: bool = True
    said: str | None = None
