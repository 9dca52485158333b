"""What stands on the slip of a case and of an estimate. A slip gets lost: it carries no name, no number of a person."""

from collections.abc import Mapping
from typing import Any

from actions.grants.info import CaseInfo
from actions.papers.slips import Section, Slip
from actions.papers.wording import OFFICE_DECIDES, grouped, office_of

HOTLINE = "有不清楚的，打12333问一问。"


def slip_of_case(info: CaseInfo) -> Slip:
    """Number, what is still to bring, where, what comes next."""
    to_bring = tuple(one.title for one in info.documents if one.state == "missing")
    office = office_of(info)
    where = tuple(line for line in (office["name"], office["address"], f"电话 {office['phone']}" if office["phone"] else "") if line)
    sections = [Section("现在到哪一步", (info.state_words,))]
    if to_bring:
        sections.append(Section("要带的材料", to_bring, boxes=True))
    if where:
        sections.append(Section("去哪里", where))
    if info.next_words:
        sections.append(Section("下一步", (info.next_words,)))
    return Slip("丧葬补助金和抚恤金", grouped(info.number), tuple(sections), info.number, f"问进度，要报这个受理号和申请时留的手机号。{HOTLINE}")


def slip_of_estimate(estimate: Mapping[str, Any]) -> Slip:
    """The lines and the sum of an estimate."""
    sections = [Section(line["label"], (line["value"], *([line["how"]] if line["how"] else []))) for line in estimate["lines"]]
    if estimate["total"]:
        sections.append(Section(estimate["total_label"], (estimate["total"],)))
    return Slip(estimate["heading"], "", tuple(sections), "", f"{OFFICE_DECIDES}{HOTLINE}")
