"""How a text is cut into chunks (criteria G13, G16)."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_ui.voice.speech_text import split
from kiosk_ui.voice.speech_text.sentences import CHUNK_HANZI, FORCED_HANZI, LONGEST_SPOKEN, hanzi
from kiosk_ui.voice.speeds import CALIBRATION_SENTENCE
from knowledge_base.guides.files import load_guides

ANSWER = "满15年可以办，带身份证。窗口在1,234号；电话0411-84394444！\n还有问题吗？请问工作人员"


def test_text_is_cut_at_sentence_ends_and_lines() -> None:
    shown = [sentence.shown for sentence in split(ANSWER)]
    assert shown == [
        "满15年可以办，带身份证。",
        "窗口在1,234号；",
        "电话0411-84394444！",
        "还有问题吗？",
        "请问工作人员",
    ]


def test_first_chunk_is_short_where_a_comma_allows_it() -> None:
    assert hanzi(split(CALIBRATION_SENTENCE)[0].shown) <= 20


def test_a_long_sentence_is_cut_at_its_commas() -> None:
    chunks = split(CALIBRATION_SENTENCE)
    assert len(chunks) > 1
    assert all(hanzi(chunk.shown) <= 30 for chunk in chunks)


def test_highlighted_and_spoken_text_belong_together() -> None:
    assert [chunk.spoken for chunk in split("满15年。拨打12333。")] == ["满十五年。", "拨打幺二三三三。"]


def test_decimals_thousands_times_and_addresses_are_not_torn() -> None:
    text = "每月1,870.50元，8:30-11:30办理，网址https://example.cn/a?b=1;c=2，" * 3
    assert not any(re.search(r"\d,$|\d:$|\?$", chunk.shown) for chunk in split(text))


def test_a_long_text_without_punctuation_is_still_cut() -> None:
    chunks = split("好" * 500)
    assert all(len(chunk.spoken) <= FORCED_HANZI for chunk in chunks)
    assert sum(len(chunk.spoken) for chunk in chunks) == 500


def test_an_identity_number_is_not_cut_open_in_a_long_text() -> None:
    said = "".join(chunk.spoken for chunk in split("好" * 70 + "210202195501011234" + "好" * 70))
    assert "尾号幺二三四" in said
    assert "二零二一九" not in said


@pytest.mark.parametrize("text", ["", " \n ", "。。。", "——", "***"])
def test_nothing_to_say_gives_no_chunk(text: str) -> None:
    assert split(text) == []


@given(st.text(alphabet="养老金满15年，。；！？\n、：:,.-/?! Xx*（）", max_size=300))
@settings(deadline=None)
def test_no_chunk_exceeds_the_limit_and_no_word_is_lost(text: str) -> None:
    chunks = split(text)
    assert all(chunk.spoken and len(chunk.spoken) <= LONGEST_SPOKEN for chunk in chunks)
    shown = "".join(chunk.shown for chunk in chunks)
    assert re.sub(r"[^养老金满年]", "", shown) == re.sub(r"[^养老金满年]", "", text)


def test_every_chunk_of_a_guide_can_be_followed() -> None:
    texts = {text for guide in load_guides().values() for text in guide.public_texts()}
    assert [chunk.shown for text in texts for chunk in split(text) if hanzi(chunk.shown) > CHUNK_HANZI] == []
