"""The guides asked for most, in a dated and sourced order, from `content/most_asked.yaml`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge_base.guides.files import CONTENT, ContentError, read_yaml


@dataclass(frozen=True)
class MostAsked:
    """`guides`: ids, most asked first; `as_of` and `source` say when and from what the order was made."""

    as_of: date
    source: str
    guides: tuple[str, ...]


def load_most_asked(root: Path = CONTENT) -> MostAsked:
    """The list. Raises ContentError when it has no date or source, or names a guide twice."""
    entry = read_yaml(root / "most_asked.yaml")
    guides = tuple(entry["guides"])
    if not isinstance(entry.get("as_of"), date) or not entry.get("source"):
        raise ContentError("most_asked.yaml: as_of and source are needed")
    if len(set(guides)) < len(guides):
        raise ContentError("most_asked.yaml: a guide stands twice")
    return MostAsked(entry["as_of"], entry["source"], guides)


def in_force(listed: MostAsked, guides: Collection[str], count: int) -> list[str]:
    """The first `count` of the list that are among `guides`."""
    return [key for key in listed.guides if key in guides][:count]
