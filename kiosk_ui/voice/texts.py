"""Which text a speech key stands for.

Public texts are kept on disk, so that every web process of this host can speak them. Private ones are kept in the
memory of the process that prepared them, under a random key, and die with the visit or after a while.
"""

import collections
import hashlib
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable

from kiosk_ui.voice.cache import DiskCache
from kiosk_ui.voice.speech_text.lexicon import version as lexicon_version

KEY = re.compile(r"[ps][0-9a-f]{40}")
# Longest visit without a touch is 300 s; reading and warnings come on top.
PRIVATE_SECONDS = 20 * 60.0
_PRIVATE_AT_MOST = 2_000
_PUBLIC_IN_MEMORY = 2_000


class Texts:
    """Registers spoken texts and finds them by key. Thread-safe."""

    def __init__(
        self, cache: DiskCache, private_seconds: float = PRIVATE_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._cache = cache
        self._private_seconds = private_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._private: collections.OrderedDict[str, tuple[float, str]] = collections.OrderedDict()
        self._public: collections.OrderedDict[str, str] = collections.OrderedDict()

    def add_public(self, spoken: str) -> str:
        """The key of `spoken`, the same for the same text; also found by other processes with this cache folder."""
        key = "p" + hashlib.sha256(f"{lexicon_version()}|{spoken}".encode()).hexdigest()[:40]
        with self._lock:
            known = key in self._public
            self._public[key] = spoken
            self._public.move_to_end(key)
            while len(self._public) > _PUBLIC_IN_MEMORY:
                self._public.popitem(last=False)
        if not known or self._cache.get(_file(key)) is None:
            self._cache.put(_file(key), spoken.encode("utf-8"))
        return key

    def add_private(self, spoken: str) -> str:
        """A random key of `spoken`, known to this process alone and for a limited time."""
        key = "s" + secrets.token_hex(20)
        with self._lock:
            self._drop_old()
            self._private[key] = (self._clock() + self._private_seconds, spoken)
            while len(self._private) > _PRIVATE_AT_MOST:
                self._private.popitem(last=False)
        return key

    def find(self, key: str) -> str | None:
        """The text of `key`, None when it is unknown, forgotten or too old."""
        if not KEY.fullmatch(key):
            return None
        if is_private(key):
            with self._lock:
                self._drop_old()
                return self._private.get(key, (0.0, None))[1]
        with self._lock:
            if key in self._public:
                return self._public[key]
        stored = self._cache.get(_file(key))
        return stored.decode("utf-8") if stored else None

    def forget(self, keys: Iterable[str]) -> None:
        """Drops private texts at the end of a visit; public ones belong to nobody and stay."""
        with self._lock:
            for key in keys:
                self._private.pop(key, None)

    def _drop_old(self) -> None:
        now = self._clock()
        while self._private and next(iter(self._private.values()))[0] <= now:
            self._private.popitem(last=False)


def is_private(key: str) -> bool:
    """Whether the key was given to a private text."""
    return key.startswith("s")


def _file(key: str) -> str:
    return f"{key[1:]}.txt"
