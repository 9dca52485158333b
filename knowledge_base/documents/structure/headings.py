"""Keeps the 编/章/节 in which the reader of a body stands."""

import re

from knowledge_base.documents.model import Division
from knowledge_base.documents.numerals import parse_numeral
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.structure.marks import DIVISION, DIVISION_ORDER, SENTENCE_END, section_mark

_MAX_HEADING = 60  # characters of a chapter's name
_PAGE = re.compile(r"[\s.…·]*\d*$")


class Headings:
    """The open divisions. A table of contents passes through harmlessly: the real headings replace its entries."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}
        self._waiting: str | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a 第一章 stood alone on its line and its name has yet to come."""
        return self._waiting is not None

    def take(self, line: Line, division: Division) -> bool:
        """Take `line` if it is a heading; says whether it was."""
        if found := DIVISION.match(line.text):
            name = _PAGE.sub("", found[3])
            if parse_numeral(found[1]) is None and not found[1].isdigit() or _is_sentence(name):
                return False
            self._enter(found[2], f"第{found[1]}{found[2]} {_closed_up(name)}".strip())
            self._waiting = None if name else found[2]
            return True
        if division == "条" and (section := section_mark(line)) and line.level and not _is_sentence(section[1]):
            self._enter("章", line.text)
            return True
        return False

    def complete(self, line: Line) -> None:
        """`line` is the name of the division that waits for one."""
        if self._waiting and not _is_sentence(line.text):
            self._open[self._waiting] += f" {_closed_up(line.text)}"
        self._waiting = None

    def written(self) -> str:
        """第二章 基本养老保险 / 第一节 一般规定."""
        self._waiting = None
        return " / ".join(self._open[kind] for kind in DIVISION_ORDER if kind in self._open)[:300]

    def _enter(self, kind: str, heading: str) -> None:
        lower = DIVISION_ORDER[DIVISION_ORDER.index(kind) :]
        self._open = {name: text for name, text in self._open.items() if name not in lower}
        self._open[kind] = heading


def _is_sentence(text: str) -> bool:
    return len(text) > _MAX_HEADING or text.endswith(SENTENCE_END) or "，" in text


def _closed_up(name: str) -> str:
    """总　则 is set wide; it is the word 总则."""
    return re.sub(r"\s+", "", name) if re.fullmatch(r"[\u4e00-\u9fff\s、和与（）]+", name) else name.strip()
