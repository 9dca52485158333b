"""Labels that Word makes itself (automatic numbering): 第一条, （一）, 1. stand in no text run of the file."""

from typing import Any

from docx.oxml.ns import qn

from knowledge_base.documents.numerals import format_numeral

_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting")
_SILENT = ("bullet", "none")


class WordNumbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, document: Any) -> None:
        self._counts: dict[str, list[int]] = {}
        self._abstract: dict[str, Any] = {}
        self._lists: dict[str, str] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return  # how python-docx says that the file numbers no paragraph
        for abstract in root.findall(qn("w:abstractNum")):
            self._abstract[abstract.get(qn("w:abstractNumId"))] = abstract
        for number in root.findall(qn("w:num")):
            self._lists[number.get(qn("w:numId"))] = number.find(qn("w:abstractNumId")).get(qn("w:val"))

    def label(self, paragraph: Any) -> str:
        """The label of the next paragraph; empty when it has none."""
        properties = _number_properties(paragraph)
        if properties is None:
            return ""
        list_id, level = properties
        abstract_id = self._lists.get(list_id, "")
        levels = self._levels(abstract_id)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract_id, [0] * 9)
        counts[level] = counts[level] + 1 if counts[level] else _start(levels[level])
        counts[level + 1 :] = [0] * (8 - level)
        return self._worded(levels, level, counts)

    def _levels(self, abstract_id: str) -> dict[int, Any]:
        abstract = self._abstract.get(abstract_id)
        if abstract is None:
            return {}
        return {int(level.get(qn("w:ilvl"))): level for level in abstract.findall(qn("w:lvl"))}

    def _worded(self, levels: dict[int, Any], level: int, counts: list[int]) -> str:
        if _value(levels[level], "w:numFmt") in _SILENT:
            return ""
        text = _value(levels[level], "w:lvlText")
        for place in range(level + 1):
            style = _value(levels.get(place), "w:numFmt")
            text = text.replace(f"%{place + 1}", _written(max(counts[place], 1), style))
        return text


def _number_properties(paragraph: Any) -> tuple[str, int] | None:
    """List id and level, from the paragraph itself or from its style."""
    sources = [paragraph._p.pPr]
    if paragraph.style is not None:
        sources.append(paragraph.style.element.find(qn("w:pPr")))
    for source in sources:
        found = source.find(qn("w:numPr")) if source is not None else None
        if found is not None and (list_id := _value(found, "w:numId")) not in ("", "0"):
            return list_id, int(_value(found, "w:ilvl") or 0)
    return None


def _value(element: Any, name: str) -> str:
    child = element.find(qn(name)) if element is not None else None
    return (child.get(qn("w:val")) or "") if child is not None else ""


def _start(level: Any) -> int:
    return int(_value(level, "w:start") or 1)


def _written(number: int, style: str) -> str:
    return format_numeral(number) if style in _CHINESE and 1 <= number <= 9999 else str(number)
