"""TimedRecords: gives a gateway a moment to answer, so that a system that hangs is told from one that has nothing."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from actions.records.errors import RecordsUnavailable
from actions.records.gateway import (
    AccountBalance,
    Adjustment,
    MonthlyPayment,
    PaymentPlace,
    Profile,
    RecordsGateway,
    RetirementFacts,
)

# The gateway of the conversation waits 8 seconds for a whole turn, and a turn asks for up to three things.
SECONDS = 2.0
# More calls hanging than this, and the system is taken to be down without asking it again.
MOST_AT_ONCE = 16

Answer = TypeVar("Answer")


class TimedRecords:
    """A RecordsGateway in front of another's: no answer within `seconds`, or no connection, is RecordsUnavailable.

    Nothing is kept of earlier answers: an old one must never be given as today's.
    """

    def __init__(self, gateway: RecordsGateway, seconds: float = SECONDS) -> None:
        self._gateway, self._seconds = gateway, seconds
        self._free = threading.BoundedSemaphore(MOST_AT_ONCE)

    def profile(self, person_id: int) -> Profile | None:
        return self._answer(lambda: self._gateway.profile(person_id))

    def payments(self, person_id: int, limit: int = 13) -> tuple[MonthlyPayment, ...]:
        return self._answer(lambda: self._gateway.payments(person_id, limit))

    def retirement(self, person_id: int) -> RetirementFacts | None:
        return self._answer(lambda: self._gateway.retirement(person_id))

    def adjustments(self, person_id: int) -> tuple[Adjustment, ...]:
        return self._answer(lambda: self._gateway.adjustments(person_id))

    def account(self, person_id: int) -> AccountBalance | None:
        return self._answer(lambda: self._gateway.account(person_id))

    def payment_account(self, person_id: int) -> PaymentPlace | None:
        return self._answer(lambda: self._gateway.payment_account(person_id))

    def _answer(self, ask: Callable[[], Answer]) -> Answer:
        if not self._free.acquire(blocking=False):
            raise RecordsUnavailable
        call = _Call(ask, self._free.release)
        # A daemon: a call that hangs must not keep the process from ending.
        threading.Thread(target=call.run, name="records", daemon=True).start()
        if not call.ended.wait(self._seconds):
            raise RecordsUnavailable
        return call.answer()


class _Call(Generic[Answer]):
    """One question on its way: what came back, or what went wrong."""

    def __init__(self, ask: Callable[[], Answer], release: Callable[[], None]) -> None:
        self._ask, self._release = ask, release
        self.ended = threading.Event()
        self._answers: list[Answer] = []
        self._error: Exception | None = None

    def run(self) -> None:
        try:
            self._answers.append(self._ask())
        except Exception as error:  # handed to the thread that asked, which raises it
            self._error = error
        finally:
            self._release()
            self.ended.set()

    def answer(self) -> Answer:
        """What came back. A lost connection is RecordsUnavailable; any other error is raised as it came."""
        if isinstance(self._error, OSError):
            raise RecordsUnavailable from self._error
        if self._error is not None:
            raise self._error
        return self._answers[0]
