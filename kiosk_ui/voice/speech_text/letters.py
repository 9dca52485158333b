"""Latin letters: known words in Chinese, everything else letter by letter. espeak would read them as pinyin."""

import re

from kiosk_ui.voice.speech_text.rule import Rule, rule

# What the public meets on signs and phones, in words they know.
WORDS: dict[str, str] = {
    "APP": "手机软件",
    "ATM": "自动取款机",
    "WIFI": "无线网络",
    "WI-FI": "无线网络",
    "POS": "刷卡",
    "SIM": "手机",
    "OK": "好",
}

# The nearest Mandarin syllables to the names of the letters.
_NAMES = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "诶 必 西 弟 伊 艾弗 吉 艾尺 爱 杰 开 艾勒 艾姆 恩 欧 批 丘 阿尔 艾斯 替 优 威 达不溜 艾克斯 歪 贼".split(),
        strict=True,
    )
)
_WORD = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))

LETTERS: tuple[Rule, ...] = (
    rule("known word", rf"(?<![A-Za-z])(?:{_WORD})(?![A-Za-z])", lambda m: WORDS[m[0].upper()], re.IGNORECASE),
    rule("letter", r"[A-Za-z]", lambda m: _NAMES[m[0].upper()]),
)
