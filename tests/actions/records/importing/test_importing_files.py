"""Encodings, workbooks, headings, and files that are none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from actions.personal_data.identity_number import BadIdentityNumber, normal_identity_number
from actions.records.importing.cells import BadCell
from actions.records.importing.identity_reader import IdentityReader
from actions.records.importing.layouts import LAYOUTS
from actions.records.importing.quoting import shown
from actions.records.importing.readers import cents


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_usual_encodings_are_read(importer, write, persons, rows, encoding):
    importer.run(write(persons, encoding=encoding))
    assert {row.name for row in rows("SELECT name FROM person")} == {"张秀兰", "王德福"}


def test_a_workbook_gives_what_the_same_csv_gives(importer, write_sheet, persons, people, rows):
    persons[1][3] = 19900000001  # a number, as table programs make of it
    importer.run(write_sheet(persons))
    assert {row.name for row in rows("SELECT name FROM person")} == {"张秀兰", "王德福"}


def test_days_and_amounts_of_a_workbook_are_read(importer, write_sheet, people, rows, known):
    table = [["身份证号", "个人账户余额", "余额日期"], [people.FIRST, 12345.6, datetime(2026, 10, 31)]]
    importer.run(write_sheet(table))
    assert [tuple(row) for row in rows("SELECT balance, as_of FROM personal_account")] == [(1234560, "2026-10-31")]


def test_an_identity_number_that_became_a_number_is_told_as_such(faults, write_sheet, people):
    _, bad = faults(write_sheet([["身份证号", "姓名"], [float(people.SECOND[:17] + "0"), "王德福"]]))
    assert "设成文本" in bad[0]


def test_a_title_above_the_heading_units_and_stars_do_no_harm(importer, write, people, rows, known):
    table = [["个人账户余额表", "", ""], ["*身份证号", " 个人账户余额（元） ", "余额日期"], [people.FIRST, "1.00", "2026-10-31"]]
    assert importer.run(write(table)).layout.kind == "personal_accounts"


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_other_separators_are_read(importer, tmp_path, persons, rows, separator):
    path = tmp_path / "tab.csv"
    path.write_text("\n".join(separator.join(row) for row in persons), encoding="utf-8")
    assert importer.run(path).rows == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        ("身份证号,姓名\n".encode(), "empty-file"),
        (b"\n\n\n", "empty-file"),
        (b"\xff\xff\xff\x80\x81", "wrong-encoding"),
        ("身份证号,姓名\n".encode("utf-16"), "wrong-encoding"),
        (b"%PDF-1.7 ...", "not-a-table"),
        (b"PK\x03\x04broken", "not-a-table"),
        ("身份证号,姓名\n\"a,b\n".encode(), "not-a-table"),
        ("今天天气很好\n".encode(), "wrong-columns"),
        ("身份证号,姓名,工资\n".encode(), "wrong-columns"),
        ("身份证号,姓名,姓名\n".encode(), "wrong-columns"),
        ("身份证号,发放月份\n".encode(), "wrong-columns"),
    ],
)
def test_what_is_no_table_of_records_is_refused_with_a_reason(faults, tmp_path, content, code):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    error, _ = faults(path)
    assert error.code == code
    assert "请" in error.detail or "可以有的列" in error.detail


def test_a_workbook_of_two_sheets_is_refused(faults, tmp_path):
    book = Workbook()
    book.create_sheet()
    book.save(tmp_path / "two.xlsx")
    assert faults(tmp_path / "two.xlsx")[0].code == "not-a-table"


def test_the_said_kind_must_fit(faults, write, persons):
    error, _ = faults(write(persons), kind="payments")
    assert error.code == "wrong-columns"
    assert "发放月份" in error.detail


def test_a_line_with_more_cells_than_the_heading_is_a_bad_line(faults, write, persons):
    persons[1].append("多出来的")
    assert faults(write(persons))[1] == ["第2行，整行：有6格，表头有5格"]


def test_progress_reaches_the_size_of_the_file(importer, write, persons):
    path, read = write(persons), []
    importer.run(path, progress=read.append)
    assert read[-1] == path.stat().st_size


@given(st.integers(0, 999_999_999))
def test_every_amount_comes_back_in_fen(amount):
    assert cents(f"{amount // 100}.{amount % 100:02d}") == amount


@given(st.text(alphabet="0123456789.,-eE元 ", max_size=12))
def test_an_amount_is_read_exactly_or_refused(text):
    try:
        value = cents(text)
    except BadCell:
        return
    assert 0 <= value <= 999_999_999
    digits = "".join(sign for sign in text if sign.isdigit())
    assert str(value).rstrip("0") in digits + "00" or value == 0


@given(st.dates().map(lambda day: f"210201{day:%Y%m%d}".zfill(14)), st.integers(0, 999), st.sampled_from("0123456789X"))
def test_the_fast_check_of_identity_numbers_agrees_with_the_full_one(start, order, check):
    number = f"{start}{order:03d}{check}"
    read = IdentityReader()
    for _ in range(2):  # the second time the region is known
        try:
            expected = normal_identity_number(number)
        except BadIdentityNumber:
            with pytest.raises(BadCell):
                read(number)
        else:
            assert read(number) == expected
        read("21020119550302012" + _check_of("21020119550302012"))


def _check_of(body):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


@given(st.text(max_size=60))
def test_what_is_quoted_never_holds_a_long_number(text):
    assert sum(sign.isdigit() for sign in shown(text)) <= 8


def test_every_column_and_alias_stands_in_the_layout_document():
    from actions.settings import ROOT

    told = (ROOT / "docs" / "records_layout.md").read_text(encoding="utf-8")
    for layout in LAYOUTS.values():
        assert f"`{layout.kind}`" in told
        for column in layout.columns:
            assert [name for name in (column.name, *column.aliases) if name not in told] == []
