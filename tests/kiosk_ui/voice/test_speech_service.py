"""Keys, privacy and the cache of the voice."""

import re
import resource
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sounds import seconds

from kiosk_ui.voice.cache import DiskCache
from kiosk_ui.voice.errors import UnknownSpeech
from kiosk_ui.voice.service import SpeechService
from kiosk_ui.voice.speeds import FAST, NORMAL
from kiosk_ui.voice.texts import Texts


def test_a_prepared_text_can_be_heard(voice: SpeechService) -> None:
    (chunk,) = voice.prepare("满15年可以办。")
    assert (chunk.shown, chunk.spoken) == ("满15年可以办。", "满十五年可以办。")
    assert seconds(voice.wav(chunk.key)) > 1


def test_another_web_process_can_speak_a_public_key(tmp_path: Path) -> None:
    first, second = SpeechService(tmp_path), SpeechService(tmp_path)
    try:
        key = first.prepare("请到二号窗口。")[0].key
        assert second.wav(key, NORMAL).startswith(b"RIFF")
    finally:
        first.close()
        second.close()


@pytest.mark.parametrize(
    "key", ["", "p", "p" + "0" * 40, "s" + "0" * 40, "../../etc/passwd", "p" + "Z" * 40, "p../" * 11]
)
def test_an_unknown_key_is_unknown(voice: SpeechService, key: str) -> None:
    with pytest.raises(UnknownSpeech) as caught:
        voice.wav(key)
    assert caught.value.code == "speech_unknown"
    assert re.search("[一-龥]", caught.value.detail)


def test_a_private_text_leaves_nothing_on_disk(own_voice: SpeechService, tmp_path: Path) -> None:
    (chunk,) = own_voice.prepare("李某某每月养老金三千元。", private=True)
    own_voice.wav(chunk.key)
    assert own_voice.is_private(chunk.key)
    assert [path for path in (tmp_path / "speech").rglob("*") if path.is_file()] == []


def test_a_text_with_an_identity_number_is_private_without_being_told(own_voice: SpeechService) -> None:
    (chunk,) = own_voice.prepare("身份证号210202195501011234。")
    assert own_voice.is_private(chunk.key)
    assert "幺二三四" in chunk.spoken


def test_the_key_of_a_private_text_cannot_be_guessed_from_the_text(voice: SpeechService) -> None:
    assert voice.prepare("每月三千元", private=True)[0].key != voice.prepare("每月三千元", private=True)[0].key


def test_a_private_text_ends_with_the_visit(voice: SpeechService) -> None:
    keys = [chunk.key for chunk in voice.prepare("每月三千元。", private=True)]
    voice.forget(keys)
    with pytest.raises(UnknownSpeech):
        voice.wav(keys[0])


def test_a_private_text_grows_old(tmp_path: Path) -> None:
    now = [0.0]
    texts = Texts(DiskCache(tmp_path), private_seconds=60, clock=lambda: now[0])
    key = texts.add_private("每月三千元")
    now[0] = 59.0
    assert texts.find(key) == "每月三千元"
    now[0] = 61.0
    assert texts.find(key) is None


def test_the_second_hearing_comes_from_the_cache(own_voice: SpeechService, tmp_path: Path) -> None:
    key = own_voice.prepare("请稍等。")[0].key
    first = own_voice.wav(key)
    own_voice.close()  # no engine any more
    assert own_voice.wav(key) == first


def test_a_full_disk_does_not_silence_the_voice(own_voice: SpeechService, tmp_path: Path) -> None:
    own_voice.prepare("您好。")
    with _no_file_may_grow_beyond(0):
        key = own_voice.prepare("磁盘满了也能说话。")[0].key
        assert seconds(own_voice.wav(key)) > 1
    assert list((tmp_path / "speech").rglob("*.part")) == []


def test_a_cache_folder_that_cannot_exist_does_not_silence_the_voice(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    service = SpeechService(tmp_path / "file" / "speech")
    try:
        assert seconds(service.wav(service.prepare("没有缓存也能说话。")[0].key)) > 1
    finally:
        service.close()


def test_the_cache_keeps_its_limit_and_what_was_used_last(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, limit=40_960)
    cache.put("aa-first", b"x" * 4_096)
    for number in range(30):
        cache.put(f"{number:02}-sound", b"x" * 4_096)
        cache.get("aa-first")
    assert cache.size() <= 45_056
    assert cache.get("29-sound") is not None
    assert cache.get("00-sound") is None
    assert cache.get("aa-first") is not None


def test_many_small_files_count_as_what_they_take_on_disk(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, limit=40_960)
    for number in range(100):
        cache.put(f"{number:02}-text", b"x")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) <= 11


def test_fixed_texts_are_made_once_and_for_every_speed(own_voice: SpeechService) -> None:
    texts = ["您好。", "请稍等。请坐。"]
    assert own_voice.presynthesise(texts) == 9
    assert own_voice.presynthesise(texts) == 0
    own_voice.close()
    assert own_voice.wav(own_voice.prepare("请坐。")[0].key, FAST).startswith(b"RIFF")


def test_presynthesis_stops_before_it_pushes_out_its_own_sounds(tmp_path: Path) -> None:
    service = SpeechService(tmp_path, cache_mb=3)
    try:
        made = service.presynthesise([f"这是第{number}句固定的话，请您听好。" for number in range(30)])
        assert 10 < made < 90
        assert service.presynthesise(["这是第0句固定的话，请您听好。"]) == 0
    finally:
        service.close()


def test_presynthesis_leaves_personal_texts_alone(own_voice: SpeechService) -> None:
    assert own_voice.presynthesise(["身份证号210202195501011234"]) == 0


def test_the_sound_is_a_plain_wave_file(voice: SpeechService, tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    path.write_bytes(voice.wav(voice.prepare("您好。")[0].key))
    with wave.open(str(path)) as reader:
        assert reader.getframerate() == 22_050


@contextmanager
def _no_file_may_grow_beyond(size: int) -> Iterator[None]:
    """What a full disk does, by the kernel's own limit (Python turns the signal into OSError)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
