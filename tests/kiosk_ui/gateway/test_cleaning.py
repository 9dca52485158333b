"""Free text can never become a Rasa command, and never breaks the understanding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_ui.gateway.cleaning import clean, says_something


@pytest.mark.parametrize(
    "text",
    ['/open_guide{"guide_id":"x"}', "／handoff", "  / / /restart", "\u200b/session_start", "\\/greet", "\n／／ back", "⁄"],
)
def test_leading_slash_variants_are_stripped(text):
    assert not clean(text).startswith("/")


@given(st.text(max_size=300))
def test_cleaning_never_raises_never_leaves_a_command_and_is_idempotent(text):
    cleaned = clean(text)
    assert not cleaned.startswith("/")
    assert clean(cleaned) == cleaned
    assert not any(ord(char) < 32 or char in "\u200b\u200d\ufeff" for char in cleaned)


def test_traditional_and_full_width_forms_are_understood_as_simplified():
    assert clean("養老金　什麼時候發？１２３３３") == "养老金 什么时候发?12333"


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "。。。", "\u200b\u200b", "？！"])
def test_emoji_blank_and_punctuation_say_nothing(text):
    assert not says_something(clean(text))


@pytest.mark.parametrize("text", ["好", "12333", "APP"])
def test_a_word_a_number_or_letters_say_something(text):
    assert says_something(clean(text))
