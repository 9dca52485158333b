"""From sending a question's answer to its first sound: uncached speech over HTTP, as a face fetches it."""

import secrets
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import httpx

from actions.settings import Settings
from kiosk_ui.cli.launch.temporary import temporary_house


def measure_first_sound(settings: Settings, questions: Sequence[str], report: Callable[[str], object]) -> None:
    """Fetch the first chunk of every answer twice from a house with an empty speech cache; prints p50, p95, max."""
    with tempfile.TemporaryDirectory(prefix=f"wanqing-{secrets.token_hex(3)}-") as cache:
        with temporary_house(replace(settings, speech_cache=Path(cache))) as running:
            uncached, cached = _listen(f"http://127.0.0.1:{running.port}", questions)
    for name, times, ceiling in (("uncached", uncached, 750), ("cached", cached, 150)):
        times.sort()
        report(
            f"first sound, {name}, {len(times)} answers: median {times[len(times) // 2]:.0f} ms, "
            f"p95 {times[int(len(times) * 0.95)]:.0f} ms, max {times[-1]:.0f} ms (ceiling: p95 {ceiling} ms)"
        )


def _listen(address: str, questions: Sequence[str]) -> tuple[list[float], list[float]]:
    uncached: list[float] = []
    cached: list[float] = []
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as http:
        for question in questions:
            key = _first_key(http, question)
            for times in (uncached, cached):
                started = time.perf_counter()
                http.get(f"/api/speech/{key}.wav").raise_for_status()
                times.append((time.perf_counter() - started) * 1000)
    return uncached, cached


def _first_key(http: httpx.Client, question: str) -> str:
    opened = http.post("/api/conversations", json={"channel": "kiosk"}).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    answer = http.post(f"/api/conversations/{opened['id']}/messages", json={"text": question}, headers=headers).json()
    return str(answer["replies"][0]["audio"][0]["key"])
