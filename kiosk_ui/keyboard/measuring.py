"""Measures the keyboard: is a phrase among the first five however it is spelled, and how many taps does a name take?"""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kiosk_ui.keyboard.candidates import candidates
from kiosk_ui.keyboard.lexicon import Lexicon

MEASURED = Path(__file__).parent / "measured"
FLOORS = {"full": 0.98, "initials": 0.90, "fuzzy": 0.95}
CEILING_MS = 10.0  # p95 of the processor's time for one look-up
FIRST = 5
PAGE = 10  # short candidates that fit the bar's two rows


@dataclass
class Figures:
    """What was measured; shares by way of spelling, taps by name (None: it cannot be typed)."""

    phrases: dict[str, int]
    shares: dict[str, float]
    missed: dict[str, list[str]]
    taps: dict[str, int | None]
    milliseconds: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        return sorted(self.milliseconds)[int(0.95 * len(self.milliseconds))]

    @property
    def median_taps(self) -> float:
        return statistics.median(taps for taps in self.taps.values() if taps is not None)


def spellings() -> dict[str, list[tuple[str, str]]]:
    """(phrase, letters) by way of spelling: as listed, its initials, and as people here say it."""
    rows = [(text, sounds.split(), heard.split()) for text, sounds, heard in _rows("phrases.tsv", 3)]
    return {
        "full": [(text, "".join(sounds)) for text, sounds, _ in rows],
        "initials": [(text, "".join(sound[0] for sound in sounds)) for text, sounds, _ in rows],
        "fuzzy": [(text, "".join(heard)) for text, _, heard in rows if heard],
    }


def names() -> list[tuple[str, tuple[str, ...]]]:
    """(name, its syllables)."""
    return [(text, tuple(sounds.split())) for text, sounds in _rows("names.tsv", 2)]


def measure(lexicon: Lexicon) -> Figures:
    """The figures of `lexicon`."""
    figures = Figures({}, {}, {}, {})
    for way, pairs in spellings().items():
        missed = [text for text, typed in pairs if text not in _first(typed, lexicon, figures)]
        figures.phrases[way], figures.missed[way] = len(pairs), missed
        figures.shares[way] = 1 - len(missed) / len(pairs)
    for name, sounds in names():
        figures.taps[name] = taps_for(name, sounds, lexicon, figures)
    return figures


def taps_for(name: str, sounds: tuple[str, ...], lexicon: Lexicon, figures: Figures) -> int | None:
    """Fewest taps to write `name` in an empty name field by typing all its letters and choosing; None if it cannot be done."""
    choosing = _choices(name, "", "".join(sounds), sounds, lexicon, figures)
    return None if choosing is None else sum(map(len, sounds)) + choosing


def _choices(
    name: str, written: str, letters: str, sounds: tuple[str, ...], lexicon: Lexicon, figures: Figures
) -> int | None:
    """Fewest taps on candidates and page buttons until `name` stands there."""
    if written == name:
        return 0
    started = time.thread_time()
    offered = candidates(letters, lexicon, "name", not written)
    figures.milliseconds.append((time.thread_time() - started) * 1000)
    ways = []
    for at, one in enumerate(offered):
        if name.startswith(written + one.text) and _fits(one.text, one.uses, written, sounds):
            rest = _choices(name, written + one.text, letters[one.uses :], sounds, lexicon, figures)
            if rest is not None:
                ways.append(at // PAGE + 1 + rest)
    return min(ways, default=None)


def _fits(text: str, uses: int, written: str, sounds: tuple[str, ...]) -> bool:
    return uses == sum(map(len, sounds[len(written) : len(written) + len(text)]))


def _first(typed: str, lexicon: Lexicon, figures: Figures) -> list[str]:
    started = time.thread_time()
    found = candidates(typed, lexicon)
    figures.milliseconds.append((time.thread_time() - started) * 1000)
    return [one.text for one in found[:FIRST]]


def _rows(name: str, width: int) -> Iterator[list[str]]:
    for line in (MEASURED / name).read_text(encoding="utf-8").splitlines():
        yield (line.split("\t") + [""] * width)[:width]
