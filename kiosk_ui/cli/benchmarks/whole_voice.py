"""The whole voice: through the service, broken on purpose, over HTTP by many at once, and on the kiosk page."""

import concurrent.futures
import io
import secrets
import tempfile
import time
import wave
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import httpx

from actions.settings import Settings
from kiosk_ui.cli.benchmarks.page_sound import measure_page_sound
from kiosk_ui.cli.launch.temporary import temporary_house
from kiosk_ui.voice.bench import (
    ALTERNATING,
    CROWD_MS,
    PARALLEL,
    Measured,
    measure,
    measure_breakage,
    report,
    right_speeds,
)
from knowledge_base.evaluation.model import load_questions

_QUESTIONS = 60  # enough for twenty answers that can be read on
_HANZI_SECONDS = (0.15, 0.6)  # what a spoken hanzi may last at normal speed, silence in front included


def measure_whole_voice(settings: Settings, tell: Callable[[str], None]) -> None:
    """Tell all waits as a table and how many of a hundred alternating utterances had their speed."""
    with tempfile.TemporaryDirectory(prefix=f"wanqing-{secrets.token_hex(3)}-") as folder:
        cache = Path(folder)
        results = [*measure(cache / "service"), *measure_breakage(cache)]
        generous = replace(settings, messages_per_minute=100_000, conversations_per_minute=100_000, speech_cache=cache / "house")
        questions = [question.text for question in load_questions("development")][:_QUESTIONS]
        with temporary_house(generous) as running:
            address = f"http://127.0.0.1:{running.port}"
            results.append(_many_listeners(address, questions[:PARALLEL]))
            try:
                results += measure_page_sound(settings, address, questions[PARALLEL:])
            except ImportError:
                tell("the page was not measured: Playwright is not installed")
    report(results, tell)
    tell(f"alternating speeds: {right_speeds()} of {ALTERNATING} utterances within 3 %")


def _many_listeners(address: str, questions: Sequence[str]) -> Measured:
    """Twenty sounds nobody has made yet, fetched at once. Raises where one is refused or does not fit its text."""
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as http:
        opened = http.post("/api/conversations", json={"channel": "web"}).json()
        own = {"Authorization": f"Bearer {opened['token']}"}
        path = f"/api/conversations/{opened['id']}/messages"
        answers = [http.post(path, json={"text": question}, headers=own).json() for question in questions]
        chunks = [answer["replies"][0]["audio"][-1] for answer in answers]

        def fetch(chunk: dict[str, str]) -> float:
            began = time.perf_counter()
            sound = http.get(f"/api/speech/{chunk['key']}.wav").raise_for_status().content
            waited = (time.perf_counter() - began) * 1000
            with wave.open(io.BytesIO(sound)) as reader:
                share = reader.getnframes() / reader.getframerate() / len(chunk["spoken"])
            if not _HANZI_SECONDS[0] <= share <= _HANZI_SECONDS[1]:
                raise ValueError(f"a sound does not fit its text: {share:.2f} s a sign")
            return waited

        with concurrent.futures.ThreadPoolExecutor(PARALLEL) as threads:
            waits = tuple(threads.map(fetch, chunks))
    return Measured(f"{len(waits)} listeners at once over HTTP", waits, p95_limit=CROWD_MS)
