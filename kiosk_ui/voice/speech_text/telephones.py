"""Numbers to dial, said digit by digit with 幺 and a pause between groups."""

import re

from kiosk_ui.voice.speech_text.numbers import in_groups, one_by_one
from kiosk_ui.voice.speech_text.rule import MEASURES, Rule, rule

_END = rf"(?![\d%‰]|[.,]\d|\s*(?:{MEASURES}))"
_CALL = "拨打|拨|致电|电话|热线|客服|咨询|联系|呼叫|打"
_EMERGENCY = "110|114|119|120|122"


def _landline(match: re.Match[str]) -> str:
    local = match[2] + match[3]
    said = f"{one_by_one(match[1], telephone=True)}，{in_groups(local, len(local) - 4, 4)}"
    return said + (f"，转{one_by_one(match[4], telephone=True)}" if match[4] else "")


def _local(digits: str) -> str:
    return in_groups(digits, len(digits) - 4, 4) if len(digits) in (7, 8) else one_by_one(digits, telephone=True)


TELEPHONES: tuple[Rule, ...] = (
    rule(
        "number of a case",
        r"(受理号|号码)([是为：:]?)\s*(\d{4})[ ]?(\d{4})(?!\d)",
        lambda m: f"{m[1]}{m[2]}{in_groups(m[3] + m[4], 4, 4)}",
    ),
    rule(
        "landline",
        r"(?<!\d)[（(]?(0\d{2,3})[）)]?[ ]?[-–—]?[ ]?(\d{3,4})[ -]?(\d{4})(?!\d)(?:[ ]?(?:转|-)[ ]?(\d{1,5})(?!\d))?",
        _landline,
    ),
    rule(
        "mobile",
        rf"(?<!\d)(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{{4}})[ -]?(\d{{4}}){_END}",
        lambda m: in_groups(m[1] + m[2] + m[3], 3, 4, 4),
    ),
    rule(
        "400 number",
        rf"(?<!\d)([48]00)[ -]?(\d{{3,4}})[ -]?(\d{{3,4}}){_END}",
        lambda m: in_groups(m[1] + m[2] + m[3], 3, len(m[2]), 4),
    ),
    rule("public service line", rf"(?<![\d.,])(123\d\d){_END}", lambda m: one_by_one(m[1], telephone=True)),
    rule(
        "emergency line",
        rf"(?<![\d.,])({_EMERGENCY})(?=急救|报警|火警|电话|热线)",
        lambda m: one_by_one(m[1], telephone=True),
    ),
    rule(
        "number to dial",
        rf"({_CALL})([^\d，。；！？\n]{{0,6}})(?<![\d.,])(\d{{3,8}}){_END}",
        lambda m: m[1] + m[2] + _local(m[3]),
    ),
)
