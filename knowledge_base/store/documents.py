"""All SQL of documents and their articles."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from knowledge_base.documents.versions import title_key
from knowledge_base.store.model import Article, Document


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


def fetch_article(session: Session, number: str, title: str, label: str) -> Article | None:
    """The article `label` of the document with this number or, failing that, title; the version in force before older ones.

    Titles are compared as versions are: without the year of a 修正 and the country's name.
    """
    query = select(Article.id, Document.number, Document.title, Document.status).join(Document)
    found = session.execute(query.where(Article.label == label)).all()
    fitting = [row for row in found if number and row.number == number] or [
        row for row in found if title and title_key(row.title) == title_key(title)
    ]
    if not fitting:
        return None
    best = min(fitting, key=lambda row: row.status != "effective")
    return session.get(Article, best.id, options=[joinedload(Article.document)])
