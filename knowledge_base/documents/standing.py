"""Brings the standing of all stored documents up to date."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.documents.structure.validity import find_repeals
from knowledge_base.documents.versions import Version, standings
from knowledge_base.store.model import Article, Document


def refresh_standings(session: Session, today: date) -> int:
    """Writes status and superseded_by_id of every document as of `today`; returns how many changed. The caller commits."""
    documents = {document.id: document for document in session.scalars(select(Document))}
    repeals, labels = _repeals(session), _first_labels(session)
    versions = [_version(document, repeals, labels) for document in documents.values()]
    changed = 0
    for key, standing in standings(versions, today).items():
        document = documents[key]
        if (document.status, document.superseded_by_id) != (standing.status, standing.superseded_by):
            document.status, document.superseded_by_id = standing.status, standing.superseded_by
            changed += 1
    session.flush()
    return changed


def _version(document: Document, repeals: dict[int, tuple[str, ...]], labels: dict[int, str]) -> Version:
    label = labels.get(document.id, "")
    return Version(
        id=document.id,
        title=document.title,
        number=document.number,
        issued_on=document.issued_on or document.printed_on,
        effective_on=document.effective_on,
        labels_end="条" if "条" in label else label[-2:],
        repeals=repeals.get(document.id, ()),
    )


def _first_labels(session: Session) -> dict[int, str]:
    query = select(Article.document_id, Article.label).where(Article.position == 1)
    return {row.document_id: row.label for row in session.execute(query)}


def _repeals(session: Session) -> dict[int, tuple[str, ...]]:
    """Titles that each document declares 废止; only articles with that word are read."""
    found: dict[int, tuple[str, ...]] = {}
    query = select(Article.document_id, Article.text).where(Article.text.contains("废止"))
    for document_id, text in session.execute(query):
        found[document_id] = found.get(document_id, ()) + find_repeals(text.split("\n"))
    return found
