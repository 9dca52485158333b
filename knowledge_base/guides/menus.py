"""The menu of each topic and the example questions of the question bar, from `content/menus.yaml`."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.guides.files import CONTENT, ContentError, read_yaml


@dataclass(frozen=True)
class Menus:
    """`places`: place of a guide in its topic's menu, from 1; `suggestions`: example question by guide."""

    places: dict[str, int]
    suggestions: dict[str, str]


def load_menus(guides: Collection[str], root: Path = CONTENT) -> Menus:
    """The menus. Raises ContentError when one names a guide that does not exist."""
    entry = read_yaml(root / "menus.yaml")
    places = {guide: place for menu in entry["topics"].values() for place, guide in enumerate(menu, start=1)}
    suggestions = {item["guide"]: item["text"] for item in entry["suggestions"]}
    if unknown := (set(places) | set(suggestions)) - set(guides):
        raise ContentError(f"menus.yaml: no such guide: {sorted(unknown)}")
    return Menus(places, suggestions)
