"""The thread that keeps messages and takes over those of dead processes goes on whatever happens."""

import threading
import time

from kiosk_ui.wechat.keeper import Keeper


def test_a_keeper_outlives_a_failure_and_ends_when_told():
    times, third = [], threading.Event()

    def work():
        times.append(1)
        if len(times) == 3:
            third.set()
        raise ValueError("a row nobody can read")

    keeper = Keeper(work, 0.01)
    assert third.wait(5)
    keeper.close()
    done = len(times)
    time.sleep(0.05)
    assert len(times) == done
