"""BasisPages: our own page for the document behind a line, with the article's words, when the knowledge base holds it."""

from sqlalchemy import Engine

from actions.benefits.model import Basis
from actions.database.unit_of_work import UnitOfWork
from actions.reply import Citation
from knowledge_base.documents.quoting import cited_label, cited_words
from knowledge_base.store.documents import fetch_article

MAX_QUOTE = 260  # characters; the whole article is one touch away


class BasisPages:
    """Looks documents up as they are stored now. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, basis: Basis) -> Citation | None:
        """The citation with our page; None when the basis names no article or the document is not stored."""
        label = cited_label(basis.article)
        if label is None:
            return None
        with UnitOfWork(self._engine, reads_only=True) as work:
            article = fetch_article(work.session, basis.number, basis.document, label)
            if article is None:
                return None
            document = article.document
            effective = document.effective_on.isoformat() if document.effective_on else document.effective_note
            return Citation(
                document.title, document.number, basis.article, _shortened(cited_words(article.text, basis.article)),
                f"/policy/{document.id}#{article.label}", effective, document.status,
            )  # fmt: skip


def _shortened(text: str) -> str:
    if len(text) <= MAX_QUOTE:
        return text
    cut = max(text.rfind(mark, 0, MAX_QUOTE) for mark in "。；，") + 1
    return text[: cut or MAX_QUOTE] + "……"
