"""Which documents a topic rests on: those its guides' facts cite and the knowledge base holds."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from knowledge_base.documents.versions import title_key
from knowledge_base.store.documents import fetch_documents
from knowledge_base.store.model import Document
from knowledge_base.store.repository import fetch_facts, fetch_guides
from knowledge_base.topics import TOPICS


def documents_by_topic(session: Session) -> dict[str, list[Document]]:
    """Topic to documents, the ones cited most first; topics without any are left out, and so is what no guide cites."""
    found = _named(fetch_documents(session))
    facts = fetch_facts(session)
    cited: dict[str, dict[int, int]] = {topic: {} for topic in TOPICS}
    documents: dict[int, Document] = {}
    for guide in fetch_guides(session):
        for fact_id in guide.content.get("facts", ()):
            for citation in facts[fact_id].citations if fact_id in facts else ():
                document = found.get(citation["number"]) or found.get(title_key(citation["document"]))
                if document and guide.topic in cited:
                    documents[document.id] = document
                    cited[guide.topic][document.id] = cited[guide.topic].get(document.id, 0) + 1
    return {
        topic: [documents[one] for one in sorted(counts, key=lambda one: (-counts[one], one))]
        for topic, counts in cited.items()
        if counts
    }


def _named(documents: Iterable[Document]) -> dict[str, Document]:
    """By number and by title; of two versions the one in force, which comes first."""
    named: dict[str, Document] = {}
    for document in documents:
        for name in (document.number, title_key(document.title)):
            if name:
                named.setdefault(name, document)
    return named
