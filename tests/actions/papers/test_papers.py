"""Papers carry the Chinese font, fit their pages, run nothing that somebody typed, and show no whole number unasked."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import paper_samples as samples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.grants.info import NO_NAMES, DecidedInfo, WholeNames
from actions.papers import fonts
from actions.papers.errors import FontMissing, PaperError, PaperNotMade
from actions.papers.fonts import FAMILY, find_font
from actions.papers.service import Papers
from actions.papers.typesetting import typeset

PAPERS = Papers(now=lambda: samples.DAY)
NAMES = ("王德山", "王晓梅", "张秀兰")
WHOLE_NUMBERS = (samples.FATHER, samples.DAUGHTER, samples.ACCOUNT, "19900000001")
MADE = {
    "form": lambda: PAPERS.application_form(samples.case()),
    "form for the counter": lambda: PAPERS.application_form(samples.case(), samples.staff_case()),
    "long form": lambda: PAPERS.application_form(samples.long_case()),
    "checklist": lambda: PAPERS.checklist_paper(samples.case()),
    "long checklist": lambda: PAPERS.checklist_paper(samples.long_case()),
    "estimate": lambda: PAPERS.estimate_paper(samples.CARD),
}


def poppler(program, data, *options):
    """What a tool of poppler says of a PDF."""
    output = ["-"] if program == "pdftotext" else []
    done = subprocess.run([program, *options, "-", *output], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def words(data):
    """The text without the spaces a typesetter puts between Chinese and digits."""
    return re.sub(r"\s", "", poppler("pdftotext", data))


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_every_paper_is_a4_with_title_language_and_only_the_embedded_chinese_font(make):
    data = make()
    info = poppler("pdfinfo", data)
    assert "(A4)" in info and re.search(r"Title: +\S", info) and "Tagged:          yes" in info
    assert b"/Lang (zh" in data or b"/Lang(zh" in data
    table = poppler("pdffonts", data).splitlines()[2:]
    assert table and all("NotoSansCJKsc" in line for line in table)
    assert all(re.search(r" yes yes yes ", line) for line in table), "a font that is not embedded"


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_the_same_paper_of_the_same_day_is_the_same_to_the_byte(make):
    assert make() == make()


def test_the_form_of_the_family_has_the_names_whole_and_no_number():
    text = words(PAPERS.application_form(samples.case()))
    for expected in (
        "丧葬补助金和抚恤金申请表", "100012345678", "去世日期2026年11月20日", "子女", "199****0001", "大连银行中山支行", "尾号1234",
        "张秀兰老伴同意", "姓名王德山", "姓名王晓梅", "75078.00元到75096.00元", "以社保核定为准", "看过原件了", "申请人签名", "经办人签名", "社会保险经办条例第三十一条",
    ):  # fmt: skip
        assert expected in text, expected
    assert [number for number in WHOLE_NUMBERS if number in text] == []


def test_what_was_decided_stands_beside_the_estimate():
    decided = DecidedInfo(834200, 6673600, 7507800, "8342.00元", "66736.00元", "75078.00元", samples.DAY, None)
    assert "核定的金额丧葬补助金8342.00元抚恤金66736.00元合计75078.00元" in words(PAPERS.application_form(samples.case(decided=decided)))
    assert "核定的金额" not in words(PAPERS.application_form(samples.case()))


def test_papers_are_made_by_many_at_once():
    expected = MADE["form"]()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: MADE["form"](), range(16))) == {expected}


def test_the_form_for_the_counter_has_the_whole_numbers():
    text = words(PAPERS.application_form(samples.case(), samples.staff_case()))
    assert [one for one in (*NAMES, *WHOLE_NUMBERS) if one not in text] == []
    assert "没有印完整" not in text


def test_the_list_and_the_slip_of_a_case_name_nobody_and_no_sum():
    text = words(PAPERS.checklist_paper(samples.case()))
    for expected in ("要带的材料", "申请人的身份证", "不用带的", "最晚2026年12月18日", "中山区桃源社区", "下一步", "12333"):
        assert expected in text, expected
    assert "王" not in text and "张" not in text.replace("一张", "") and "75078" not in text


def test_the_estimate_shows_every_line_with_its_article_and_says_who_decides():
    text = words(PAPERS.estimate_paper(samples.CARD))
    for line in samples.CARD["lines"]:
        assert line["value"] in text and line["basis"] in text
    assert "合计75078.00元到75096.00元" in text and "以社保核定为准" in text
    without = PAPERS.estimate_paper({**samples.CARD, "total": None, "lines": [], "notes": []})
    assert "核定" not in words(without)


def test_a_usual_form_fits_one_page_and_nine_survivors_are_all_there():
    assert "Pages:           1" in poppler("pdfinfo", PAPERS.application_form(samples.case()))
    long = PAPERS.application_form(samples.long_case())
    text = words(long)
    assert "Pages:           2" in poppler("pdfinfo", long)
    assert text.count("联系不上") == 9 and text.count("吾布力喀斯木江") == 5
    many = samples.long_case()
    text = words(PAPERS.application_form(replace(many, survivors=many.survivors * 2)))
    assert text.count("联系不上") == 18 and text.count("本人签名") == 2, "a table that goes on repeats its head"


def test_nothing_stands_outside_the_page():
    for make in MADE.values():
        boxes = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">', poppler("pdftotext", make(), "-bbox"))
        assert boxes
        for left, top, right, bottom in boxes:
            assert float(left) >= 40 and float(right) <= 596 - 40 and float(top) >= 20 and float(bottom) <= 842 - 15


def test_the_list_is_set_in_type_of_sixteen_points_and_more():
    boxes = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)', poppler("pdftotext", MADE["checklist"](), "-bbox"))
    points = [float(bottom) - float(top) for top, bottom, word in boxes if float(bottom) < 790 and word != "✓"]  # above the foot
    assert len(points) > 30 and min(points) > 15.9


@pytest.mark.parametrize(
    "typed",
    ['#import "x": *', '#read("/etc/passwd")', '"); #panic("x")', "$x^2$ *bold* _a_ `raw` <label> @ref", "\\#{1+1}", "]#[", "\u202eabc"],
)
def test_what_somebody_typed_is_shown_and_never_run(typed):
    info = samples.case(names=WholeNames(deceased=typed))
    text = words(PAPERS.application_form(info))
    visible = re.sub(r"\s", "", typed.replace("\u202e", ""))
    assert visible in text.replace("\u202e", "") or typed.startswith("\u202e")


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_paper(typed):
    info = samples.case(names=WholeNames(applicant=typed), next_words=typed, survivors=())
    assert PAPERS.application_form(replace(info, estimate={})).startswith(b"%PDF-")
    assert PAPERS.checklist_paper(info).startswith(b"%PDF-")


def test_a_form_hardly_begun_leaves_room_to_write():
    empty = samples.case(
        estimate={}, survivors=(), documents=(), duties=(), office=None, died_on=None, names=NO_NAMES, deceased_number="",
    )  # fmt: skip
    text = words(PAPERS.application_form(empty))
    assert "没有填写其他家属" in text and "还没有算出金额" in text and "核定" not in text


def test_without_the_font_the_clerk_is_told_what_to_install(tmp_path):
    for folders in (str(tmp_path), str(tmp_path / "nowhere")):
        with pytest.raises(FontMissing, match="fonts-noto-cjk"):
            Papers(folders).estimate_paper(samples.CARD)


def test_the_font_is_found_in_the_folder_that_was_named(tmp_path):
    folder = find_font().regular.file.parent
    assert find_font(f"{tmp_path}:{folder}").regular == find_font().regular
    assert FAMILY == "Noto Sans CJK SC" and fonts.USUAL_FOLDERS


def test_an_error_quotes_nothing_of_the_paper():
    with pytest.raises(PaperNotMade) as raised:
        typeset("estimate.typ", {"title": "王德山"}, find_font(), samples.DAY)
    assert "王德山" not in str(raised.value)
    for error in (PaperError, *PaperError.__subclasses__()):
        assert error.detail.endswith("。") and "！" not in error.detail


def test_whole_names_and_numbers_of_a_case_stay_out_of_its_repr_and_of_what_a_page_is_told():
    told = repr(samples.staff_case()) + str(samples.case().as_dict())
    assert [one for one in (*NAMES, *WHOLE_NUMBERS) if one in told] == []
