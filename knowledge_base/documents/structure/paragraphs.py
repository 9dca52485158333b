"""Reads the 款, 项 and 目 of an article."""

from dataclasses import dataclass, field

from knowledge_base.documents.model import Item, Paragraph
from knowledge_base.documents.structure.healing import heal
from knowledge_base.documents.structure.marks import item_mark

_MAX_DEPTH = 4


@dataclass
class _Open:
    """A paragraph or an item while its items are collected."""

    text: str
    label: str = ""
    rank: int = -1
    items: list["_Open"] = field(default_factory=list)

    def as_item(self) -> Item:
        return Item(self.label, self.text, tuple(item.as_item() for item in self.items))


def read_paragraphs(lines: list[str]) -> tuple[Paragraph, ...]:
    """款 with their items; an item's kind is as deep as the order in which kinds appear says."""
    found: list[_Open] = []
    path: list[_Open] = []  # the paragraph and the items that are open, outermost first
    for line in heal(lines):
        mark = item_mark(line)
        if mark is None:
            found.append(_Open(line))
            path = [found[-1]]
            continue
        if not found:
            found.append(_Open(""))
            path = [found[-1]]
        path = _path_for(mark[0], path)
        path[-1].items.append(_Open(mark[2], mark[1], mark[0]))
        path = [*path, path[-1].items[-1]]
    return tuple(Paragraph(part.text, tuple(item.as_item() for item in part.items)) for part in found)


def _path_for(rank: int, path: list[_Open]) -> list[_Open]:
    """The parents of an item of kind `rank`."""
    for depth, part in enumerate(path):
        if part.rank == rank:
            return path[:depth]
    return path[:_MAX_DEPTH]
