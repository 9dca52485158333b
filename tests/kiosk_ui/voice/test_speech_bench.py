"""The waiting times promised to the listener (criterion G2), measured as `bench` reports them."""

from pathlib import Path

import pytest

from kiosk_ui.voice.bench import Measured, measure, report


def test_waiting_times_stay_within_what_listeners_bear(tmp_path: Path) -> None:
    results = measure(tmp_path / "speech")
    lines: list[str] = []
    assert report(results, lines.append), "\n".join(lines)
    assert len(results[1].milliseconds) >= 100


@pytest.mark.parametrize(("part", "expected"), [(0.5, 51), (0.95, 96), (1.0, 100)])
def test_shares_are_counted_from_the_shortest_wait(part: float, expected: float) -> None:
    assert Measured("", tuple(float(wait) for wait in range(100, 0, -1))).share(part) == expected


def test_a_long_wait_is_reported_as_a_broken_limit() -> None:
    lines: list[str] = []
    assert not report([Measured("slow", (10.0, 2_000.0))], lines.append)
    assert "NOT KEPT" in lines[-1]
