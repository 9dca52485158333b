"""Identity numbers as people type them."""

from datetime import date

import pytest

from actions.demo.numbers import identity_number
from actions.personal_data.identity_number import BadIdentityNumber, normal_identity_number

BORN = date(1955, 3, 2)


@pytest.mark.parametrize("year", [1926, 1955, 1982, 1983, 2004])
def test_a_county_younger_than_the_person_is_no_fault(year):
    number = identity_number(BORN.replace(year=year), 12)
    assert normal_identity_number(number) == number


def test_full_width_spaced_and_small_x_are_read():
    number = next(number for order in range(1, 60) if (number := identity_number(BORN, order)).endswith("X"))
    full = number.lower().translate(str.maketrans("0123456789x", "０１２３４５６７８９ｘ"))
    assert normal_identity_number(f" {full[:6]} {full[6:]}") == number


def test_an_old_number_of_15_digits_gets_its_century_and_check_digit():
    number = identity_number(BORN, 12)
    assert normal_identity_number(number[:6] + number[8:17]) == number


@pytest.mark.parametrize("written", ["", "1", "21020119550302012", "9" * 18, "A" * 18, "210201209901010010", "2" * 400])
def test_what_is_no_number_is_refused_without_repeating_it(written):
    with pytest.raises(BadIdentityNumber) as refused:
        normal_identity_number(written)
    assert not written or len(written) < 3 or written not in refused.value.detail


@pytest.mark.parametrize("place", range(17))
def test_one_wrong_digit_anywhere_is_noticed(place):
    number = identity_number(BORN, 12)
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    with pytest.raises(BadIdentityNumber):
        normal_identity_number(wrong)
