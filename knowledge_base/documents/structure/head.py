"""What stands before the text: letterhead, number, the letter that carries it (关于印发……的通知), title, dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.documents.dates import DATE
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.structure.healing import heal
from knowledge_base.documents.structure.marks import ATTACHMENT, DIVISION
from knowledge_base.documents.structure.titles import TitleBlock, find_titles

_VERSION = re.compile(r"[（(](?:19|20)\d{2}年?(?:第[一二三四五六七八九]次)?(?:修正|修订|修改)(?:本|文本)?[）)]$|[（(](?:修正|修订)(?:本)?[）)]$")
_FILE_MARK = re.compile(r"^(?:来源|来源URL|URL|链接|网址|sidebar)\s*[:：]|^\d{1,8}$|^[A-Za-z0-9 :/._-]+$|^目\s*[录次]$")
_PARTICULAR = re.compile(
    rf"^(?:发布机构|发文机关|发文单位|文号|发文字号|发布日期|发文日期|成文日期|索引号|主题分类|有效性)\s*[:：]|文\s*件$|号$|^[（(]?(?:根据|经)?{DATE}"
)

_SHOWN_ELSEWHERE = re.compile(r"^(?:发布机构|发文机关|发文单位|文号|发文字号|发布日期|发文日期)\s*[:：]|^[^，。]{2,40}文\s*件$|^[^，。]{2,20}\d\s*号$")


@dataclass(frozen=True)
class Head:
    """The head of one document."""

    title: str  # without the year of its version
    titles: tuple[str, ...]  # all there are: that of the carrying letter begins with the issuer's name more often
    lines: tuple[str, ...]  # everything before the text
    preamble: tuple[str, ...]  # what a reader wants of it: the carrying letter, the adoption, the introduction
    particulars: tuple[str, ...]  # lines that only say number, issuer or date
    after_title: tuple[str, ...]


def read_head(lines: list[Line]) -> Head | None:
    """The head in `lines`; None when no line is a title."""
    titles = find_titles(lines, 0, len(lines))
    chosen = _choose(titles)
    if chosen is None:
        return None
    texts = tuple(line.text for line in lines)
    preamble = _preamble(lines, titles, chosen)
    after = tuple(line.text for line in lines[chosen.end :])
    particulars = tuple(text for text in texts if len(text) < 100 and _PARTICULAR.search(text))
    return Head(_VERSION.sub("", chosen.title), tuple(title.title for title in titles), texts, preamble, particulars, after)


def _choose(titles: Sequence[TitleBlock]) -> TitleBlock | None:
    """The document itself rather than the letter that carries it; a marked heading rather than a line like one."""
    official = [title for title in titles if title.is_official]
    texts = [title for title in official if not title.is_notice()]
    marked = [title for title in texts if title.marked]
    for choice in (marked[:1], texts[-1:], official[:1]):
        if choice:
            return choice[0]
    return None


def _preamble(lines: list[Line], titles: Sequence[TitleBlock], chosen: TitleBlock) -> tuple[str, ...]:
    """Paragraphs of the head, the titles of carrying letters whole, without what is shown elsewhere."""
    named = {place: title for title in titles for place in range(title.start, title.end)}
    kept: list[str] = []
    running: list[str] = []
    for place, line in enumerate(lines):
        if title := named.get(place):
            kept += [*heal(running), title.title] if title is not chosen and place == title.start else heal(running)
            running = []
        elif not _is_furniture(line.text):
            running.append(line.text)
    return (*kept, *heal(running))


def _is_furniture(text: str) -> bool:
    bare_mark = ATTACHMENT.match(text) and len(text) <= 5
    return bool(_FILE_MARK.search(text) or DIVISION.match(text) or bare_mark or _SHOWN_ELSEWHERE.search(text))
