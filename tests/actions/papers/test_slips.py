"""A slip is 576 dots wide, black and white, large, readable by a scanner, and names nobody."""

import paper_samples as samples
import pytest
from PIL import ImageFont

from actions.papers.fonts import find_font
from actions.papers.service import Papers
from actions.papers.slips import BODY, HEADING, MARGIN, TITLE, WIDTH, wrapped
from actions.papers.slips_of import slip_of_case, slip_of_estimate
from actions.papers.wording import estimate_shown
from tests.camera import codes

PAPERS = Papers(now=lambda: samples.DAY)


def body_font():
    face = find_font().regular
    return ImageFont.truetype(str(face.file), BODY, index=face.index)


@pytest.mark.parametrize("make", [
    lambda: PAPERS.slip(samples.case()), lambda: PAPERS.slip(samples.long_case()), lambda: PAPERS.estimate_slip(samples.CARD),
])  # fmt: skip
def test_a_slip_is_as_wide_as_the_paper_in_two_colours_with_clean_edges(make):
    image = make()
    assert (image.mode, image.width) == ("1", WIDTH) and 300 < image.height < 3000
    grey = image.convert("L")
    for edge in ((0, 0, MARGIN // 2, image.height), (WIDTH - MARGIN // 2, 0, WIDTH, image.height)):
        assert min(grey.crop(edge).tobytes()) == 255, "something is cut off at the edge"


def test_a_slip_says_number_papers_place_and_next_step():
    slip = slip_of_case(samples.case())
    told = {section.heading: section.lines for section in slip.sections}
    assert slip.number == "1000 1234 5678" and slip.qr == "100012345678"
    assert told["要带的材料"] == ("申请人的身份证",), "only what is still missing"
    assert told["去哪里"][0] == "中山区桃源社区" and told["下一步"][0].startswith("材料齐了")


def test_a_slip_that_is_lost_betrays_nobody():
    everything = repr(slip_of_case(samples.case()))
    for personal in ("王", "张", "199", "尾号", "75078", "210"):
        assert personal not in everything


def test_the_slip_of_an_estimate_says_who_decides():
    slip = slip_of_estimate(estimate_shown(samples.CARD))
    assert slip.sections[-1].lines == ("75078.00元到75096.00元",) and "以社保核定为准" in slip.foot


def test_no_line_is_wider_than_the_paper_or_begins_with_a_closing_mark():
    font = body_font()
    text = "大连市金州区先进街道胜利社区，居民委员会（便民服务大厅）。" * 5 + "\nA" * 3 + "1234567890" * 12
    lines = wrapped(text, font, 500)
    assert "".join(lines) == text.replace("\n", "")
    assert all(font.getlength(line) <= 500 for line in lines)
    assert not [line for line in lines if line and line[0] in "，。）"]


def test_a_number_stays_together_with_its_unit():
    lines = wrapped("填过的内容给您留着，到2026年12月23日。有不清楚的，打12333问一问，一共75,096.00元。", body_font(), 340)
    for whole in ("2026年", "12月", "23日", "12333", "75,096.00元"):
        assert [line for line in lines if whole in line], whole


def test_a_camera_reads_the_number_from_the_code_on_a_slip():
    assert codes(PAPERS.slip(samples.case())) == ["100012345678"]


def test_a_slip_is_set_in_type_the_old_can_read_and_stays_one_page():
    """L4: 14 points and more, the title 20, at 203 dots an inch; 300 mm at most for a case with every paper."""
    points = {size: size / 203 * 72 for size in (TITLE, HEADING, BODY)}
    assert min(points.values()) >= 14 and points[TITLE] >= 20
    assert PAPERS.slip(samples.case()).height / 203 * 25.4 <= 300
    assert PAPERS.estimate_slip(samples.CARD).height / 203 * 25.4 <= 300
