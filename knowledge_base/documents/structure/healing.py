"""Joins what a page break tore apart, and drops what only pages have."""

import re

from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.reading.page_furniture import is_page_number
from knowledge_base.documents.structure.marks import SENTENCE_END, begins_something

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad]")
_BLANK = re.compile(r"[ \t\u3000\xa0]+")
_HANZI_GAP = re.compile(r"(?<=[\u4e00-\u9fff，。；：、）》])[ \u3000](?=[\u4e00-\u9fff（《，。；：、])")
# A sentence that stops here was cut: it ends in the middle of words, not with a mark that ends anything.
_OPEN_END = re.compile(r"(?:[\u4e00-\u9fff，、（《“‘〈\d]|[^。；！？][）》”’〉%％])$")
_CUT_REFERENCE = re.compile(r"^[（(][一二三四五六七八九十\d]+[)）](?:项|款|目|、|至第)")  # 第 / （二）项
_MIN_TORN = 15  # characters: a shorter line without an end is a title, a signature or a date
_FORMULA = re.compile(r"[＝=÷×]")


def clean_lines(lines: list[Line]) -> list[Line]:
    """Lines with text: invisible characters and page numbers gone, spaces alike."""
    cleaned = (Line(_BLANK.sub(" ", _INVISIBLE.sub("", line.text)).strip(), line.level) for line in lines)
    return [line for line in cleaned if line.text and not is_page_number(line.text)]


def heal(texts: list[str]) -> list[str]:
    """Paragraphs of a body: a line that goes on with the sentence of the one before is joined to it."""
    healed: list[str] = []
    for text in texts:
        if healed and is_torn(healed[-1], text):
            healed[-1] += text
        else:
            healed.append(text)
    return healed


def is_torn(before: str, after: str) -> bool:
    """Whether `after` continues the unfinished sentence of `before`."""
    if before.endswith("第") or before.endswith(("款", "条", "、")) and _CUT_REFERENCE.match(after):
        return True
    return (
        len(before) >= _MIN_TORN
        and not before.endswith(SENTENCE_END)
        and bool(_OPEN_END.search(before))
        and not begins_something(after)
        and not _FORMULA.search(before)
        and "|" not in before + after
    )


def without_gaps(text: str) -> str:
    """A title without the spaces that a line break or letter-spacing left between its characters."""
    return _HANZI_GAP.sub("", _HANZI_GAP.sub("", text)).strip()
