"""What is said for what is shown (criteria F1, H1, H2, H3)."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_ui.voice.speech_text import has_personal_number, normalise
from knowledge_base.guides.files import load_guides

HERE = Path(__file__).parent
NOT_SPEAKABLE = re.compile(r"[0-9A-Za-z%‰℃㎡¥~–—/〔〕《》*#_`\[\]()<>|\\]|https?:|www\.")
# Short texts of the kind where rules meet: digits, units and punctuation next to each other.
TRICKY = st.text(
    alphabet="0123456789年月日号第个元万点:：-—~～.,，。%‰℃㎡¥/〔〕（）()《》*#_`[]Xx@aAw \n养老金满起到", max_size=60
)


def cases(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" => ", 1)) for line in lines if line.strip() and not line.startswith("#")]  # type: ignore[misc]


def test_the_required_table_has_all_its_rows() -> None:
    assert len(cases("required_cases.txt")) == 49


@pytest.mark.parametrize(("written", "said"), cases("required_cases.txt"))
def test_required_case_is_said_as_required(written: str, said: str) -> None:
    assert normalise(written) == said


@pytest.mark.parametrize(("written", "said"), cases("further_cases.txt"))
def test_further_case_is_said_as_noted(written: str, said: str) -> None:
    assert normalise(written) == said


def test_nothing_unspeakable_is_left_of_any_guide() -> None:
    texts = {text for guide in load_guides().values() for text in guide.public_texts()}
    assert texts
    said = {text: normalise(text) for text in texts}
    assert {text: spoken for text, spoken in said.items() if not spoken or NOT_SPEAKABLE.search(spoken)} == {}


@given(TRICKY)
@settings(deadline=None)
def test_nothing_unspeakable_is_left_where_rules_meet(text: str) -> None:
    assert not NOT_SPEAKABLE.search(normalise(text))


@given(st.text(max_size=100))
@settings(deadline=None)
def test_nothing_unspeakable_is_left_of_any_text(text: str) -> None:
    assert not NOT_SPEAKABLE.search(normalise(text))


@given(st.integers(0, 10**11), st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_every_amount_of_money_keeps_its_value(amount: int, places: int) -> None:
    written = f"{amount / 10**places:.{places}f}"
    assert _value(normalise(f"{written}元")) == pytest.approx(float(written), abs=0.001)


@given(st.from_regex(r"[1-6][0-9]{16}[0-9X]", fullmatch=True), st.text(alphabet="身份证号码是，我的 好", max_size=8))
@settings(deadline=None)
def test_an_identity_number_is_never_said_in_full(number: str, around: str) -> None:
    said = normalise(f"{around}{number}{around}")
    assert "尾号" in said
    assert len(re.findall("[零幺一二三四五六七八九叉]", said)) == 4


@given(st.from_regex(r"62[0-9]{14,17}", fullmatch=True), st.booleans())
@settings(deadline=None)
def test_a_card_number_is_never_said_in_full(number: str, spaced: bool) -> None:
    written = " ".join(re.findall("....|.+", number)) if spaced else number
    assert len(re.findall("[零幺二三四五六七八九]", normalise(f"卡号{written}。"))) == 4


@pytest.mark.parametrize(
    "text", ["210202195501011234", "6222021234567890123", "我的电话是13998765432", "21020219550101123X"]
)
def test_texts_with_personal_numbers_are_recognised(text: str) -> None:
    assert has_personal_number(text)


@pytest.mark.parametrize("text", ["请拨打12333或0411-84394444", "2017年4月14日，20000元", "大政办发〔2017〕49号"])
def test_public_numbers_are_not_taken_for_personal_ones(text: str) -> None:
    assert not has_personal_number(text)


def test_two_hundred_characters_take_at_most_five_milliseconds() -> None:
    text = ("根据《社会保险法》第16条，满15年的人员自2017年4月14日起每月领取1,870.50元，请拨打0411-84394444。" * 4)[
        :200
    ]
    normalise(text)
    best = min(_seconds_for(text) for _ in range(20))
    assert best < 0.005


def _seconds_for(text: str) -> float:
    began = time.perf_counter()
    normalise(text)
    return time.perf_counter() - began


def _value(said: str) -> float:
    """Yuan of 一千元零五分, read back by the rules of Chinese numerals and not by the code under test."""
    match = re.fullmatch(r"(?:(.+)元)?零?(?:(.)角)?(?:零?(.)分)?", said)
    assert match, said
    yuan, jiao, fen = (_numeral(part) for part in match.groups())
    return yuan + jiao / 10 + fen / 100


def _numeral(said: str | None) -> int:
    """Digits, 十百千 within a group of four, and 万亿 behind one."""
    total = section = digit = 0
    for char in said or "":
        if char in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(char)
        elif char == "两":
            digit = 2
        elif char in "十百千":
            section += (digit or 1) * 10 ** ("十百千".index(char) + 1)
            digit = 0
        else:
            total += (section + digit) * {"万": 10**4, "亿": 10**8}[char]
            section = digit = 0
    return total + section + digit
