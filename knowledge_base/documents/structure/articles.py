"""Reads the articles (条) or sections (部分) of a body, each under its chapter."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge_base.documents.model import Division, ParsedArticle
from knowledge_base.documents.numerals import format_numeral
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.structure.headings import Headings
from knowledge_base.documents.structure.healing import is_torn
from knowledge_base.documents.structure.marks import (
    SENTENCE_END,
    article_mark,
    is_mention,
    is_spaced_article,
    section_mark,
)
from knowledge_base.documents.structure.paragraphs import read_paragraphs

_MAX_GAP = 3  # articles an excerpt may leave out; a larger jump is a sentence that mentions an article


@dataclass
class _Open:
    """An article while its lines are collected."""

    label: str
    heading: str
    lines: list[str] = field(default_factory=list)

    def closed(self) -> ParsedArticle:
        return ParsedArticle(self.label, self.heading, read_paragraphs([line for line in self.lines if line]))


Start = tuple[int, str, str]  # number, label, rest of the line


def read_articles(body: list[Line], division: Division) -> tuple[ParsedArticle, ...]:
    """The articles of `body`. Lines before the first one that are no headings are left out."""
    find_start = _article_start if division == "条" else _section_start
    headings, found, last = Headings(), list[_Open](), 0
    for line in body:
        before = found[-1].lines[-1] if found else ""
        if start := find_start(line, last, before):
            last = start[0]
            found.append(_Open(start[1], headings.written(), [start[2]]))
        elif headings.take(line, division):
            continue
        elif found and headings.is_waiting:
            headings.complete(line)
        elif found:
            found[-1].lines.append(line.text)
    return tuple(article.closed() for article in found)


def last_start(body: list[Line], division: Division) -> int:
    """The line on which the last article of `body` begins: after it a tail may follow."""
    find_start: Callable[[Line, int, str], Start | None] = _article_start if division == "条" else _section_start
    last_line, last, before = 0, 0, ""
    for place, line in enumerate(body):
        if start := find_start(line, last, before):
            last_line, last = place, start[0]
        before = line.text
    return last_line


def _article_start(line: Line, last: int, before: str) -> Start | None:
    mark = article_mark(line.text)
    if mark is None:
        return None
    number, label, rest = mark
    inserted = number == last and "之" in label
    spaced = is_spaced_article(line.text)
    if last == 0 or number == last + 1 or inserted:
        return mark if spaced or _may_begin(rest, before) else None
    return mark if spaced and last < number <= last + _MAX_GAP and _has_ended(before) else None


def _may_begin(rest: str, before: str) -> bool:
    return not is_mention(rest) and (_has_ended(before) or not is_torn(before, rest))


def _has_ended(before: str) -> bool:
    return not before or before.endswith(SENTENCE_END) or len(before) < 15


def _section_start(line: Line, last: int, _before: str) -> Start | None:
    mark = section_mark(line)
    if mark is None or mark[0] != last + 1:
        return None
    return mark[0], f"第{format_numeral(mark[0])}部分", re.sub(r"\s+", " ", mark[1])
