"""Other engines behind the same interface, really run: espeak-ng's own program, and small scripts (G6, G8, G10, G12, G19)."""

import contextlib
import shutil
import sys
import time
import wave
from io import BytesIO
from pathlib import Path

import pytest
from sounds import leading_silence, samples, seconds

import kiosk_ui
from actions.setting_values import SettingsError
from actions.settings import Settings
from kiosk_ui.voice.check import Spoken, measure, report
from kiosk_ui.voice.choice import EngineChoice, VoiceMisconfigured, model_files
from kiosk_ui.voice.configured import configured_voice, problems
from kiosk_ui.voice.errors import VoiceUnavailable
from kiosk_ui.voice.service import SpeechService
from kiosk_ui.voice.speeds import FAST, NORMAL, SLOW, TARGETS
from kiosk_ui.voice.worker.commands import Command
from kiosk_ui.voice.worker.engine import EngineFailed
from kiosk_ui.voice.worker.finish import HIGHEST_PEAK, finish
from kiosk_ui.voice.worker.self_test import self_test
from kiosk_ui.voice.worker.waves import read_wave

PYTHON = sys.executable
# A script in the place of an engine: a tone as long as the text has signs, slower or faster by its second argument.
TONE = """
import array, math, sys, wave
text = open(sys.argv[1], encoding="utf-8").read() if len(sys.argv) > 3 else sys.stdin.buffer.read().decode("utf-8")
if "挂" in text:
    import time; time.sleep(60)
if "坏" in text:
    sys.exit(3)
rate = float(sys.argv[-2])
count = round(len(text) * 8_000 * 0.3 / rate)
with wave.open(sys.argv[-1] if sys.argv[-1] != "-" else sys.stdout.buffer, "wb") as out:
    out.setnchannels(2); out.setsampwidth(4); out.setframerate(8_000)
    out.writeframes(array.array("i", [0] * 8_000 + [int(2**31 * 0.999 * math.sin(n / 5)) for n in range(count) for _ in (0, 1)]).tobytes())
"""

# espeak-ng's program where the system has none: the same library, from the wheel.
ESPEAK = """
import sys
sys.path.insert(0, sys.argv[1])
from kiosk_ui.voice.worker.engine import Pyttsx3Engine
given = dict(zip(sys.argv[2::2], sys.argv[3::2]))
text = open(given["-f"], encoding="utf-8").read() if "-f" in given else sys.stdin.buffer.read().decode("utf-8")
out, sys.stdout = sys.stdout, open("/dev/null", "w")
sound = Pyttsx3Engine().synthesise(text, float(given["-s"]))
open(given["-w"], "wb").write(sound) if "-w" in given else out.buffer.write(sound)
"""


@pytest.fixture
def espeak(tmp_path: Path) -> str:
    if shutil.which("espeak-ng"):
        return "espeak-ng"
    file = tmp_path / "espeak.py"
    file.write_text(ESPEAK, encoding="utf-8")
    return f"{PYTHON} {file} {Path(kiosk_ui.__file__).parents[1]}"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "tone.py"
    file.write_text(TONE, encoding="utf-8")
    return file


@pytest.fixture
def speaking(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Voices by their setting, ended with the test."""
    made: list[SpeechService] = []

    def make(setting: str, rates: str = "", **options: float) -> SpeechService:
        made.append(SpeechService(tmp_path / "speech", 1, choice=EngineChoice.of(setting, rates), **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for service in made:
        service.close()


@pytest.mark.parametrize("places", ["--stdin --stdout", "-f {text_file} -w {wav}"])
def test_espeaks_own_program_speaks_at_the_agreed_speeds(speaking, espeak: str, places: str) -> None:  # type: ignore[no-untyped-def]
    service = speaking(f"command:{espeak} -v cmn-latn-pinyin -s {{rate}} {places}")
    assert service.engine_version() == f"command {Path(espeak.split()[0]).name}"
    spoken = measure(service)
    assert [one.speed for one in spoken] == [SLOW, NORMAL, FAST]
    assert all(one.kept for one in spoken), spoken
    sound = service.wav(service.prepare("请到二号窗口。")[0].key)
    assert 0.15 <= leading_silence(sound) <= 0.25
    assert max(samples(sound)) <= HIGHEST_PEAK


@pytest.mark.parametrize("ending", ["{rate} -", "{text_file} {rate} {wav}"])
def test_any_program_that_writes_a_wav_can_speak(speaking, script: Path, ending: str) -> None:  # type: ignore[no-untyped-def]
    """Two channels, 32 bit, 8 kHz, full scale, silence of its own in front: it comes out as all sounds do."""
    service = speaking(f"command:{PYTHON} {script} {ending}", rates="0.8 1 1.2")
    (chunk,) = service.prepare("请到二号窗口。")
    sound = service.wav(chunk.key)
    assert seconds(sound) == pytest.approx(0.2 + 0.3 * 7, abs=0.01)
    assert 0.19 <= next(at for at, one in enumerate(samples(sound)) if abs(one) > 100) / 8_000 <= 0.21
    assert max(samples(sound)) <= HIGHEST_PEAK
    assert seconds(service.wav(chunk.key, SLOW)) > seconds(sound) > seconds(service.wav(chunk.key, FAST))


def test_a_program_that_fails_or_hangs_is_ended_and_the_next_sound_comes(speaking, script: Path) -> None:  # type: ignore[no-untyped-def]
    service = speaking(f"command:{PYTHON} {script} {{rate}} -", rates="1 1 1", answer_seconds=0.8)
    good, bad, hung = (service.prepare(text, private=True)[0].key for text in ("好。", "坏了。", "挂住。"))
    with pytest.raises(VoiceUnavailable, match="ended with 3"):
        service.wav(bad)
    began = time.perf_counter()
    with pytest.raises(VoiceUnavailable):
        service.wav(hung)
    assert seconds(service.wav(good)) > 0.5
    assert time.perf_counter() - began < 6
    assert _running(script) == []  # what hung was killed with its worker


def test_a_private_text_given_to_a_program_touches_no_disk(tmp_path: Path) -> None:
    shown = Command("readlink -f {text_file} /proc/self/fd/0").run(b"", {}, {"{text_file}": "每月三千元".encode()}).decode()
    assert [line.startswith("/memfd:") for line in shown.split("\n") if line] == [True, True]


def test_a_program_sees_no_setting_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANQING_TEST_SECRET", "you-forgot-to-hide-me")
    assert b"you-forgot" not in Command("env").run(b"", {}, {})


def test_a_text_is_never_a_word_of_the_command_line(speaking, script: Path) -> None:  # type: ignore[no-untyped-def]
    service = speaking(f"command:{PYTHON} {script} {{rate}} -", rates="1 1 1")
    assert seconds(service.wav(service.prepare("{wav}；rm -rf；$(id)好。")[0].key)) > 0.2


def test_another_engine_never_serves_the_sounds_of_the_first(tmp_path: Path, speaking, script: Path) -> None:  # type: ignore[no-untyped-def]
    first = speaking("pyttsx3")
    second = speaking(f"command:{PYTHON} {script} {{rate}} -", rates="1 1 1")
    key = first.prepare("请稍等。")[0].key
    assert key == second.prepare("请稍等。")[0].key
    assert first.wav(key) != second.wav(key)
    before = EngineChoice.of(f"command:{PYTHON} {script}").fingerprint()
    script.write_text(TONE + "\n# another version\n", encoding="utf-8")
    assert EngineChoice.of(f"command:{PYTHON} {script} ").fingerprint() != before


@pytest.mark.parametrize(("seconds_long", "height"), [(0.05, 20_000), (9.0, 20_000), (0.5, 10)])
def test_an_engine_without_phonemes_must_give_a_likely_sound(seconds_long: float, height: int) -> None:
    class Odd:
        version = "odd"

        def phonemes(self, text: str) -> None:
            return None

        def synthesise(self, text: str, rate: float) -> bytes:
            return _wav([height] * round(8_000 * seconds_long))

    with pytest.raises(EngineFailed):
        self_test(Odd(), 1)


@pytest.mark.parametrize("sound", [b"", b"RIFF", b"no sound at all" * 10, None])
def test_what_is_no_sound_is_refused(sound: bytes | None) -> None:
    with pytest.raises(EngineFailed):
        finish(_wav([]) if sound is None else sound)


@pytest.mark.parametrize(("width", "data", "first"), [(1, b"\xff\x00", 32_512), (3, b"\x00\x00\x40\x00\x00\xc0", 16_384)])
def test_other_widths_are_read(width: int, data: bytes, first: int) -> None:
    heard, frame_rate = read_wave(_written(data, width))
    assert (heard[0], len(heard), frame_rate) == (first, 2, 8_000)


def test_speeds_that_are_off_are_told_with_better_numbers() -> None:
    lines: list[str] = []
    off = [Spoken(speed, TARGETS[speed][0] * 1.25, 20_000) for speed in (SLOW, NORMAL, FAST)]
    assert not report(off, (100.0, 125.0, 150.0), lines.append)
    assert 'WANQING_SPEECH_RATES="80 100 120"' in lines[-1]


@pytest.mark.parametrize(("value", "why"), [("command:", "names no program"), ("command:'", "is not a command")])
def test_a_command_that_cannot_be_run_is_refused_with_its_own_fault(value: str, why: str) -> None:
    with pytest.raises(SettingsError, match=f"WANQING_SPEECH_ENGINE {why}"):
        Settings.from_environment({"WANQING_SPEECH_ENGINE": value})


@pytest.mark.parametrize("value", ["espeak", "command:", "command:'", "sherpa-onnx:", "none"])
def test_an_engine_that_cannot_be_meant_is_refused_by_name(value: str) -> None:
    with pytest.raises(SettingsError, match="WANQING_SPEECH_ENGINE"):
        Settings.from_environment({"WANQING_SPEECH_ENGINE": value})
    with pytest.raises(SettingsError, match="WANQING_SPEECH_RATES"):
        Settings.from_environment({"WANQING_SPEECH_RATES": "fast"})


def test_what_is_missing_is_said_in_both_languages_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "recordings.txt").write_text("no arrow", encoding="utf-8")
    broken = {
        "WANQING_SPEECH_ENGINE": "command:no-such-program {rate}",
        "WANQING_SPEECH_INPUT": f"sherpa-onnx:{tmp_path}",
        "WANQING_SPEECH_RECORDINGS": str(tmp_path),
    }
    told = list(problems(Settings.from_environment(broken)))
    assert [line.split("：")[0] for line in told] == list(broken)
    assert "找不到语音程序 no-such-program" in told[0] and "no such program" in told[0]
    assert list(problems(Settings.from_environment({}))) == []


@pytest.mark.parametrize("missing", ["model.onnx", "tokens.txt", "lexicon.txt"])
def test_a_model_folder_must_hold_its_files(tmp_path: Path, missing: str) -> None:
    for name in {"model.onnx", "tokens.txt", "lexicon.txt"} - {missing}:
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(VoiceMisconfigured, match=missing.replace("model.onnx", r"\.onnx")):
        model_files(tmp_path)
    if missing == "lexicon.txt":
        assert set(model_files(tmp_path, listens=True)) == {"model", "tokens"}


def test_without_the_package_a_model_is_refused_with_its_remedy(tmp_path: Path) -> None:
    """The package is no requirement of ours, so it is missing here."""
    for name in ("model.onnx", "tokens.txt", "lexicon.txt"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(VoiceMisconfigured, match="没有安装 sherpa-onnx.*not installed"):
        EngineChoice.of(f"sherpa-onnx:{tmp_path}").check()


def test_recordings_are_switched_on_by_configuration_alone(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "recordings.txt").write_text("hello => 您好。\n", encoding="utf-8")
    (folder / "hello.wav").write_bytes(b"a person says it")
    settings = Settings.from_environment({"WANQING_HOME": str(tmp_path), "WANQING_SPEECH_RECORDINGS": str(folder)})
    service = configured_voice(settings)
    assert service.wav(service.prepare("您好。")[0].key) == b"a person says it"
    service.close()


def _running(script: Path) -> list[bytes]:
    """Command lines of this script's own processes; a worker's names it as well."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it ended in this moment
            found.append(path.read_bytes())
    return [line for line in found if str(script).encode() in line and b"worker.main" not in line]


def _wav(heights: list[int]) -> bytes:
    return _written(b"".join(height.to_bytes(2, "little", signed=True) for height in heights), 2)


def _written(data: bytes, width: int) -> bytes:
    target = BytesIO()
    with wave.open(target, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(width)
        writer.setframerate(8_000)
        writer.writeframes(data)
    return target.getvalue()
