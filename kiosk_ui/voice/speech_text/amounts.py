"""Percentages, money, units, fractions, spans, and every number left."""

import re

from kiosk_ui.voice.speech_text.numbers import cardinal, decimal, in_groups, one_by_one
from kiosk_ui.voice.speech_text.rule import MEASURES, NOT_INSIDE, NUMBER, RANGE, Rule, rule

_PARTS = {"%": "百分之", "‰": "千分之"}
_LATIN_UNITS = {"km": "公里", "kg": "公斤", "cm": "厘米", "mm": "毫米", "kWh": "度", "m": "米", "g": "克", "h": "小时"}
_MINUS = r"(?<![\d㐀-鿿A-Za-z)])-"
_BEFORE_MEASURE = rf"(?=\s*(?:{MEASURES}))"


def _share(number: str, sign: str) -> str:
    minus = "负" if number.startswith("-") else ""
    return f"{minus}{_PARTS[sign]}{decimal(number.lstrip('-'))}"


def _money(number: str) -> str:
    """1870.50 -> 一千八百七十元五角, 0.5 -> 五角, 1000.05 -> 一千元零五分; thirds of a 分 keep the point."""
    whole, _, fraction = number.replace(",", "").partition(".")
    if len(fraction) > 2:
        return decimal(number) + "元"
    jiao, fen = (int(place) for place in fraction.ljust(2, "0"))
    yuan = cardinal(whole, measured=True) + "元" if int(whole) or not (jiao or fen) else ""
    said = yuan + (cardinal(str(jiao), measured=True) + "角" if jiao else "")
    if not fen:
        return said
    return said + ("零" if yuan and not jiao else "") + cardinal(str(fen), measured=not yuan and not jiao) + "分"


def _span(match: re.Match[str]) -> str:
    measured = match[3] is not None
    return f"{decimal(match[1], measured)}到{decimal(match[2], measured)}"


def _fraction(match: re.Match[str]) -> str:
    if int(match[1]) < int(match[2]):
        return f"{cardinal(match[2])}分之{cardinal(match[1])}"
    return f"{cardinal(match[1])}或{cardinal(match[2])}"


def _dotted(match: re.Match[str]) -> str:
    return "点".join(one_by_one(part) for part in match[0].split("."))


def _long(match: re.Match[str]) -> str:
    return in_groups(match[0], *[4] * (-(-len(match[0]) // 4)))


AMOUNTS: tuple[Rule, ...] = (
    rule(
        "percent from to",
        rf"{NOT_INSIDE}({NUMBER})[%‰]?{RANGE}({NUMBER})([%‰])",
        lambda m: f"{_share(m[1], m[3])}到{_share(m[2], m[3])}",
    ),
    rule("percent", rf"{NOT_INSIDE}((?:{_MINUS})?{NUMBER})([%‰])", lambda m: _share(m[1], m[2])),
    rule(
        "money with sign, in ten thousands",
        rf"[¥￥]\s*({NUMBER})\s*([万亿])元?",
        lambda m: f"{decimal(m[1], True)}{m[2]}元",
    ),
    rule("money with sign", rf"[¥￥]\s*({NUMBER})元?", lambda m: _money(m[1])),
    rule(
        "money from to", rf"{NOT_INSIDE}({NUMBER})元?{RANGE}({NUMBER})元", lambda m: f"{_money(m[1])}到{_money(m[2])}"
    ),
    rule("money", rf"{NOT_INSIDE}({NUMBER})元", lambda m: _money(m[1])),
    rule(
        "temperature",
        rf"({_MINUS})?({NUMBER})\s*(?:℃|°C)",
        lambda m: ("零下" if m[1] else "") + decimal(m[2], True) + "摄氏度",
    ),
    rule(
        "Latin unit",
        rf"{NOT_INSIDE}({NUMBER})\s*({'|'.join(_LATIN_UNITS)})(?![A-Za-z])",
        lambda m: decimal(m[1], True) + _LATIN_UNITS[m[2]],
    ),
    rule("numbers of several parts", r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.])", _dotted),
    rule("fraction", r"(?<![\d/.])([1-9]\d{0,2})/([1-9]\d{0,2})(?![\d/.])", _fraction),
    rule(
        "ordinals from to",
        rf"第(\d{{1,6}}){RANGE}第?(\d{{1,6}})(?!\d)",
        lambda m: f"第{cardinal(m[1])}到第{cardinal(m[2])}",
    ),
    rule("ordinal", r"第\s*(\d{1,9})(?!\d)", lambda m: f"第{cardinal(m[1])}"),
    rule("from to", rf"{NOT_INSIDE}({NUMBER}){RANGE}({NUMBER})(?![\d.])({_BEFORE_MEASURE})?", _span),
    rule("ratio", r"(?<!\d)(\d{1,3})[:：](\d{1,3})(?!\d)", lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}"),
    rule("times", rf"({NUMBER})\s*[×*]\s*(?={NUMBER})", lambda m: f"{decimal(m[1])}乘"),
    rule("after a letter", r"(?<=[A-Za-z])\d+", lambda m: one_by_one(m[0], telephone=True)),
    rule("digits without a measure", rf"(?<![\d.])\d{{8,}}(?![\d.]|\s*(?:{MEASURES}))", _long),
    rule("half a month more", rf"{NOT_INSIDE}([1-9]\d*)\.50?个月(?!份)", lambda m: f"{cardinal(m[1], measured=True)}个半月"),
    rule("minus", rf"{_MINUS}(?=\d)", "负"),
    rule("number before a measure", rf"{NOT_INSIDE}({NUMBER}){_BEFORE_MEASURE}", lambda m: decimal(m[1], True)),
    rule("number", NUMBER, lambda m: decimal(m[0])),
)
