"""Measures the kiosk's pinyin keyboard and prints it as a table."""

import time
from collections.abc import Callable

from kiosk_ui.keyboard.measuring import CEILING_MS, FIRST, FLOORS, measure
from kiosk_ui.keyboard.service import gathered_apart


def measure_keyboard(tell: Callable[[str], None]) -> None:
    """Tell the share of phrases among the first five, the taps of names, and the time of a look-up."""
    started = time.perf_counter()
    lexicon = gathered_apart(())
    tell(f"keyboard: {len(lexicon):,} words gathered in {time.perf_counter() - started:.1f} s")
    figures = measure(lexicon)
    for way, share in figures.shares.items():
        missed = "、".join(figures.missed[way]) or "none"
        tell(f"  {way:<9} {share:6.1%} of {figures.phrases[way]} phrases in the first {FIRST} (floor {FLOORS[way]:.0%}); missed: {missed}")
    typed = [taps for taps in figures.taps.values() if taps is not None]
    tell(f"  names     {len(typed)} of {len(figures.taps)} can be typed; taps median {figures.median_taps:g}, most {max(typed)}")
    tell(f"  look-up   p95 {figures.p95:.1f} ms, max {max(figures.milliseconds):.1f} ms (ceiling p95 {CEILING_MS:g} ms)")
