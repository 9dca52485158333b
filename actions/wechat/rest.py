"""Rest: after a call that got no answer WeChat is left alone for a while, so that what needs no WeChat is not kept waiting."""

import time
from collections.abc import Callable

REST_SECONDS = 60.0


class Rest:
    """The rest of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = float("-inf")

    def begin(self) -> None:
        self._until = self._clock() + REST_SECONDS

    @property
    def lasts(self) -> bool:
        return self._clock() < self._until
