"""Words that sound alike get the same syllables."""

import pytest

from knowledge_base.text.pinyin import syllable_pairs


@pytest.mark.parametrize(
    ("written", "meant"),
    [("认正", "认证"), ("样老斤", "养老金"), ("扶恤经", "抚恤金"), ("社宝咔", "社保卡"), ("四频", "视频"), ("南卡", "蓝卡")],
)
def test_what_sounds_alike_is_alike(written, meant):
    assert syllable_pairs(written) == syllable_pairs(meant)


def test_what_sounds_different_is_different():
    assert syllable_pairs("认证") != syllable_pairs("医保")


def test_digits_letters_and_lone_characters_have_no_syllables():
    assert syllable_pairs("12333 app 卡") == []
