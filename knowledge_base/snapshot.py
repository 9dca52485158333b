"""Knowledge: an immutable picture of the database that one process answers from, with its search index."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from knowledge_base.documents.versions import title_key
from knowledge_base.guides.model import FactTable, Guide, Premise
from knowledge_base.ranking.guide_ranker import GuideRanker
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.passages import article_passage
from knowledge_base.store import repository
from knowledge_base.store.model import Article, Document, FactRecord
from knowledge_base.text.synonyms import Lexicon, LexiconRow

# A retiree in Dalian must never be answered from another province's rules.
ANSWERING_REGIONS = ("大连", "辽宁", "全国")


@dataclass(frozen=True)
class StoredArticle:
    """An article with what a citation says of its document."""

    passage_id: str
    document_id: int
    document: str
    number: str
    label: str
    text: str
    effective: str
    status: str
    region: str


@dataclass(frozen=True)
class Shelf:
    """Guides, facts, tables and articles of one revision, to be read and cited; safe to share between threads."""

    revision: int
    guides: dict[str, Guide]
    citations: dict[str, list[dict[str, str]]]  # by fact id
    fact_texts: dict[str, str]
    tables: dict[str, FactTable]
    articles: dict[str, StoredArticle]  # by passage id
    menus: dict[str, list[str]]  # by topic, guide ids in order

    @classmethod
    def open(cls, session: Session, today: date) -> "Shelf":
        """Everything valid on `today`; a tenth of a second, for nothing is indexed."""
        return Shelf(**_contents(session, today))

    @cached_property
    def articles_by_title(self) -> dict[str, StoredArticle]:
        """Articles under `title_key(document)#label`, the version in force before older ones: laws are cited by title."""
        found: dict[str, StoredArticle] = {}
        for article in sorted(self.articles.values(), key=lambda article: article.status != "effective"):
            found.setdefault(f"{title_key(article.document)}#{article.label}", article)
        return found


@dataclass(frozen=True)
class Knowledge(Shelf):
    """A shelf that can be searched."""

    ranker: GuideRanker
    article_index: SearchIndex | None  # apart from the guides: imported laws must not shift how guides are found

    @classmethod
    def load(cls, session: Session, today: date) -> "Knowledge":
        """Everything valid on `today`. Raises ValueError when nothing was loaded into the database yet."""
        contents, lexicon = _contents(session, today), _lexicon(session)
        return cls(
            **contents,
            ranker=GuideRanker.build(contents["guides"], lexicon, repository.fetch_outside(session)),
            article_index=_article_index(contents["articles"], lexicon),
        )


def _contents(session: Session, today: date) -> dict[str, Any]:
    """The fields of a Shelf."""
    facts: dict[str, FactRecord] = repository.fetch_facts(session)
    guides = {guide.id: guide for guide in map(_guide, repository.fetch_guides(session)) if _valid(guide, today)}
    return {
        "revision": repository.fetch_revision(session),
        "guides": guides,
        "citations": {key: fact.citations for key, fact in facts.items()},
        "fact_texts": {key: fact.text for key, fact in facts.items()},
        "tables": {key: _table(record.content) for key, record in repository.fetch_tables(session).items()},
        "articles": _articles(session),
        "menus": repository.fetch_menus(session),
    }


def _guide(record: Any) -> Guide:
    content = dict(record.content)
    for key in ("facts", "questions", "tables", "keywords", "related", "phrasings"):
        content[key] = tuple(content[key])
    content["parts"] = {part: tuple(lines) for part, lines in content["parts"].items()}
    content["premises"] = tuple(Premise(tuple(item["patterns"]), item["correction"]) for item in content["premises"])
    for key in ("valid_from", "valid_to"):
        content[key] = date.fromisoformat(content[key]) if content[key] else None
    return Guide(**content)


def _valid(guide: Guide, today: date) -> bool:
    return (guide.valid_to is None or today <= guide.valid_to) and guide.region in ANSWERING_REGIONS


def _table(content: dict[str, Any]) -> FactTable:
    return FactTable(**{**content, "columns": tuple(content["columns"]), "rows": tuple(map(tuple, content["rows"]))})


def _articles(session: Session) -> dict[str, StoredArticle]:
    query = select(Article).options(joinedload(Article.document)).join(Document).where(
        Document.region.in_(ANSWERING_REGIONS)
    )
    stored = [_stored(article) for article in session.scalars(query.order_by(Article.document_id, Article.position))]
    # Two versions may share a number: the one in force comes first and keeps the id.
    found: dict[str, StoredArticle] = {}
    for article in sorted(stored, key=lambda article: article.status != "effective"):
        found.setdefault(article.passage_id, article)
    return found


def _stored(article: Article) -> StoredArticle:
    document = article.document
    effective = document.effective_on.isoformat() if document.effective_on else document.effective_note
    return StoredArticle(
        passage_id=f"{document.number or document.title}#{article.label}",
        document_id=document.id,
        document=document.title,
        number=document.number,
        label=article.label,
        text=article.text,
        effective=effective,
        status=document.status,
        region=document.region,
    )


def _article_index(articles: dict[str, StoredArticle], lexicon: Lexicon) -> SearchIndex | None:
    passages = [
        article_passage(article.document, article.number, article.label, article.text, article.region)
        for article in articles.values()
        if article.status == "effective"  # older versions stay citable, but nobody is answered from one
    ]
    return SearchIndex.build(passages, lexicon) if passages else None


def _lexicon(session: Session) -> Lexicon:
    return Lexicon(
        LexiconRow(entry.kind, entry.written, entry.meant, entry.note)  # type: ignore[arg-type]
        for entry in repository.fetch_lexicon(session)
    )
