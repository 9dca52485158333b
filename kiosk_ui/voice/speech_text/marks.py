"""First and last rules: what is no language (addresses, markup) goes first, what no rule explained goes last."""

import re
import string

from kiosk_ui.voice.speech_text.numbers import cardinal
from kiosk_ui.voice.speech_text.rule import HANZI, Rule, rule

# Full-width forms that mean the same as their ASCII twins. Punctuation stays full-width: it makes the pauses.
_TWINS = string.digits + string.ascii_letters + "%+-/=*#_~@&<>.|"
_LOOKALIKES = {"‐": "-", "‑": "-", "‒": "-", "﹣": "-", "―": "—", "∼": "~", "〜": "~", "〇": "零"}
_LOOKALIKES |= {"\u3000": " ", "\u00a0": " ", "\r": "\n", "\u2028": "\n"}
TO_ASCII = str.maketrans({chr(ord(char) + 0xFEE0): char for char in _TWINS} | _LOOKALIKES)

_ADDRESS = r"[!-'*+\--;=?-Z_a-z~]"  # ASCII without spaces, brackets, comma and quotes
_COUNTED = "一二三四五六七八九十"

MARKUP: tuple[Rule, ...] = (
    rule("markdown link", r"!?\[([^\]\n]*)\]\([^)\s]*\)", r"\1"),
    rule("e-mail address", r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", "邮箱请看屏幕"),
    rule("web address", rf"(?:[a-z]{{3,6}}://|www\.){_ADDRESS}+", "网址请看屏幕", re.IGNORECASE),
    rule(
        "bare domain",
        rf"(?<![A-Za-z0-9.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:cn|com|net|org)(?![A-Za-z0-9])(?:/{_ADDRESS}*)?",
        "网址请看屏幕",
        re.IGNORECASE,
    ),
    rule("markdown quote and heading", r"(?m)^[ \t]*[>#]+[ \t]*", ""),
    rule("bullet", r"(?m)^[ \t]*[-*•●■◆·—][ \t]+", ""),
    rule("list number", r"(?m)^[ \t]*[（(]?(\d{1,2})[.、)）][ \t]*(?!\d)", lambda m: f"第{cardinal(m[1])}，"),
    rule("list number by hanzi", rf"(?m)^[ \t]*([{_COUNTED}]{{1,3}})、", r"第\1，"),
    rule("item of an article", rf"第[（(]([{_COUNTED}]{{1,3}})[）)]", r"第\1"),
    rule("hanzi in brackets", rf"[（(]([{_COUNTED}]{{1,3}})[）)]", r"第\1，"),
    rule("circled number", "[①-⑳]", lambda m: f"第{cardinal(str(ord(m[0]) - ord('①') + 1))}，"),
    rule("bracketed number", "[⑴-⒇]", lambda m: f"第{cardinal(str(ord(m[0]) - ord('⑴') + 1))}，"),
    rule("number with full stop", "[⒈-⒛]", lambda m: f"第{cardinal(str(ord(m[0]) - ord('⒈') + 1))}，"),
    rule("Roman number", "[Ⅰ-Ⅻ]", lambda m: cardinal(str(ord(m[0]) - ord("Ⅰ") + 1))),
    rule("subtraction", r"(?<=[\d)）])[ \t]*−[ \t]*(?=[\d(（])", "减"),
    rule("minus sign", "−", "-"),
    rule("square metre", r"(?:m²|m2(?![A-Za-z0-9])|平米|㎡)", "平方米"),
    rule("space beside a digit", rf"(?<=[{HANZI}])[ \t]+(?=[\d¥￥])|(?<=[\d%])[ \t]+(?=[{HANZI}])", ""),
)

_SIGNS = {
    "+": "加",
    "=": "等于",
    "×": "乘",
    "÷": "除以",
    "≈": "约等于",
    "≥": "不低于",
    "≤": "不超过",
    ">": "大于",
    "<": "小于",
    "&": "和",
    "@": "艾特",
    "‰": "千分之",
    "℃": "摄氏度",
    "~": "到",
}

LAST: tuple[Rule, ...] = (
    rule("per", r"(?<=[元角分人月年天日次户])/(?=[月年人天日次户平小])", "每"),
    rule("either or", rf"(?<=[{HANZI}])/(?=[{HANZI}])", "或"),
    rule("arithmetic", r"[ \t]*([=×÷≈])[ \t]*", lambda m: _SIGNS[m[1]]),
    rule("signs between words", rf"(?<=[{HANZI}）)])\s*([+≥≤><&@~])\s*(?=[{HANZI}（(])", lambda m: _SIGNS[m[1]]),
    rule("comparison before a number", rf"([≥≤><])(?=\s*[{HANZI}])", lambda m: _SIGNS[m[1]]),
    rule("unit without number", "[‰℃]", lambda m: _SIGNS[m[0]]),
    rule("line end", r"[ \t]*\n\s*", "。"),
    rule("pauses", r"[（）()\[\]【】〔〕｛｝{}—–…|→]+|(?<=\S)[ \t]+-+[ \t]+(?=\S)", "，"),
    rule("ASCII punctuation", r"[,;:?!]", lambda m: "，；：？！"[",;:?!".index(m[0])]),
    rule("ASCII full stop", rf"(?<=[{HANZI}])\.(?!\S)", "。"),
    rule("space between words", rf"(?<=[{HANZI}])[ \t]+(?=[{HANZI}])", "，"),
    rule("everything that is not said", rf"[^{HANZI}，。！？；：、]+", ""),
    rule("one pause for several", r"[，、：；]*([。！？])[，。、：；！？]*", r"\1"),
    rule("one comma for several", r"[，、：；]*([：；])[，、：；]*|([，、])[，、]+", lambda m: m[1] or "，"),
    rule("no pause in front", r"^[，。、：；！？]+", ""),
)
