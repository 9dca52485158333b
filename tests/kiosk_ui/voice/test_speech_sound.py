"""What the sound is like (criteria G6, G8, G10)."""

import pytest
from sounds import hanzi_a_minute, leading_silence, samples, seconds

from kiosk_ui.voice.errors import UnknownSpeed
from kiosk_ui.voice.service import SpeechService
from kiosk_ui.voice.speech_text.sentences import hanzi
from kiosk_ui.voice.speeds import CALIBRATION_SENTENCE, FAST, NORMAL, SLOW, TARGETS

HIGHEST_PEAK = 32_767 * 10 ** (-1 / 20)
FASTEST_EVER = 258  # hanzi a minute: a newsreader

TEXTS = [
    "您好，请问您要办什么事？",
    "养老金每月15日发放到社会保障卡。",
    "请拨打12333，或者0411-84394444。",
    "八百标兵奔北坡，怕怕啊啊啊！",
    "自2017年4月14日起，每月1870.50元。",
]


@pytest.mark.parametrize("speed", [SLOW, NORMAL, FAST])
def test_speed_is_what_older_listeners_need(voice: SpeechService, speed: str) -> None:
    assert hanzi(CALIBRATION_SENTENCE) == 52
    sounds = [voice.wav(chunk.key, speed) for chunk in voice.prepare(CALIBRATION_SENTENCE)]
    measured = hanzi_a_minute(CALIBRATION_SENTENCE, sum(map(seconds, sounds)))
    target, tolerance = TARGETS[speed]
    assert abs(measured - target) <= tolerance
    assert measured < FASTEST_EVER


def test_speed_targets_are_the_agreed_ones() -> None:
    assert TARGETS == {SLOW: (150, 10), NORMAL: (190, 15), FAST: (235, 15)}


@pytest.mark.parametrize("speed", [SLOW, NORMAL, FAST])
@pytest.mark.parametrize("text", TEXTS)
def test_sound_begins_with_silence_and_never_clips(voice: SpeechService, text: str, speed: str) -> None:
    for chunk in voice.prepare(text):
        sound = voice.wav(chunk.key, speed)
        assert 0.15 <= leading_silence(sound) <= 0.25
        heard = samples(sound)
        assert 3_000 < max(max(heard), -min(heard)) <= HIGHEST_PEAK


def test_hundred_utterances_at_alternating_speeds_all_have_their_speed(voice: SpeechService) -> None:
    chunks = {speed: voice.prepare("请您带上身份证和银行卡", private=True)[0].key for speed in (SLOW, FAST)}
    expected = {speed: seconds(voice.wav(key, speed)) for speed, key in chunks.items()}
    assert expected[SLOW] > expected[FAST] * 1.3
    for turn in range(100):
        speed = (SLOW, FAST)[turn % 2]
        # private texts are synthesised anew each time
        assert seconds(voice.wav(chunks[speed], speed)) == pytest.approx(expected[speed], rel=0.03)


def test_an_unknown_speed_is_refused(voice: SpeechService) -> None:
    with pytest.raises(UnknownSpeed):
        voice.wav(voice.prepare("您好")[0].key, "warp")
