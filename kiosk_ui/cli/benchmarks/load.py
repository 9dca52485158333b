"""20 conversations at once, a message each every 2 s, the whole path over HTTP."""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import httpx

CONVERSATIONS, PAUSE_SECONDS, MESSAGES = 20, 2.0, 20


@dataclass
class LoadResult:
    """Milliseconds of every answered message, and what went wrong."""

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measure_load(address: str, questions: Sequence[str], report: Callable[[str], object]) -> LoadResult:
    """Drive `address` with CONVERSATIONS visitors who ask `questions` in turn; prints p50, p95, max and errors."""
    result = LoadResult()
    visitors = [
        threading.Thread(target=_visitor, args=(address, questions, number, result)) for number in range(CONVERSATIONS)
    ]
    for visitor in visitors:
        visitor.start()
        time.sleep(PAUSE_SECONDS / CONVERSATIONS)
    for visitor in visitors:
        visitor.join()
    times = sorted(result.milliseconds)
    report(
        f"{CONVERSATIONS} conversations, a message each every {PAUSE_SECONDS:g} s, {len(times)} messages: "
        f"median {statistics.median(times):.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms, "
        f"max {times[-1]:.0f} ms, errors {len(result.errors)} (ceiling: p95 400 ms, no error)"
    )
    return result


def _visitor(address: str, questions: Sequence[str], number: int, result: LoadResult) -> None:
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as http:
        opened = http.post("/api/conversations", json={"channel": "web"}).json()
        headers = {"Authorization": f"Bearer {opened['token']}"}
        path = f"/api/conversations/{opened['id']}/messages"
        for turn in range(MESSAGES):
            started = time.perf_counter()
            text = questions[(number * MESSAGES + turn) % len(questions)]
            response = http.post(path, json={"text": text}, headers=headers)
            took = time.perf_counter() - started
            _record(response, took, result)
            time.sleep(max(0.0, PAUSE_SECONDS - took))


def _record(response: httpx.Response, took: float, result: LoadResult) -> None:
    result.milliseconds.append(took * 1000)
    if response.status_code != 200:
        result.errors.append(f"HTTP {response.status_code}")
    elif any(reply["outcome"] == "error" for reply in response.json()["replies"]):
        result.errors.append("apology")
