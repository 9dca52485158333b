"""Pronunciation checked on the engine's own phonemes (criteria G9, H4)."""

import pytest

from kiosk_ui.voice.service import SpeechService
from kiosk_ui.voice.speech_text import normalise
from kiosk_ui.voice.speech_text.letters import LETTERS, WORDS
from kiosk_ui.voice.speech_text.lexicon import ENTRIES, read_entries
from kiosk_ui.voice.worker.engine import EngineFailed
from kiosk_ui.voice.worker.self_test import self_test


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.written)
def test_engine_reads_the_replacement_as_noted(voice: SpeechService, entry) -> None:  # type: ignore[no-untyped-def]
    assert voice.phonemes(normalise(entry.written)) == entry.phonemes


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.written)
def test_every_entry_is_needed(voice: SpeechService, entry) -> None:  # type: ignore[no-untyped-def]
    assert voice.phonemes(entry.written) != entry.phonemes


@pytest.mark.parametrize(
    ("word", "phonemes"),
    [
        ("银行", "ji35nX'A35N_|"),
        ("重新", "ts.hong35S;'i55n_|"),
        ("会计", "khuai51tS;'i51_|"),
        ("长者", "ts.A214Nts.'o-214_|"),
    ],
)
def test_bundled_engine_knows_words_with_several_readings(voice: SpeechService, word: str, phonemes: str) -> None:
    assert voice.phonemes(word) == phonemes


def test_greeting_is_read_as_chinese(voice: SpeechService) -> None:
    heard = voice.phonemes("您好")
    assert heard
    assert "(en)" not in heard


def test_self_test_refuses_a_voice_that_spells_pinyin_in_english() -> None:
    class Spelling:
        version = "1.51"

        def phonemes(self, text: str) -> str:
            return "(en)hh'aU t'u:(cmn)"

        def synthesise(self, text: str, rate: int) -> bytes:
            raise NotImplementedError

    with pytest.raises(EngineFailed):
        self_test(Spelling())


def test_no_letter_reaches_the_engine(voice: SpeechService) -> None:
    assert LETTERS
    for word in [*WORDS, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abc"]:
        assert "(en)" not in voice.phonemes(normalise(word))
        assert not any(char.isascii() for char in normalise(word))


def test_a_lexicon_line_that_cannot_be_read_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "lexicon.txt"
    broken.write_text("还款 = 环款\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"lexicon\.txt:1"):
        read_entries(broken)
