"""Finds titles: what names an official document, on one line or over several."""

import re
from dataclasses import dataclass

from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.structure.healing import without_gaps
from knowledge_base.documents.structure.marks import ATTACHMENT, DIVISION, article_mark, item_mark

KINDS = (
    "办法 规定 条例 法 决定 决议 通知 意见 细则 解释 批复 复函 函 方案 规则 公告 通告 通报 规程 规划 纲要 要点 措施 "
    "指南 章程 标准 规范 制度 公报 请示 报告 纪要 命令 令 议案 答复 说明 问答 清单 流程 指引 守则 准则 预案"
).split()
NOTICES = ("通知", "公告", "通告", "批复", "复函", "函", "命令", "令", "通报")
_SUFFIX = r"(?:\s*[（(][^（）()]{1,20}[)）])*"
_TITLE = re.compile(rf"^\S.*(?:{'|'.join(KINDS)}){_SUFFIX}$")
_NOT_IN_TITLES = re.compile(r"[。；！？!?;|]|[:：]$|^[（(]|^\d{4}\s*年|号$|文件$|目\s*录$|通过$|修正$|修订$|公布$|发布$|施行$")
_MAX_TITLE = 120  # characters
_MAX_LINES = 5  # a title is seldom set on more lines


@dataclass(frozen=True)
class TitleBlock:
    """A title on lines `start` to `end` (exclusive)."""

    start: int
    end: int
    title: str
    marked: bool  # by the file's format as a heading of the first level

    @property
    def is_official(self) -> bool:
        """Whether it ends as titles of official documents do."""
        return bool(_TITLE.match(self.title))

    def is_notice(self) -> bool:
        """Whether the title is that of a letter that carries another text."""
        return re.sub(rf"{_SUFFIX}$", "", self.title).endswith(NOTICES)


def find_titles(lines: list[Line], start: int, end: int) -> list[TitleBlock]:
    """Titles among lines `start`..`end`, in order."""
    found: list[TitleBlock] = []
    place = start
    while place < end:
        block = _block(lines, place, end)
        if block:
            found.append(block)
        place = block.end if block else place + 1
    return found


def _block(lines: list[Line], start: int, end: int) -> TitleBlock | None:
    """The longest title that begins on line `start`."""
    best = None
    for stop in range(start + 1, min(start + _MAX_LINES, end) + 1):
        if not _may_stand_in_title(lines[stop - 1], first=stop - 1 == start):
            break
        if stop > start + 1 and lines[stop - 1].level != lines[start].level:
            break
        title = without_gaps("".join(line.text for line in lines[start:stop]))
        if len(title) > _MAX_TITLE:
            break
        if _TITLE.match(title) or (lines[start].level == 1 and stop == start + 1):
            # A further line may complete a title only while the whole still ends like one.
            if best is None or not _TITLE.match(best.title) or not _is_whole(lines[stop - 1].text):
                best = TitleBlock(start, stop, title, lines[start].level == 1)
    return best


def _is_whole(text: str) -> bool:
    """Whether a line alone is a title: then it begins a new one and continues none."""
    return bool(_TITLE.match(text)) and len(text) > 6


def _may_stand_in_title(line: Line, *, first: bool) -> bool:
    text = line.text
    if not text or len(text) > _MAX_TITLE or _NOT_IN_TITLES.search(text) and line.level != 1:
        return False
    if article_mark(text) or DIVISION.match(text) or ATTACHMENT.match(text) or item_mark(text):
        return False
    return text.count("，") + text.count(",") == 0 or "《" in text or line.level == 1
