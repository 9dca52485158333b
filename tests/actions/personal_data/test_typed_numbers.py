"""Numbers and names as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visitors import fictional_number

from actions.personal_data.identity_number import BadIdentityNumber, birth_date, is_female, normal_identity_number
from actions.personal_data.masks import masked_identity_number, masked_name, masked_phone
from actions.personal_data.person_name import BadName, normal_name, same_name
from actions.personal_data.phone_number import BadPhoneNumber, normal_phone_number

BIRTHS = st.dates(date(1900, 1, 1), date(2026, 1, 1))
NUMBERS = st.builds(fictional_number, BIRTHS, st.integers(1, 999))


@given(NUMBERS)
def test_every_way_of_writing_a_number_is_the_same_number(number):
    wide = "".join(chr(ord(character) + 0xFEE0) for character in number)
    for written in (number, number.lower(), wide, f" {number[:6]}-{number[6:14]} {number[14:]} "):
        assert normal_identity_number(written) == number


@given(st.dates(date(1910, 1, 1), date(1999, 12, 31)), st.integers(1, 999))
def test_an_old_number_gets_its_century_and_check_digit(born, sequence):
    number = fictional_number(born, sequence)
    assert normal_identity_number(number[:6] + number[8:17]) == number
    assert birth_date(number) == born and is_female(number) == (sequence % 2 == 0)


@given(NUMBERS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, more):
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    with pytest.raises(BadIdentityNumber):
        normal_identity_number(wrong)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_number_or_a_sentence(written):
    try:
        assert len(normal_identity_number(written)) == 18
    except BadIdentityNumber as bad:
        assert bad.detail.endswith("。")
    try:
        assert len(normal_phone_number(written)) == 11
    except BadPhoneNumber as bad:
        assert bad.detail.endswith("。")
    try:
        assert 1 <= len(normal_name(written)) <= 50
    except BadName as bad:
        assert bad.detail.endswith("。")


@pytest.mark.parametrize("born", [date(2027, 1, 1), date(2090, 12, 31)])
def test_nobody_is_born_in_the_future(born):
    with pytest.raises(BadIdentityNumber):
        normal_identity_number(fictional_number(born))


@pytest.mark.parametrize("written", ["阿卜杜拉•买买提", "阿卜杜拉・买买提", "阿卜杜拉 · 买买提", "阿卜杜拉.买买提"])
def test_a_middle_dot_is_a_middle_dot(written):
    assert same_name(normal_name(written), "阿卜杜拉·买买提")
    assert not same_name(normal_name(written), "阿卜杜拉")


def test_masks_show_little():
    number = fictional_number()
    assert masked_identity_number(number) == f"210***********{number[-4:]}"
    assert (masked_phone("19900000021"), masked_name("张秀兰"), masked_name("")) == ("199****0021", "张**", "")
