"""The workers are killed, hung, orphaned and crowded (criteria G11, G12)."""

import concurrent.futures
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sounds import seconds

import kiosk_ui
from kiosk_ui.voice.errors import VoiceUnavailable
from kiosk_ui.voice.service import SpeechService
from kiosk_ui.voice.speech_text.sentences import hanzi
from kiosk_ui.voice.worker import library
from kiosk_ui.voice.worker.pool import WorkerPool
from kiosk_ui.voice.worker.process import Worker, WorkerFailed

ROOT = Path(kiosk_ui.__file__).parents[1]


def pids(pool: WorkerPool) -> list[int]:
    return [worker.pid for worker in pool.workers if worker.pid]


@pytest.fixture
def pool():  # type: ignore[no-untyped-def]
    one = WorkerPool(workers=1)
    one.warm_up()
    yield one
    one.close()


def test_twenty_parallel_requests_each_get_their_own_text(voice: SpeechService) -> None:
    texts = ["好" * length + "。" for length in range(3, 23)]
    keys = [voice.prepare(text, private=True)[0].key for text in texts]
    pid = os.getpid()
    voice.wav(keys[0])

    def timed(key: str) -> tuple[float, float]:
        began = time.perf_counter()
        sound = voice.wav(key)
        return seconds(sound), time.perf_counter() - began

    with concurrent.futures.ThreadPoolExecutor(20) as threads:
        lengths, waits = zip(*threads.map(timed, keys), strict=True)
    assert list(lengths) == sorted(lengths)
    assert all(longer - shorter > 0.1 for shorter, longer in zip(lengths, lengths[1:], strict=False))
    assert sorted(waits)[-2] <= 1.5
    assert os.getpid() == pid


def test_after_a_kill_the_next_request_succeeds_within_a_second(pool: WorkerPool) -> None:
    os.kill(pids(pool)[0], signal.SIGKILL)
    began = time.perf_counter()
    assert seconds(pool.speak("您好", 162)) > 0.3
    assert time.perf_counter() - began <= 1.0


def test_a_hung_worker_is_replaced_within_six_seconds(pool: WorkerPool) -> None:
    (hung,) = pids(pool)
    os.kill(hung, signal.SIGSTOP)
    began = time.perf_counter()
    assert seconds(pool.speak("您好", 162)) > 0.3
    assert time.perf_counter() - began <= 6.0
    assert pids(pool) != [hung]


def test_a_worker_holds_no_socket_and_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANQING_TEST_SECRET", "you-forgot-to-hide-me")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.set_inheritable(True)
        worker = Worker()
        try:
            worker.start()
            process = Path(f"/proc/{worker.pid}")
            opened = [os.readlink(link) for link in (process / "fd").iterdir()]
            assert not any(name.startswith("socket:") for name in opened), opened
            assert b"you-forgot-to-hide-me" not in (process / "environ").read_bytes()
        finally:
            worker.end()


def test_workers_end_with_a_web_server_that_is_killed() -> None:
    program = (
        "import signal; from kiosk_ui.voice.worker.pool import WorkerPool\n"
        "pool = WorkerPool(2); pool.warm_up()\n"
        "print(*[worker.pid for worker in pool.workers], flush=True); signal.pause()"
    )
    command = [sys.executable, "-c", program]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    workers = [int(pid) for pid in server.stdout.readline().split()]
    assert len(workers) == 2
    server.kill()
    server.wait()
    server.stdout.close()
    _await(lambda: not any(_alive(pid) for pid in workers), 3.0)


def test_closing_ends_the_workers_and_later_requests_are_refused() -> None:
    pool = WorkerPool(workers=2)
    pool.warm_up()
    ended = pids(pool)
    pool.close()
    _await(lambda: not any(_alive(pid) for pid in ended), 3.0)
    with pytest.raises(VoiceUnavailable):
        pool.speak("您好", 162)
    assert not pool.healthy()


def test_a_worker_that_cannot_start_says_why_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    worker = Worker()
    with pytest.raises(WorkerFailed) as caught:
        worker.start()
    assert "\n" not in str(caught.value)
    assert worker.pid is None


def test_a_missing_engine_is_a_calm_sentence_outside_and_a_code_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    pool = WorkerPool(workers=1)
    with pytest.raises(VoiceUnavailable) as caught:
        pool.speak("您好", 162)
    assert caught.value.code == "voice_unavailable"
    assert caught.value.detail == "语音暂时不可用，请看屏幕上的文字。"
    assert not pool.healthy()


def test_the_first_prepare_warms_the_workers_up_in_the_background(own_voice: SpeechService) -> None:
    began = time.perf_counter()
    own_voice.prepare("您好。")
    assert time.perf_counter() - began < 0.5
    _await(own_voice.is_warm, 5.0)


def test_a_long_data_path_is_shortened(tmp_path: Path) -> None:
    data = tmp_path / ("d" * 100) / ("e" * 100) / "espeak-ng-data"
    data.mkdir(parents=True)
    (data / "phontab").write_text("")
    short = library.short_data_path(data)
    assert len(str(short)) <= library.LONGEST_DATA_PATH
    assert (short / "phontab").exists()
    assert library.short_data_path(Path("/usr/share/espeak-ng-data")) == Path("/usr/share/espeak-ng-data")


def test_the_engine_speaks_from_a_shortened_data_path() -> None:
    program = (
        "import sys; from kiosk_ui.voice.worker import library; library.LONGEST_DATA_PATH = 5\n"
        "from kiosk_ui.voice.worker.engine import Pyttsx3Engine\n"
        "print(len(Pyttsx3Engine().synthesise('您好', 162)), file=sys.stderr)"
    )
    done = _run(program)
    assert int(done.stderr) > 10_000


def test_without_the_wheel_the_system_library_speaks_or_its_absence_is_explained() -> None:
    program = (
        "import sys; sys.modules['espeakng_loader'] = None\n"
        "from kiosk_ui.voice.worker.engine import Pyttsx3Engine\n"
        "from kiosk_ui.voice.worker.library import LibraryMissing\n"
        "try:\n    sound = Pyttsx3Engine().synthesise('您好', 162)\n    print(len(sound), file=sys.stderr)\n"
        "except LibraryMissing as error:\n    print(error, file=sys.stderr)"
    )
    said = _run(program).stderr.strip()
    assert (said.isdigit() and int(said) > 10_000) or "espeakng-loader" in said, said


def test_no_library_at_all_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no such library")

    monkeypatch.setattr(library.ctypes, "CDLL", refuse)
    with pytest.raises(library.LibraryMissing, match="espeakng-loader"):
        library.load_library()


def test_background_workers_give_way_to_everybody() -> None:
    worker = Worker(niceness=19)
    try:
        worker.start()
        assert worker.pid is not None
        assert os.getpriority(os.PRIO_PROCESS, worker.pid) == 19
    finally:
        worker.end()


def test_long_sounds_of_long_chunks_stay_quick(pool: WorkerPool) -> None:
    text = "好" * 200
    assert hanzi(text) == 200
    began = time.perf_counter()
    pool.speak(text, 130)
    assert time.perf_counter() - began < 3.0


def _run(program: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=True)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _await(condition, patience: float) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
