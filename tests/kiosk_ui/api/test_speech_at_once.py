"""Twenty listeners over HTTP at the same moment (G11): all served, each with its own sound, by the same process."""

import concurrent.futures
import io
import os
import time
import wave

import httpx

from tests.serving import serving


def test_twenty_sounds_fetched_at_once_are_all_right_and_in_time(app):
    voice = app.extensions["wanqing"].voice
    keys = [voice.prepare("好" * length + "。", private=True)[0].key for length in range(3, 23)]
    voice.wav(keys[0])  # the first sound of the day starts the workers
    with serving(app, threads=16) as server:
        address, process = f"http://127.0.0.1:{server.effective_port}", os.getpid()
        with httpx.Client(base_url=address, timeout=10, trust_env=False) as http:

            def fetch(key):
                began = time.perf_counter()
                answer = http.get(f"/api/speech/{key}.wav")
                waited = time.perf_counter() - began
                assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
                with wave.open(io.BytesIO(answer.content)) as reader:
                    return reader.getnframes(), waited

            with concurrent.futures.ThreadPoolExecutor(20) as threads:
                lengths, waits = zip(*threads.map(fetch, keys), strict=True)
        assert os.getpid() == process
    assert all(longer - shorter > 2_205 for shorter, longer in zip(lengths, lengths[1:], strict=False))
    assert sorted(waits)[-2] <= 1.5
