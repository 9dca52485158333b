"""How fast the voice is: waiting times of the listener, measured through SpeechService as the faces use it."""

import concurrent.futures
import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk_ui.voice.service import SpeechService
from kiosk_ui.voice.speeds import ESPEAK_RATES, FAST, SLOW
from kiosk_ui.voice.worker.pool import WorkerPool

# Waiting for a voice is pleasant up to 750 ms and bearable up to 1 850 ms (study of waiting times for voice interfaces).
PLEASANT_MS, BEARABLE_MS = 750, 1_850
# Twenty listeners at once, and the first words after a worker was lost.
CROWD_MS, RESTART_MS, HUNG_MS = 1_500, 1_000, 6_000
PARALLEL = 20
RESTARTS = 5
ALTERNATING = 100
_ALTERNATING_TOLERANCE = 0.03

# First chunks that all differ, with numbers to be worded, as answers have them.
_ANSWERS = (
    "每月发放{n}870.50元，请您放心。",
    "请到{n}号窗口办理资格认证，电话0411-84394444。",
    "满{n}周岁以后，每年认证一次就可以了。",
    "您是第{n}位，办理时间是上午8:30到11:30。",
)


class Measured(NamedTuple):
    """Waiting times of one situation in milliseconds, and what 95 of 100 and all of them must keep."""

    what: str
    milliseconds: tuple[float, ...]
    p95_limit: float = PLEASANT_MS
    limit: float = BEARABLE_MS

    def kept(self) -> bool:
        """Whether both limits are kept."""
        return self.share(0.95) <= self.p95_limit and self.share(1.0) <= self.limit

    def share(self, part: float) -> float:
        """The waiting time that `part` (0 to 1) of the requests do not exceed."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def measure(cache_dir: Path, workers: int = 2) -> list[Measured]:
    """All situations, with a voice of its own. `cache_dir` must be empty. Raises VoiceUnavailable."""
    service = SpeechService(cache_dir, workers)
    try:
        cold = Measured(
            "cold start: first sound of all",
            (_timed(lambda: _first_sound(service, "您好，请问您要办什么事？")),),
            p95_limit=BEARABLE_MS,  # once a day, before the first visitor
        )
        texts = [answer.format(n=number) for number in range(10, 40) for answer in _ANSWERS]
        uncached = [_timed(lambda text=text: _first_sound(service, text)) for text in texts]  # type: ignore[misc]
        cached = [_timed(lambda text=text: _first_sound(service, text)) for text in texts]  # type: ignore[misc]
        crowd = _crowd(service)
    finally:
        service.close()
    return [
        cold,
        Measured("first sound, not cached", tuple(uncached)),
        Measured("first sound, cached", tuple(cached)),
        Measured(f"{PARALLEL} listeners at once, not cached", tuple(crowd), p95_limit=CROWD_MS),
        Measured("after the worker was killed", tuple(_after("SIGKILL", RESTARTS)), p95_limit=RESTART_MS, limit=RESTART_MS),
    ]


def measure_breakage(cache_dir: Path) -> list[Measured]:
    """The first words after a worker hung, and with a cache folder that takes nothing. Raises VoiceUnavailable."""
    no_folder = cache_dir / "file"
    no_folder.write_bytes(b"")  # where the cache wants its folder; to the cache it is the same as a full disk: OSError
    service = SpeechService(no_folder / "speech", workers=1)
    try:
        _first_sound(service, "您好。")
        unkept = [_timed(lambda number=number: _first_sound(service, f"请到{number}号窗口。")) for number in range(PARALLEL)]  # type: ignore[misc]
    finally:
        service.close()
    return [
        Measured("after the worker hung", tuple(_after("SIGSTOP", 2)), p95_limit=HUNG_MS, limit=HUNG_MS),
        Measured("no room for the cache", tuple(unkept)),
    ]


def right_speeds(turns: int = ALTERNATING) -> int:
    """How many of `turns` utterances at alternating speeds last as long as they should, within 3 %."""
    pool = WorkerPool(workers=1)
    text, rates = "请您带上身份证和银行卡", (ESPEAK_RATES[SLOW], ESPEAK_RATES[FAST])
    try:
        expected = {rate: len(pool.speak(text, rate)) for rate in rates}
        lengths = [(rates[turn % 2], len(pool.speak(text, rates[turn % 2]))) for turn in range(turns)]
    finally:
        pool.close()
    return sum(abs(length / expected[rate] - 1) <= _ALTERNATING_TOLERANCE for rate, length in lengths)


def report(results: Sequence[Measured], show: Callable[[str], None]) -> bool:
    """Shows a table line by line; True when every situation stays within what listeners bear."""
    show(f"{'milliseconds':<38}{'n':>5}{'p50':>7}{'p95':>7}{'max':>7}   limits (p95, max)")
    for result in results:
        measured = "".join(f"{result.share(part):>7.0f}" for part in (0.5, 0.95, 1.0))
        verdict = "kept" if result.kept() else "NOT KEPT"
        limits = f"{result.p95_limit:.0f}, {result.limit:.0f}: {verdict}"
        show(f"{result.what:<38}{len(result.milliseconds):>5}{measured}   {limits}")
    return all(result.kept() for result in results)


def _first_sound(service: SpeechService, text: str) -> bytes:
    return service.wav(service.prepare(text)[0].key)


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def _crowd(service: SpeechService) -> list[float]:
    texts = [f"第{number}位请到窗口，请您带好材料。" for number in range(PARALLEL)]
    with concurrent.futures.ThreadPoolExecutor(PARALLEL) as threads:
        return list(threads.map(lambda text: _timed(lambda: _first_sound(service, text)), texts))


def _after(blow: str, times: int) -> list[float]:
    """How long the next words take after a worker got the signal called `blow`."""
    pool = WorkerPool(workers=1)
    try:
        waits = []
        for _ in range(times):
            pool.warm_up()
            pid = pool.workers[0].pid
            if pid is not None:
                os.kill(pid, signal.Signals[blow])
            waits.append(_timed(lambda: pool.speak("您好", 162)))
        return waits
    finally:
        pool.close()
