"""The order in which waiting requests are served: who finishes something begun goes before who begins."""

import re
from collections import deque
from typing import Protocol

# A place is held for ten minutes; who has one must not wait behind hundreds who only ask for one.
_FINISHES = re.compile(r"/api/conversations/[^/]+/bookings/\d+/confirm")
_AT_MOST_IN_A_ROW = 4  # then one of the others, so that nobody can keep the others out by asking for nothing else


class _Request(Protocol):
    path: str


class Channel(Protocol):
    """A connection of waitress with the requests that came over it and are not served yet."""

    requests: list[_Request]


class FinishFirst:
    """The queue of waitress's task dispatcher, which uses it under its own lock as it would a deque."""

    def __init__(self) -> None:
        self._finishing: deque[Channel] = deque()
        self._others: deque[Channel] = deque()
        self._in_a_row = 0

    def __len__(self) -> int:
        return len(self._finishing) + len(self._others)

    def append(self, channel: Channel) -> None:
        """Puts the channel at the end of its line."""
        (self._finishing if _finishes(channel) else self._others).append(channel)

    def popleft(self) -> Channel:
        """The next to be served. Raises IndexError when nobody waits."""
        if self._finishing and (self._in_a_row < _AT_MOST_IN_A_ROW or not self._others):
            self._in_a_row += 1
            return self._finishing.popleft()
        self._in_a_row = 0
        return self._others.popleft()


def _finishes(channel: Channel) -> bool:
    # A connection that was cut has no requests left; the dispatcher serves it all the same, and nothing happens.
    return bool(channel.requests) and _FINISHES.fullmatch(channel.requests[0].path) is not None
