"""Small numbers as people write them: 3, ３, 三, 十二, 二十三, 廿三."""

import re

NUMBER = r"(?:\d{1,4}|[零〇一二两三四五六七八九十廿卅]{1,4})"
_DIGITS = {hanzi: value for value, hanzi in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def number(text: str) -> int | None:
    """The value of `text` below 100 in hanzi, of any size in digits; None when it is no number (十十)."""
    if re.fullmatch(r"\d+", text):
        return int(text)
    spelled = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = spelled.partition("十")
    if not ten:
        return _DIGITS.get(spelled)
    high, low = _DIGITS.get(tens) if tens else 1, _DIGITS.get(ones) if ones else 0
    return None if high is None or low is None else high * 10 + low
