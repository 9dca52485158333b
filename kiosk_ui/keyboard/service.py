"""The keyboard of a web process: its lexicon is gathered once, in the background, and nothing typed is kept."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable

from actions.settings import ROOT
from kiosk_ui.keyboard.basics import Basics, basics_of
from kiosk_ui.keyboard.candidates import Candidate, candidates, tidy
from kiosk_ui.keyboard.errors import KeyboardNotReady
from kiosk_ui.keyboard.gathered import from_json
from kiosk_ui.keyboard.lexicon import Lexicon, make_lexicon

log = logging.getLogger(__name__)

_LONGEST_GATHERING = 120.0  # seconds, on a machine that is only just starting
_PATIENCE = 2.0  # seconds a request waits for it; the page has a small store of its own


class PinyinKeyboard:
    """Candidates for what is typed. Safe to share between threads."""

    def __init__(self, places: Callable[[], Iterable[str]] = tuple, lexicon: Lexicon | None = None) -> None:
        """`places` gives names of offices and the like, asked once; `lexicon` is there already in tests."""
        self._places = places
        self._lock = threading.Lock()
        self._gathering: threading.Thread | None = None
        self._lexicon = lexicon
        self._basics: Basics | None = None

    def warm_up(self) -> None:
        """Make the lexicon in the background, unless it is being made."""
        with self._lock:
            if self._lexicon is None and not (self._gathering and self._gathering.is_alive()):
                self._gathering = threading.Thread(target=self._gather, name="keyboard", daemon=True)
                self._gathering.start()

    def candidates(self, typed: str, mode: str, start: bool) -> list[Candidate]:
        """Every candidate, best first; `mode` is one of candidates.MODES, `start` whether the field is still empty.

        Raises KeyboardNotReady.
        """
        return candidates(tidy(typed), self._ready(), mode, start)

    def basics(self) -> Basics:
        """What a page needs to go on by itself while the server is away. Raises KeyboardNotReady."""
        lexicon = self._ready()
        with self._lock:
            self._basics = self._basics or basics_of(lexicon)
            return self._basics

    def _ready(self) -> Lexicon:
        if self._lexicon is None:
            self.warm_up()
            if self._gathering:
                self._gathering.join(_PATIENCE)
        if self._lexicon is None:
            raise KeyboardNotReady
        return self._lexicon

    def _gather(self) -> None:
        try:
            lexicon = gathered_apart(self._places())
        except subprocess.SubprocessError as error:  # asked again by whoever types next
            log.error("keyboard not made", extra={"reason": type(error).__name__})
            return
        self._lexicon = lexicon
        log.info("keyboard ready", extra={"words": len(lexicon)})


def gathered_apart(places: Iterable[str]) -> Lexicon:
    """The lexicon, gathered by a process of its own. Raises SubprocessError when that fails."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk_ui.keyboard.gathering"],
        input=json.dumps(list(places)).encode(), cwd=ROOT, capture_output=True, check=True, timeout=_LONGEST_GATHERING,
    )  # fmt: skip
    return make_lexicon(from_json(done.stdout.decode()))
