"""Terms of the domain written with characters of the same sound are put right, right text stays as it is."""

import pytest

from knowledge_base.guides.files import load_guides
from knowledge_base.text.normalise import normalise
from knowledge_base.text.segment import shared_segmenter
from knowledge_base.text.sound_alike import SoundAlikes
from knowledge_base.text.synonyms import Lexicon

LEXICON = Lexicon([])


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("转裆案几天能到", "转档案几天能到"),
        ("免废体检都查什么", "免费体检都查什么"),
        ("社保断教了", "社保断缴了"),
        ("公亡赔偿", "工亡赔偿"),
        ("法律元助中心", "法律援助中心"),
        ("静摸认证", "静默认证"),
    ],
)
def test_a_term_written_by_its_sound_is_put_right(written, right):
    assert LEXICON.correct(written) == right


@pytest.mark.parametrize(
    "text",
    ["还发不发", "单位不办", "社保不缴", "这件事能不能办", "社保重新核定", "大连是试点", "人社厅发的", "晚退会不会少", "档案带什么"],
)
def test_right_text_that_sounds_like_a_term_is_left_alone(text):
    assert LEXICON.correct(text) == text


def test_the_guides_own_sentences_are_left_alone():
    changed = {
        (text, LEXICON.correct(text))
        for guide in load_guides().values()
        for text in guide.public_texts()
        if LEXICON.correct(text).replace("缴满", "交满") != normalise(text).replace("缴满", "交满")  # the same word
    }
    assert changed == set()


def test_two_terms_of_one_sound_are_never_exchanged():
    alike = SoundAlikes({"公正", "公证", "认证"}, shared_segmenter().is_word)
    assert alike.correct("公症", keep_if=lambda text, start, end: False) == "公症"
