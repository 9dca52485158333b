"""What is offered for letters, whatever way they are spelled."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_ui.keyboard.candidates import MODES, MOST_LETTERS, candidates, tidy
from kiosk_ui.keyboard.cutting import MARK
from kiosk_ui.keyboard.measuring import CEILING_MS, FLOORS, measure, names
from kiosk_ui.keyboard.spelling import ways

SYLLABLES = "yang lao jin zhang xiu lan xi an shi nv er zh c sh n ang ' g i v".split()
typings = st.lists(st.sampled_from(SYLLABLES), max_size=12).map("".join) | st.text(max_size=80)


def offered(lexicon, typed, mode="question", start=True, first=5):
    return [one.text for one in candidates(tidy(typed), lexicon, mode, start)][:first]


@pytest.fixture(scope="module")
def figures(lexicon):
    return measure(lexicon)


@pytest.mark.parametrize("way", FLOORS)
def test_phrases_of_the_trade_are_among_the_first_five(figures, way):
    assert figures.phrases[way] >= 85
    assert figures.shares[way] >= FLOORS[way], figures.missed[way]


def test_every_name_can_be_typed_and_most_in_a_dozen_taps(figures):
    assert len(figures.taps) == 60 and [name for name, taps in figures.taps.items() if taps is None] == []
    assert figures.median_taps <= 12


def test_a_look_up_is_faster_than_the_eye(figures):
    assert figures.p95 < CEILING_MS


@pytest.mark.parametrize("typed", ["yanglaojin", "ylj", "yanglj", "yanglaoj", "ylaojin", "YLJ", "yangnaojing", "yang'lao'jin"])
def test_a_phrase_is_found_however_it_is_spelled(lexicon, typed):
    assert "养老金" in offered(lexicon, typed)


# z/zh, c/ch, s/sh, n/l, in/ing, en/eng, each way round.
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zifu", "支付"), ("zengfu", "政府"), ("zumin", "著名"), ("zhenjia", "增加"), ("zhuijin", "最近"),
        ("cengshi", "城市"), ("cisu", "次数"), ("caxun", "查询"), ("chunzhe", "存折"), ("chanji", "残疾"),
        ("sehui", "社会"), ("sangwu", "上午"), ("suoming", "说明"), ("shangzangfei", "丧葬费"), ("shenlin", "森林"),
        ("lainai", "奶奶"), ("laolian", "老年"), ("niaojie", "了解"), ("nizi", "例子"), ("niangshi", "粮食"),
        ("lingju", "邻居"), ("yinghang", "银行"), ("jinji", "经济"), ("gaolin", "高龄"), ("tingshuo", "听说"),
        ("shengfen", "身份"), ("renzhen", "认证"), ("fengpei", "分配"), ("pengyou", "朋友"), ("menzeng", "门诊"),
    ],
)  # fmt: skip
def test_the_sounds_of_dalian_are_understood(lexicon, typed, meant):
    assert meant in offered(lexicon, typed, first=8)


def test_letters_that_can_be_cut_in_two_ways_offer_both(lexicon):
    found = offered(lexicon, "xian", first=10)
    assert {"先", "县", "西安"} <= set(found)
    assert offered(lexicon, "xi'an", first=1) == ["西安"]


@pytest.mark.parametrize("typed", ["nver", "nuer"])
def test_v_and_u_both_stand_for_the_umlaut(lexicon, typed):
    assert offered(lexicon, typed, first=1) == ["女儿"]


def test_a_whole_question_is_composed_from_its_words(lexicon):
    assert offered(lexicon, "womuqinqushilezenmeling", first=1) == ["我母亲去世了怎么领"]


def test_choosing_uses_the_letters_and_the_rest_goes_on(lexicon):
    letters, written = "yljzmb", ""
    for wanted in ("养老金", "怎么办"):
        chosen = next(one for one in candidates(letters, lexicon) if one.text == wanted)
        written, letters = written + wanted, letters[chosen.uses :]
    assert (written, letters) == ("养老金怎么办", "")


def test_a_name_field_begins_with_surnames_and_goes_on_with_given_names(lexicon):
    assert offered(lexicon, "zhang", "name", first=1) == ["张"]
    assert offered(lexicon, "zhangxiulan", "name", first=1) == ["张秀兰"]
    assert offered(lexicon, "xiulan", "name", start=False, first=1) == ["秀兰"]
    assert offered(lexicon, "ouyang", "name", first=1) == ["欧阳"]
    assert "单" in offered(lexicon, "shan", "name") and "曾" in offered(lexicon, "zeng", "name", first=1)


def test_the_offices_of_the_house_stand_in_front_in_an_address(lexicon):
    assert offered(lexicon, "tyjdbsc", "place", first=1) == ["桃源街道办事处"]
    assert "大连银行" in offered(lexicon, "dlyh", "place")


def test_letters_no_syllable_has_offer_nothing(lexicon):
    assert offered(lexicon, "i") == offered(lexicon, "") == offered(lexicon, "12 ，") == []


@settings(max_examples=150, deadline=None)
@given(typings, st.sampled_from(MODES), st.booleans())
def test_any_letters_give_the_same_candidates_each_of_which_uses_some(lexicon, typed, mode, start):
    letters = tidy(typed)
    found = candidates(letters, lexicon, mode, start)
    assert found == candidates(letters, lexicon, mode, start)
    assert len({one.text for one in found}) == len(found)
    assert all(0 < one.uses <= len(letters) and one.text for one in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(names()), min_size=1, max_size=4), st.sampled_from(MODES))
def test_full_syllables_can_always_be_written_to_the_end(lexicon, chosen, mode):
    letters = "".join(sound for _, sounds in chosen for sound in sounds)[:MOST_LETTERS]
    for _ in range(MOST_LETTERS):
        found = candidates(letters, lexicon, mode, False)
        if not found:
            break
        letters = letters[found[0].uses :]
    assert letters == ""


@pytest.mark.parametrize("typed", ["a" * 60, "n" * 60, "zh" * 30, "angang" * 10, "xian" * 15, "s" * 60, MARK * 60])
def test_no_letters_keep_the_server_busy(lexicon, typed):
    started = time.thread_time()
    candidates(tidy(typed), lexicon, "name")
    assert time.thread_time() - started < 0.1


def test_the_lexicon_stays_small(lexicon):
    assert len(lexicon) < 120_000


@pytest.mark.parametrize(
    ("syllable", "spelled"), [("zhong", "zong"), ("zong", "zhong"), ("ling", "nin"), ("nv", "lv"), ("sheng", "sen"), ("xu", "xv")]
)
def test_a_syllable_knows_how_else_it_is_spelled(syllable, spelled):
    assert spelled in ways(syllable) and ways(syllable)[syllable] == 0
