"""A spoken question on its way in: bounds, silence about it, and what happens when nothing hears."""

import dataclasses
import io
import logging
import sys
import time
import wave
from concurrent.futures import ThreadPoolExecutor

import pytest
from test_bad_input import assert_plain_problem

from kiosk_ui.app import create_app
from kiosk_ui.parts import build_parts
from tests.kiosk_ui.conftest import Visit

# Hears nothing in silence, and the same line in every sound; takes its time over one, and fails on one that is very loud.
SCRIPT = """
import array, io, sys, time, wave
heard = wave.open(io.BytesIO(sys.stdin.buffer.read())) if len(sys.argv) < 2 else wave.open(sys.argv[1])
loudest = max(array.array("h", heard.readframes(heard.getnframes())))
if loudest > 30_000:
    sys.exit(1)
if loudest == 2_000:
    time.sleep(0.7)
print("丧葬费\\\\x07怎么领" * 60 if loudest > 20_000 else "丧葬费怎么领？\\\\n" if loudest else "")
"""


def recording(seconds=1.0, height=1_000, rate=16_000, channels=1):
    target = io.BytesIO()
    with wave.open(target, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(height.to_bytes(2, "little") * round(seconds * rate * channels))
    return target.getvalue()


@pytest.fixture
def settings(settings, tmp_path):
    script = tmp_path / "hears.py"
    script.write_text(SCRIPT.replace("\\\\", "\\"), encoding="utf-8")
    return dataclasses.replace(settings, speech_input=f"command:{sys.executable} {script} {{wav}}")


@pytest.fixture
def hear(client):
    visit = Visit(client, "kiosk")

    def post(data, kind="audio/wav", headers=None):
        return client.post(f"{visit.path}/hearing", data=data, content_type=kind, headers=headers or visit.headers)

    return post


def test_what_is_said_comes_back_as_words_and_stays_nowhere(hear, settings, caplog):
    caplog.set_level(logging.DEBUG)
    answer = hear(recording())
    assert (answer.status_code, answer.get_json()) == (200, {"text": "丧葬费怎么领？"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert hear(recording(height=0)).get_json() == {"text": ""}  # silence is no failure
    assert hear(recording(height=25_000)).get_json()["text"] == ("丧葬费怎么领" * 60)[:300]  # as much as the line takes
    assert "丧葬费" not in caplog.text
    kept = [path for path in settings.home.rglob("*") if path.is_file() and path.name != "hears.py"]
    assert [path.name for path in kept if b"RIFF" in path.read_bytes() or "丧葬费怎么领".encode() in path.read_bytes()] == []


def test_only_a_short_recording_is_taken(hear):
    assert hear(recording(15.5)).status_code == 200
    assert_plain_problem(hear(recording(16.5)), 413, "hearing-too-long")
    assert_plain_problem(hear(b"RIFF" + bytes(700_000)), 413, "hearing-too-long")
    for data, kind in (
        (recording(), "application/json"), (recording(), "audio/webm"), (b"", "audio/wav"), (b"RIFF", "audio/wav"),
        (b"no sound" * 100, "audio/wav"), (recording(rate=44_100), "audio/wav"), (recording(channels=2), "audio/wav"),
        (recording(0), "audio/wav"),
    ):  # fmt: skip
        assert_plain_problem(hear(data, kind), 415, "hearing-not-a-recording")


def test_a_recording_cut_short_on_its_way_is_heard_as_far_as_it_came(hear):
    assert hear(recording()[:-1]).get_json() == {"text": "丧葬费怎么领？"}
    assert hear(recording()[:-9_999]).get_json() == {"text": "丧葬费怎么领？"}
    assert_plain_problem(hear(recording(0) + b"1"), 415, "hearing-not-a-recording")


def test_two_are_heard_and_a_third_need_not_wait_to_be_told_so(hear):
    assert hear(recording()).status_code == 200  # the worker is up
    with ThreadPoolExecutor(2) as two:
        heard = [two.submit(hear, recording(height=2_000)) for _ in range(2)]
        time.sleep(0.3)
        begun = time.monotonic()
        answer = hear(recording())
        took = time.monotonic() - begun
    assert_plain_problem(answer, 503, "hearing-busy")
    assert took < 0.6  # waiting would be more than a second
    assert [one.result().get_json() for one in heard] == [{"text": "丧葬费怎么领？"}] * 2
    assert hear(recording()).status_code == 200  # the place is free again


def test_only_the_kiosk_is_listened_to(client, visit):
    answer = client.post(f"{visit.path}/hearing", data=recording(), content_type="audio/wav", headers=visit.headers)
    assert_plain_problem(answer, 403, "kiosk-only")


def test_a_stranger_is_not_heard(hear, another_visit):
    assert hear(recording(), headers={"Authorization": "Bearer wrong"}).status_code == 404
    assert hear(recording(), headers=another_visit.headers).status_code == 404


def test_a_recogniser_that_fails_ends_in_a_calm_sentence_and_hears_the_next(hear):
    assert_plain_problem(hear(recording(height=31_000)), 503, "hearing-unavailable")
    assert hear(recording()).get_json() == {"text": "丧葬费怎么领？"}


def test_the_page_may_use_the_microphone_only_where_something_hears(client, settings):
    assert "microphone=(self)" in client.get("/kiosk").headers["Permissions-Policy"]
    assert 'class="talk-button"' in client.get("/kiosk").text
    assert "microphone=()" in client.get("/chat").headers["Permissions-Policy"]
    deaf = dataclasses.replace(settings, speech_input="none")
    parts = build_parts(deaf)
    other = create_app(deaf, parts).test_client()
    assert "microphone=()" in other.get("/kiosk").headers["Permissions-Policy"]
    assert "talk-button" not in other.get("/kiosk").text
    visit = Visit(other, "kiosk")
    answer = other.post(f"{visit.path}/hearing", data=recording(), content_type="audio/wav", headers=visit.headers)
    assert_plain_problem(answer, 503, "hearing-unavailable")
    parts.close()
