"""Reads guides, facts and tables from the YAML files under `knowledge_base/content/`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.guides.model import Fact, FactTable, Guide, Premise

OUTSIDE = "outside-"  # begins the id of a matter that is not our business
CONTENT = Path(__file__).resolve().parents[1] / "content"


class ContentError(ValueError):
    """A content file cannot be understood; the message names the file and what is wrong."""


def read_yaml(path: Path) -> Any:
    """Parsed YAML of `path`. Raises ContentError naming the file."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: {error}") from error


def load_facts(root: Path = CONTENT) -> dict[str, Fact]:
    """All facts by id. Raises ContentError on a repeated id or a missing field."""
    facts: dict[str, Fact] = {}
    for path in sorted((root / "facts").glob("*.yaml")):
        for entry in read_yaml(path) or []:
            fact = _build(Fact, entry, path)
            if fact.id in facts:
                raise ContentError(f"{path.name}: fact {fact.id} stands twice")
            if fact.confidence not in ("A", "B", "C"):
                raise ContentError(f"{path.name}: fact {fact.id} has confidence {fact.confidence!r}")
            facts[fact.id] = fact
    return facts


def load_tables(root: Path = CONTENT) -> dict[str, FactTable]:
    """All tables by key. Raises ContentError when a row is not as wide as the head."""
    tables: dict[str, FactTable] = {}
    for path in sorted((root / "tables").glob("*.yaml")):
        entry = read_yaml(path)
        entry["columns"] = tuple(str(cell) for cell in entry["columns"])
        entry["rows"] = tuple(tuple(str(cell) for cell in row) for row in entry["rows"])
        table = _build(FactTable, entry, path)
        if any(len(row) != len(table.columns) for row in table.rows):
            raise ContentError(f"{path.name}: a row is not as wide as the head")
        tables[table.key] = table
    return tables


def iter_guide_files(root: Path = CONTENT) -> Iterator[Path]:
    """Guide files in a stable order, one guide a file."""
    return iter(sorted((root / "guides").glob("*/*.yaml")))


def load_guide(path: Path) -> Guide:
    """The guide in `path`. Raises ContentError when a field is missing, unknown or of the wrong kind."""
    entry = dict(read_yaml(path))
    for key in ("facts", "questions", "tables", "keywords", "related"):
        entry[key] = tuple(str(item) for item in entry.get(key) or ())
    entry["parts"] = {part: tuple(lines) for part, lines in (entry.get("parts") or {}).items()}
    entry["premises"] = tuple(
        Premise(patterns=tuple(item["patterns"]), correction=item["correction"]) for item in entry.get("premises") or ()
    )
    for key in ("valid_from", "valid_to"):
        if entry.get(key) is not None and not isinstance(entry[key], date):
            raise ContentError(f"{path.name}: {key} is not a date")
    guide: Guide = _build(Guide, entry, path)
    if path.stem != guide.id or path.parent.name != guide.topic:
        raise ContentError(f"{path.name}: file must be named guides/<topic>/<id>.yaml")
    return guide


def load_guides(root: Path = CONTENT) -> dict[str, Guide]:
    """All guides by id. Raises ContentError on a repeated id."""
    guides: dict[str, Guide] = {}
    phrasings = load_phrasings(root)
    for path in iter_guide_files(root):
        guide = load_guide(path)
        guide = replace(guide, phrasings=phrasings.pop(guide.id, ()))
        if guide.id in guides:
            raise ContentError(f"{path.name}: guide {guide.id} stands twice")
        guides[guide.id] = guide
    if phrasings:
        raise ContentError(f"phrasings for guides that do not exist: {sorted(phrasings)}")
    return guides


def load_outside(root: Path = CONTENT) -> dict[str, tuple[str, ...]]:
    """What is not our business, by example. Raises ContentError when an id does not say so."""
    found = {key: tuple(str(line) for line in lines) for key, lines in (read_yaml(root / "outside.yaml") or {}).items()}
    if wrong := [key for key in found if not key.startswith(OUTSIDE)]:
        raise ContentError(f"outside.yaml: ids must begin with {OUTSIDE}: {wrong}")
    return found


def load_phrasings(root: Path = CONTENT) -> dict[str, tuple[str, ...]]:
    """More ways people ask, by guide id, from the files under `phrasings/`; several files may add to one guide."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((root / "phrasings").glob("*.yaml")):
        for guide, lines in (read_yaml(path) or {}).items():
            found[guide] = found.get(guide, ()) + tuple(str(line) for line in lines)
    return found


def _build(kind: Any, entry: dict[str, Any], path: Path) -> Any:
    try:
        return kind(**entry)
    except TypeError as error:
        raise ContentError(f"{path.name}: {error}") from error
