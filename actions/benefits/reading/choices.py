"""Choices: 退了, 吃劳保, 没退, 心梗走的, 工地上出的事, 车间的, 是, 没有; two that do not agree are asked back."""

import re
from functools import cache

from actions.benefits.fields import Field, Option
from actions.benefits.reading.choice_words import KIN, UNCLEAR, WORDS, YES_NO, Words
from actions.benefits.reading.model import AskBack, Read, Value
from actions.benefits.reading.numerals import whole
from actions.benefits.reading.words import standard

_NOT = re.compile(r"(?:不是|并不是|不算|算不上|不属于|没有|不在|没在|不|非|又没|没)(?:因为|因|得|什么|个)?$")
_PLACE = re.compile(r"^(?:我?选|要)?第([一二三四五六七八1-8])(?:个|条|项|种|样)?(?:吧|的)?$")
_SPEAKER = re.compile(r"我(?:自己|本人|也|都|早就?|已经|是|还|现在)*$")
# Said of oneself these cannot be about the person who died.
OF_THE_DECEASED = ("status", "drawn", "cause", "died_on")
_RELATIVE_YEARS = {"今年": 0, "去年": -1, "前年": -2, "大前年": -3}


def read_choice(field: Field, plain: str, year: int, *, asked: bool) -> Read:
    """The choice meant. Nothing is taken from a sentence that was no answer unless its words say so by themselves."""
    found = {option.code: option for option in field.choices if _says(field, option, plain, year, asked=asked)}
    table = WORDS.get(field.name, {})
    for code in [code for one in found for code in table.get(one, Words()).overrides]:
        found.pop(code, None)
    if len(found) == 1:
        (option,) = found.values()
        return _settled(field, option, plain)
    if found or (asked or field.name == "status") and _unclear(field, plain):
        return _which(field, tuple(found.values()))
    return _by_place(field, plain) if asked else None


def _settled(field: Field, option: Option, plain: str) -> Read:
    """One choice; but 退休了 and 没退 in one message do not agree."""
    if field.name == "status" and option.code == "retired" and _unclear(field, plain):
        return _which(field, field.choices)
    return Value(option.code, option.label)


def _which(field: Field, options: tuple[Option, ...]) -> AskBack:
    if not options:
        options = tuple(option for option in field.choices if (field.name, option.code) != ("status", "retired"))
    return AskBack(f"是下面哪一种？{field.question}", options)


def _unclear(field: Field, plain: str) -> bool:
    pattern = UNCLEAR.get(field.name)
    return bool(pattern and any(not _of_speaker(field, plain, found) for found in re.finditer(pattern, plain)))


def _says(field: Field, option: Option, plain: str, year: int, *, asked: bool) -> bool:
    pattern = _pattern(field.name, option, asked)
    said = bool(pattern) and any(_affirmed(field, plain, found) for found in re.finditer(pattern, plain))
    if said or not option.code.isdigit():
        return said or (field.name == "sex" and not asked and _by_kin(option.code, plain))
    named = [word for word in _RELATIVE_YEARS if word in plain.replace("大前年", "　") or word == "大前年" and word in plain]
    return asked and any(year + _RELATIVE_YEARS[word] == int(option.code) for word in named)


@cache
def _pattern(name: str, option: Option, asked: bool) -> str:
    known = (YES_NO if option.code in YES_NO else WORDS.get(name, {})).get(option.code)
    words = known or Words()
    parts = [words.tied]
    if asked:
        parts += [words.asked, re.escape(_clean(option.label))]
        parts += [re.escape(_clean(word)) for word in option.words if known is None]
        parts += [rf"(?<![0-9]){option.code}(?![0-9])", rf"(?<![0-9]){option.code[2:]}年"] if option.code.isdigit() else []
        if name not in WORDS and option.code in YES_NO:
            parts.remove(re.escape(_clean(option.label)))
    return "|".join(part for part in parts if part)


def _clean(text: str) -> str:
    return standard(text)


def _affirmed(field: Field, plain: str, found: re.Match[str]) -> bool:
    before = plain[: found.start()]
    if field.name == "status" and any(
        one.start() <= found.start() and found.end() <= one.end() for one in re.finditer(UNCLEAR["status"], plain)
    ):
        return False  # the 退休 of 快退休了
    return not _NOT.search(before) and not _of_speaker(field, plain, found)


def _of_speaker(field: Field, plain: str, found: re.Match[str]) -> bool:
    """我也退休了 tells of the speaker, who is alive."""
    return field.name in OF_THE_DECEASED and bool(_SPEAKER.search(plain[: found.start()]))


def _by_kin(code: str, plain: str) -> bool:
    other = "female" if code == "male" else "male"
    return bool(re.search(KIN[code], plain)) and not re.search(KIN[other], plain) and not re.search("替|帮|我是|和|跟", plain)


def _by_place(field: Field, plain: str) -> Read:
    if not (found := _PLACE.match(plain)):
        return None
    place = (whole(found[1]) or 0) - 1
    if not 0 <= place < len(field.choices):
        return None
    return Value(field.choices[place].code, field.choices[place].label)
