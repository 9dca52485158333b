"""Short answers inside a booking, from a file anybody can add a line to."""

from pathlib import Path

import pytest

from actions.when.changes import read_change

LINES = [
    tuple(line.split(" => "))
    for line in (Path(__file__).parent / "changes.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("said", "meant"), LINES, ids=[said for said, _ in LINES])
def test_short_answer_is_understood(said: str, meant: str) -> None:
    change = read_change(said)
    shown = "nothing"
    if change:
        shown = " ".join(
            filter(None, (change.kind, "" if change.place is None else str(change.place), f"{change.clock:%H:%M}" if change.clock else ""))
        )
    assert shown == meant
