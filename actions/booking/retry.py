"""Tries a transaction again when others were in its way, a bounded number of times."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError

from actions.booking.errors import TooBusy

T = TypeVar("T")

TRIES = 6
_PAUSE_SECONDS = 0.01  # doubles with each try, with jitter, so that those who collided do not collide again
_SQLSTATES = frozenset({"40001", "40P01", "55P03"})  # serialization failure, deadlock, lock not available


class ChangedMeanwhile(Exception):
    """What was read before the locks were held is no longer so; the transaction is tried again."""


def with_retries(transaction: Callable[[], T], pause: Callable[[float], object] = time.sleep) -> T:
    """The result of `transaction`, which must roll back when it raises. Raises TooBusy after TRIES."""
    for number in range(TRIES):
        try:
            return transaction()
        except (ChangedMeanwhile, DBAPIError) as error:
            if not _worth_another_try(error):
                raise
            if number == TRIES - 1:
                raise TooBusy from error
        pause(_PAUSE_SECONDS * 2**number * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, not a secret
    raise TooBusy


def _worth_another_try(error: Exception) -> bool:
    # A unique constraint that fires means somebody else was first; the next try sees what they did.
    if isinstance(error, ChangedMeanwhile | IntegrityError):
        return True
    cause = getattr(error, "orig", None)
    if getattr(cause, "sqlstate", None) in _SQLSTATES:
        return True
    return getattr(cause, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
