"""Finds figures in Chinese sentences, so that each can be looked for in the fact that carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.guides.figures import figures, hanzi_to_int


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20个工作日内办完", {"20"}),
        ("三个月", {"3"}),
        ("两倍到五倍", {"2", "5"}),
        ("百分之五", {"5"}),
        ("1,083,760元", {"1083760"}),
        ("3588.50元", {"3588.5"}),
        ("2021-09-01起", {"2021", "9"}),
        ("第十二条", set()),
        ("大政办发〔2017〕49号", set()),
        ("三者之一通常即可", set()),
        ("千万别点", set()),
        ("12345，12333", {"12345", "12333"}),
    ],
)
def test_figures_of_a_sentence(text, found):
    assert figures(text) == found


@given(st.integers(min_value=1, max_value=9999))
def test_hanzi_numbers_are_read_back(number):
    assert hanzi_to_int(to_hanzi(number)) == number


def to_hanzi(number):
    digits, units, text, zero = "零一二三四五六七八九", ["", "十", "百", "千"], "", False
    for place, char in enumerate(reversed(str(number))):
        digit = int(char)
        if digit:
            text = digits[digit] + units[place] + ("零" if zero and text and not text.startswith("零") else "") + text
            zero = False
        else:
            zero = True
            if text and not text.startswith("零"):
                text = "零" + text
    return text
