"""The marks that give an official document its structure, as GB/T 9704 and the laws write them."""

import re

from knowledge_base.documents.numerals import NUMERAL, parse_numeral
from knowledge_base.documents.reading.line import Line

SPACE = r"[ \t\u3000\xa0]"
_ARTICLE = re.compile(rf"^第{SPACE}*({NUMERAL}|\d{{1,4}}){SPACE}*条(之{NUMERAL})?(?:{SPACE}+|(?=\S)|$)")
_ARTICLE_SPACED = re.compile(rf"^第{SPACE}*(?:{NUMERAL}|\d{{1,4}}){SPACE}*条(?:之{NUMERAL})?(?:{SPACE}|$)")
DIVISION = re.compile(rf"^第{SPACE}*({NUMERAL}|\d{{1,3}}){SPACE}*(编|分编|章|节)(?:{SPACE}+|$|(?=[^的规之中第，。、]))(.*)$")
_SECTION = re.compile(rf"^({NUMERAL})、{SPACE}*(.*)$")
# An article that a sentence mentions goes on like this; one that begins here does not.
_MENTIONED = re.compile(r"^(?:第|规定|所[列称述规]|的|、|和第|之|至|以[上下内外]|及|，|。|；|款|项|中(?!华|国|央|小|省|外|医)|或|与第|）|》|”|修改|增加|删去|改为)")
DIVISION_ORDER = ("编", "分编", "章", "节")

# 项 and 目, outermost first: an item may hold items of any later kind.
ITEM_MARKS = (
    re.compile(r"^(?P<label>[甲乙丙丁戊己庚辛壬癸])、\s*(?P<text>.*)$"),
    re.compile(rf"^(?P<label>[（(]\s*{NUMERAL}\s*[)）])[、.．]?\s*(?P<text>.*)$"),
    re.compile(rf"^(?P<label>{NUMERAL}、)\s*(?P<text>.*)$"),
    re.compile(r"^(?P<label>\d{1,3}\s*(?:[、．]|\.(?!\d)))\s*(?P<text>.*)$"),
    re.compile(r"^(?P<label>[（(]\s*\d{1,3}\s*[)）])\s*(?P<text>.*)$"),
    re.compile(r"^(?P<label>[①-⑳])\s*(?P<text>.*)$"),
)
ATTACHMENT = re.compile(r"^附\s*(?:件|录|表|则?：)\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?\s*(.*)$")
TAIL = re.compile(r"^(?:抄\s*送|主\s*送|主题词|印\s*数|打字|校对)\s*[：:]|^[（(]此件|^信息公开选项|^公开方式|印发$|^分送")
_ENTRY = re.compile(r"^(?![^：:]*(?:下列|以下|如下))[^，。；、]{1,12}[：:]")  # 联系人：…, an entry of a form
SENTENCE_END = tuple("。；：！？;:!?…")


def article_mark(line: str) -> tuple[int, str, str] | None:
    """Number, label and the rest of a line that looks like the start of an article."""
    found = _ARTICLE.match(line)
    if not found:
        return None
    number = int(found[1]) if found[1].isdigit() else parse_numeral(found[1])
    if not number:
        return None
    written = found[1].replace("〇", "零")
    return number, f"第{written}条{found[2] or ''}", line[found.end() :].strip()


def is_spaced_article(line: str) -> bool:
    """Whether a gap follows the label, as in print; a mention inside a sentence has none."""
    return bool(_ARTICLE_SPACED.match(line))


def is_mention(rest: str) -> bool:
    """Whether what follows 第X条 reads like the middle of a sentence."""
    return bool(_MENTIONED.match(rest))


def section_mark(line: Line) -> tuple[int, str] | None:
    """Number and title of a line that looks like 一、…; a heading that is a mere 三 counts as well."""
    found = _SECTION.match(line.text) or (re.match(rf"^({NUMERAL})()$", line.text) if line.level else None)
    number = parse_numeral(found[1]) if found else None
    return (number, found[2].strip()) if found and number else None


def item_mark(line: str) -> tuple[int, str, str] | None:
    """Rank (0 is outermost), label and text of a 项 or 目."""
    for rank, mark in enumerate(ITEM_MARKS):
        if found := mark.match(line):
            return rank, _item_label(found["label"]), found["text"].strip()
    return None


def _item_label(written: str) -> str:
    """Labels alike however they were typed: (一) becomes （一）, 1． becomes 1.."""
    label = re.sub(r"\s", "", written).replace("(", "（").replace(")", "）").replace("．", ".")
    return f"{label}、" if label in "甲乙丙丁戊己庚辛壬癸" else label


def begins_something(line: str) -> bool:
    """Whether a line opens a unit of its own and so cannot continue the sentence before."""
    return bool(
        is_spaced_article(line)
        or DIVISION.match(line)
        or item_mark(line)
        or ATTACHMENT.match(line)
        or TAIL.search(line)
        or _ENTRY.match(line)
    )
