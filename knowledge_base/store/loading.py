"""Fills the database from the content files, all or nothing, and only when they changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.importing import Said, import_documents
from knowledge_base.documents.model import ParsedDocument
from knowledge_base.documents.parsing import parse_file
from knowledge_base.documents.standing import refresh_standings
from knowledge_base.guides.checks import check_guide
from knowledge_base.guides.citations import citations_of
from knowledge_base.guides.files import CONTENT, ContentError, load_facts, load_guides, load_outside, load_tables
from knowledge_base.guides.menus import Menus, load_menus
from knowledge_base.guides.model import Guide
from knowledge_base.store import repository
from knowledge_base.store.model import FactRecord, FactTableRecord, GuideRecord, LexiconEntry, OutsideMatter
from knowledge_base.text.synonyms import read_rows


@dataclass(frozen=True)
class LoadReport:
    """How much was loaded and the revision it made."""

    guides: int
    facts: int
    tables: int
    lexicon: int
    revision: int


def content_fingerprint(root: Path = CONTENT) -> str:
    """A hash of every content file, so that a start with unchanged files loads nothing."""
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def load_if_changed(session: Session, root: Path = CONTENT) -> bool:
    """Load the content files if they differ from what was loaded last; the caller commits when True comes back."""
    fingerprint = content_fingerprint(root)
    if repository.fetch_fingerprint(session) == fingerprint:
        return _documents_took_effect(session)
    load_content(session, root)
    repository.keep_fingerprint(session, fingerprint)
    return True


def load_documents(session: Session, root: Path = CONTENT) -> int:
    """Store every policy document under `root`/documents; how many there are. The caller commits.

    Raises ContentError naming a file that is no document.
    """
    paths = sorted(path for path in (root / "documents").glob("*") if path.is_file())
    parsed = [(path.name, _parse(path)) for path in paths]
    import_documents(session, parsed, Said(), date.today())
    return len(paths)


def _parse(path: Path) -> ParsedDocument:
    try:
        return parse_file(path)
    except DocumentError as error:
        raise ContentError(f"documents/{path.name}: {error}") from error


def _documents_took_effect(session: Session) -> bool:
    """A version that was imported before its day may be in force since the last start."""
    changed = refresh_standings(session, date.today()) > 0
    if changed:
        repository.raise_revision(session)
    return changed


def load_content(session: Session, root: Path = CONTENT) -> LoadReport:
    """Replace guides, facts, tables and file lexicon by the files under `root`, add its documents; the caller commits.

    Raises ContentError naming every guide that breaks a rule; then nothing must be committed.
    """
    facts, tables, guides = load_facts(root), load_tables(root), load_guides(root)
    if problems := [problem for guide in guides.values() for problem in check_guide(guide, facts, tables)]:
        raise ContentError("\n".join(problems))
    load_documents(session, root)
    repository.clear_loaded_content(session)
    session.add_all(FactRecord(**asdict(fact), citations=citations_of(fact)) for fact in facts.values())
    session.add_all(FactTableRecord(key=table.key, content=asdict(table)) for table in tables.values())
    menus = load_menus(guides, root)
    session.add_all(_guide_record(guide, menus) for guide in guides.values())
    session.add_all(OutsideMatter(id=key, examples=list(lines)) for key, lines in load_outside(root).items())
    lexicon = list(_lexicon_entries(session, root))
    session.add_all(lexicon)
    return LoadReport(len(guides), len(facts), len(tables), len(lexicon), repository.raise_revision(session))


def _guide_record(guide: Guide, menus: Menus) -> GuideRecord:
    return GuideRecord(
        id=guide.id,
        topic=guide.topic,
        title=guide.title,
        content=_plain(asdict(guide)),
        menu_place=menus.places.get(guide.id),
        suggestion=menus.suggestions.get(guide.id, ""),
    )


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    for key in ("valid_from", "valid_to"):
        content[key] = content[key].isoformat() if content[key] else None
    return content


def _lexicon_entries(session: Session, root: Path) -> Iterable[LexiconEntry]:
    """Rows of the files, except those that staff replaced."""
    staff = {(entry.kind, entry.written) for entry in repository.fetch_lexicon(session)}
    for row in read_rows(root / "dictionary"):
        if (row.kind, row.written) not in staff:
            yield LexiconEntry(kind=row.kind, written=row.written, meant=row.meant, note=row.note, origin="file")
