"""Whatever a visitor types or pastes comes out in one normal form, quickly and without an error."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.text.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("老伴沒了，喪葬費找誰領？", "老伴没了,丧葬费找谁领?"),
        ("１２３３３", "12333"),
        ("认\u200b证\u2060没\ufeff过", "认证没过"),
        ("认证\x00\x07没过", "认证没过"),
        ("  认证 \n\t 没过　", "认证 没过"),
        ("ＡＰＰ", "APP"),
        ("\u202e卡丢了\u202c", "卡丢了"),
        ("", ""),
        (" \u200b\n", ""),
    ],
)
def test_text_comes_out_in_its_normal_form(typed, normal):
    assert normalise(typed) == normal


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=40))
def test_normalising_hanzi_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_no_control_or_invisible_character_is_left(text):
    assert not {unicodedata.category(char) for char in normalise(text)} & {"Cc", "Cf", "Cs", "Co"}


@pytest.mark.parametrize("line", ["养老金认证没过怎么办", "養老金認證沒過怎麼辦", "😀", "\u200b", "<script>alert(1)</script>"])
def test_ten_thousand_characters_take_a_moment(line):
    text = (line * 10_000)[:10_000]
    normalise(line)
    started = time.perf_counter()
    normalise(text)
    assert time.perf_counter() - started < 1.0
