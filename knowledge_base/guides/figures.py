"""Finds the figures in a Chinese sentence, so that each one can be looked for in the fact that carries it."""

import re
import unicodedata

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
# Hanzi numbers count as figures only before a measure that makes them one (三个月, 二十个工作日, 百分之五).
_MEASURE = r"(?=个?(?:工作日|月|年|岁|周岁|元|天|日|倍|万|％|%|分之|次|期|档|年限|小时|平方米|卷|步))"
# 千万 before a verb (千万别点) is an adverb.
_HANZI = re.compile(r"(?!千万(?!元|人))[一二两三四五六七八九十百千]+" + _MEASURE)
_PERCENT = re.compile(r"百分之([一二两三四五六七八九十百]+)")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零\d]+[条款项章节编部批号步个]|〔\d{4}〕\s*\d*号?|令第?\d+号|\[\d{4}\]\d+号")
# One of something (一个月, 一年 as "a year") is grammar more often than a figure.
_TRIVIAL = {"1"}


def hanzi_to_int(text: str) -> int:
    """三十六 -> 36, 一百二十 -> 120; plain digit runs are read digit by digit (二零二五 -> 2025)."""
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, current = 0, 0
    for char in text:
        if char in _UNITS:
            total += (current or 1) * _UNITS[char]
            current = 0
        else:
            current = _DIGITS[char]
    return total + current


def figures(text: str) -> set[str]:
    """Canonical figures of `text`: amounts, counts, dates; article numbers and document numbers are left out."""
    plain = _ARTICLE.sub(" ", unicodedata.normalize("NFKC", text))
    found = {_canonical(match) for match in _ARABIC.findall(plain)}
    found |= {str(hanzi_to_int(match)) for match in _PERCENT.findall(plain)}
    plain = _PERCENT.sub(" ", plain)
    found |= {str(hanzi_to_int(match)) for match in _HANZI.findall(plain)}
    return found - _TRIVIAL


def _canonical(number: str) -> str:
    number = number.replace(",", "")
    if "." in number:
        return number.rstrip("0").rstrip(".")
    return str(int(number))
