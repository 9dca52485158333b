"""Staff edits of the lexicon: what people write and what they mean."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.store import repository
from knowledge_base.store.model import LexiconEntry
from knowledge_base.text.synonyms import Lexicon, LexiconError, LexiconRow


class LexiconEditError(ValueError):
    """A row cannot be kept or found; the message is Chinese and fit to show."""


def set_row(session: Session, kind: str, written: str, meant: str, note: str = "") -> None:
    """Add a row or change what it means; the caller commits. Raises LexiconEditError when the row is unusable."""
    if not written.strip() or len(written) > 50 or len(meant) > 100:
        raise LexiconEditError("词不能空着，说法最多50个字，意思最多100个字。")
    entry = _find(session, kind, written)
    if entry is None:
        entry = LexiconEntry(kind=kind, written=written, meant=meant, note=note, origin="staff")
        session.add(entry)
    entry.meant, entry.note, entry.origin = meant, note or entry.note, "staff"
    session.flush()
    _check_all(session)
    repository.raise_revision(session)


def remove_row(session: Session, kind: str, written: str) -> None:
    """Remove a row; the caller commits. Raises LexiconEditError when there is none."""
    entry = _find(session, kind, written)
    if entry is None:
        raise LexiconEditError(f"没有这个词：{written}")
    session.delete(entry)
    session.flush()
    repository.raise_revision(session)


def _find(session: Session, kind: str, written: str) -> LexiconEntry | None:
    return session.scalar(select(LexiconEntry).where(LexiconEntry.kind == kind, LexiconEntry.written == written))


def _check_all(session: Session) -> None:
    try:
        Lexicon(
            LexiconRow(entry.kind, entry.written, entry.meant, entry.note)  # type: ignore[arg-type]
            for entry in repository.fetch_lexicon(session)
        )
    except LexiconError as error:
        raise LexiconEditError("这个词和已有的词冲突。请先去掉原来的。") from error
