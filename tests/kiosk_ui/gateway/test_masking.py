"""Personal numbers never get past the gateway."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_ui.gateway.cleaning import clean
from kiosk_ui.gateway.masking import BANK_CARD, ID_CARD, LONG_NUMBER, PHONE, mask

PERSONAL = [
    ("我身份证210201195501010004", ID_CARD),
    ("210202 19550101 000X 是我的", ID_CARD),
    ("210202-1955-0101-000x", ID_CARD),
    ("２１０２０２１９５５０１０１００００", ID_CARD),
    ("老号码210202550101000", ID_CARD),
    ("卡号6222 0200 1234 5678 901", BANK_CARD),
    ("6222020012345678", BANK_CARD),
    ("电话13900000000", PHONE),
    ("打 139-0000-0000 找我", PHONE),
    ("+86 139 0000 0000", PHONE),
    ("家里0411-80000000", PHONE),
    ("0411 8000 0000", PHONE),
    ("一三九零零零零零零零零", LONG_NUMBER),
    ("幺三九，零零零零，零零零零", LONG_NUMBER),
    ("编号 1234567890123", LONG_NUMBER),
]
HARMLESS = ["打12333问问", "12345和12393", "1955-01-01出生", "2026年1月1日", "大政办发〔2017〕49号", "3667.50元", "工龄32年", "96110是真的吗"]


@pytest.mark.parametrize(("text", "label"), PERSONAL)
def test_personal_number_is_masked_however_it_is_written(text, label):
    masked = mask(clean(text))
    assert masked.found
    assert label in masked.text
    assert not re.search(r"\d{4,}", masked.text)


@pytest.mark.parametrize("text", HARMLESS)
def test_hotlines_dates_and_amounts_stay(text):
    assert mask(clean(text)).text == clean(text)


@given(
    before=st.text(alphabet="我的是号，。 ", max_size=5),
    digits=st.text(alphabet="0123456789", min_size=11, max_size=19).filter(lambda digits: digits[0] != "0"),
    separator=st.sampled_from(["", " ", "-", "  ", "."]),
    group=st.integers(min_value=3, max_value=6),
)
def test_no_long_run_of_digits_survives_any_grouping(before, digits, separator, group):
    written = separator.join(digits[start : start + group] for start in range(0, len(digits), group))
    masked = mask(clean(before + written)).text
    assert sum(char.isdigit() for char in masked) == 0


def test_masking_twice_changes_nothing():
    once = mask(clean("我身份证210201195501010004，电话13900000000")).text
    assert mask(once).text == once


@pytest.mark.parametrize("text", ["微信wx19900000001", "id19900000001b", "壹玖玖零零零零零零零壹", "QQ6222021234567890128"])
def test_letters_beside_a_number_and_capital_hanzi_do_not_hide_it(text):
    masked = mask(clean(text))
    assert masked.found
    assert not re.search(r"\d{5}|[零壹玖]{4}", masked.text)
