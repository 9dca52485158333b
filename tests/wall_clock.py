"""Tests that live by the wall clock may be tried again: a busy machine is slow now and then, a fault is there every time.

Such a test drives a real browser or the running assistant, or measures seconds. What had to be tried again is named at the
end of the run (RERUN), to be looked into; a test of anything else gets one try.
"""

import pytest

TRIES_AGAIN = 2
PAUSE_SECONDS = 2
_REAL = {"browser", "running_assistant"}
_CLOCKS = ("monotonic", "perf_counter", "sleep")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if lives_by_the_clock(item):
            item.add_marker(pytest.mark.flaky(reruns=TRIES_AGAIN, reruns_delay=PAUSE_SECONDS))


def lives_by_the_clock(item: pytest.Item) -> bool:
    """Does it use what is really running, or does its module read or wait for seconds?"""
    if _REAL & set(getattr(item, "fixturenames", ())):
        return True
    clock = getattr(getattr(item, "module", None), "time", None)
    return any(hasattr(clock, name) for name in _CLOCKS)
