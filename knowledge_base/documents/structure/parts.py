"""Cuts a file into its documents: a 决定 and the 办法 it approves are two, a 通知 that only carries a 办法 is one."""

from dataclasses import dataclass
from itertools import pairwise

from knowledge_base.documents.model import Division
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.structure.marks import (
    ATTACHMENT,
    DIVISION,
    article_mark,
    is_mention,
    is_spaced_article,
    section_mark,
)
from knowledge_base.documents.structure.titles import TitleBlock, find_titles

_MAX_ANNEX_HEAD = 60  # lines between the title of an annex and its first article: 目录, dates, an introduction
_CONTENTS_LEADER = ("…", "....", "····")


@dataclass(frozen=True)
class Part:
    """A document within a file: what stands before its first article or section, and from there on."""

    head: list[Line]
    body: list[Line]
    division: Division


def split_parts(lines: list[Line]) -> list[Part]:
    """The documents of a file, in order; one of division 全文 without a body when nothing is numbered."""
    lines = [line for line in lines if not _is_contents_entry(line.text)]
    starts = _starts(lines)
    if not starts:
        return [Part(lines, [], "全文")]
    parts = []
    for place, (begin, start) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(lines)
        start = _with_divisions(lines, begin, start)
        parts.append(Part(lines[begin:start], lines[start:end], _division(lines, start, end)))
    return parts


def _is_contents_entry(text: str) -> bool:
    return any(leader in text for leader in _CONTENTS_LEADER) and text[-1:].isdigit()


def _starts(lines: list[Line]) -> list[tuple[int, int]]:
    """For each document: where its head begins and where its numbering begins."""
    starts: list[tuple[int, int]] = []
    last_second = max((place for place, line in enumerate(lines) if _section_number(line) == 2), default=-1)
    for place, line in enumerate(lines):
        # 一、 opens a numbering only where a 二、 follows.
        if not (_opens_articles(line.text) or _section_number(line) == 1 and place < last_second):
            continue
        if not starts:
            starts.append((0, place))
        elif title := _title_before(lines, starts[-1][1] + 1, place):
            starts.append((_head_begin(lines, title), place))
    return starts or _excerpt_start(lines)


def _excerpt_start(lines: list[Line]) -> list[tuple[int, int]]:
    """An excerpt begins in the middle: at two articles that follow one another."""
    marks = [(place, mark[0]) for place, line in enumerate(lines) if (mark := article_mark(line.text)) and is_spaced_article(line.text)]
    return next(([(0, place)] for (place, number), (_, following) in pairwise(marks) if following == number + 1), [])


def _opens_articles(text: str) -> bool:
    mark = article_mark(text)
    return mark is not None and mark[0] == 1 and (is_spaced_article(text) or not is_mention(mark[2]))


def _section_number(line: Line) -> int:
    mark = section_mark(line)
    return mark[0] if mark else 0


def _title_before(lines: list[Line], begin: int, start: int) -> TitleBlock | None:
    """The title of the annex whose numbering begins on line `start`; None when the line belongs to the text before."""
    begin = max(begin, start - _MAX_ANNEX_HEAD)
    for place in range(start - 1, begin - 1, -1):
        if _is_body(lines[place].text):
            begin = place + 1
            break
    titles = [title for title in find_titles(lines, begin, start) if title.is_official and not title.is_notice()]
    return titles[-1] if titles else None


def _is_body(text: str) -> bool:
    mark = article_mark(text)
    return mark is not None and is_spaced_article(text)


def _head_begin(lines: list[Line], title: TitleBlock) -> int:
    """An annex begins with its 附件 mark, when it has one right before its title."""
    before = title.start - 1
    return before if before > 0 and ATTACHMENT.match(lines[before].text) else title.start


def _with_divisions(lines: list[Line], begin: int, start: int) -> int:
    """Chapter headings right before the first article belong to the body."""
    while start > begin and (DIVISION.match(lines[start - 1].text)):
        start -= 1
    return start


def _division(lines: list[Line], start: int, end: int) -> Division:
    return "部分" if section_mark(lines[start]) and not any(_opens_articles(line.text) for line in lines[start:end]) else "条"
