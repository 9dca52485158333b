"""Finds, in the words of a citation, which article, 款 or 项 of a document is meant."""

import re

from knowledge_base.documents.numerals import NUMERAL, parse_numeral
from knowledge_base.documents.structure.marks import item_mark

_FIRST = re.compile(rf"第({NUMERAL})")
_INSERTED = re.compile(rf"第{NUMERAL}条(之{NUMERAL})")
_PARAGRAPH = re.compile(rf"第({NUMERAL})款")
_ITEM = re.compile(rf"(（{NUMERAL}）)")


def cited_label(citation: str) -> str | None:
    """第十七条 of 「第十七、十八条」, 第六部分 of 「第六部分（三）」; None when no article is named."""
    first = _FIRST.match(citation)
    if first is None:
        return None
    if "部分" in citation:
        return f"第{first[1]}部分"
    inserted = _INSERTED.match(citation)
    return f"第{first[1]}条{inserted[1] if inserted else ''}"


def cited_words(text: str, citation: str) -> str:
    """The 款 or 项 of an article's `text` that `citation` names; the whole text when it names none that is there."""
    paragraphs = _paragraphs(text)
    if named := _PARAGRAPH.search(citation):
        place = (parse_numeral(named[1]) or 0) - 1
        if 0 <= place < len(paragraphs):
            paragraphs = [paragraphs[place]]
    if item := _ITEM.search(citation):
        for paragraph in paragraphs:
            if lines := _item_lines(paragraph, item[1]):
                return "\n".join([paragraph[0], *lines])
    return "\n".join(line for paragraph in paragraphs for line in paragraph)


def _paragraphs(text: str) -> list[list[str]]:
    """Each 款 as the lines of its own: items belong to the paragraph that introduces them."""
    found: list[list[str]] = []
    for line in text.split("\n"):
        if found and item_mark(line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _item_lines(paragraph: list[str], label: str) -> list[str]:
    """The item with `label` and what stands under it."""
    start = next((place for place, line in enumerate(paragraph) if line.startswith(label)), None)
    if start is None or start == 0:
        return []
    mark = item_mark(paragraph[start])
    lines = [paragraph[start]]
    for line in paragraph[start + 1 :]:
        if (inner := item_mark(line)) and mark and inner[0] <= mark[0]:
            break
        lines.append(line)
    return lines
