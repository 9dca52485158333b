"""All SQL of documents and their articles."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge_base.store.model import Document


def fetch_document(session: Session, document_id: int) -> Document | None:
    """A document with its articles."""
    return session.get(Document, document_id, options=[selectinload(Document.articles)])


def fetch_documents(session: Session) -> list[Document]:
    """All documents, those in force first, then by title."""
    query = select(Document).options(selectinload(Document.articles))
    return sorted(session.scalars(query), key=lambda document: (document.status != "effective", document.title))


def fetch_by_hash(session: Session, content_hash: str) -> Document | None:
    """The document that is this very text, if it was imported before."""
    return session.scalar(select(Document).where(Document.content_hash == content_hash))


def fetch_superseded_by(session: Session, document_id: int) -> list[Document]:
    """Documents that this one superseded."""
    return list(session.scalars(select(Document).where(Document.superseded_by_id == document_id).order_by(Document.id)))
