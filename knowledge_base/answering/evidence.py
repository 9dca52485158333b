"""依据: finds, for a guide, the documents and articles that carry it, with the article's own words where we hold them."""

from collections.abc import Sequence

from knowledge_base.answering.model import CitedArticle
from knowledge_base.documents.quoting import cited_label, cited_words
from knowledge_base.documents.versions import title_key
from knowledge_base.guides.model import Guide
from knowledge_base.snapshot import Shelf, StoredArticle

MAX_CITATIONS = 4
MAX_QUOTE = 260  # characters; the whole article is one touch away


def citations_for(guide: Guide, knowledge: Shelf) -> tuple[CitedArticle, ...]:
    """At most MAX_CITATIONS, in the order of the guide's facts, official texts before second-hand ones."""
    return citations_of_facts(guide.facts, knowledge)


def citations_of_facts(facts: Sequence[str], knowledge: Shelf) -> tuple[CitedArticle, ...]:
    """The same for a row of facts."""
    found: dict[tuple[str, str], CitedArticle] = {}
    for fact_id in facts:
        for cited in knowledge.citations.get(fact_id, []):
            if cited["status"] == "unconfirmed":
                continue
            citation = _cite(cited, knowledge)
            found.setdefault((citation.document, citation.article), citation)
    ranked = sorted(found.values(), key=lambda citation: citation.status == "secondhand")
    return tuple(ranked[:MAX_CITATIONS])


def article_citation(article: StoredArticle) -> CitedArticle:
    """A citation of a stored article with its own words."""
    return CitedArticle(
        document=article.document,
        number=article.number,
        article=article.label,
        quote=_shorten(article.text),
        url=f"/policy/{article.document_id}#{article.label}",
        effective=article.effective,
        status=article.status,
    )


def _cite(cited: dict[str, str], knowledge: Shelf) -> CitedArticle:
    stored = find_article(cited["document"], cited["number"], cited["article"], knowledge)
    if stored is None:
        return CitedArticle(
            document=cited["document"],
            number=cited["number"],
            article=cited["article"],
            quote=f"要点：{knowledge.fact_texts[cited['fact']]}",
            url="",
            effective=cited["effective"],
            status=cited["status"],
        )
    official = article_citation(stored)
    return CitedArticle(
        document=official.document,
        number=official.number,
        article=cited["article"],
        quote=_shorten(cited_words(stored.text, cited["article"])),
        url=official.url,
        effective=official.effective,
        status=official.status,
    )


def find_article(document: str, number: str, article: str, knowledge: Shelf) -> StoredArticle | None:
    """The stored article (or 第X部分) a citation names; of 「第十七、十八条」 the first."""
    label = cited_label(article)
    if label is None:
        return None
    if number and (stored := knowledge.articles.get(f"{number}#{label}")):
        return stored
    title, by_title = title_key(document), knowledge.articles_by_title
    if f"{title}#第一条" not in by_title:  # a 决定 of 一、二、三、 is cited as 第三条 as often as as 第三部分
        label = label.replace("条", "部分")
    return by_title.get(f"{title}#{label}")


def _shorten(text: str) -> str:
    if len(text) <= MAX_QUOTE:
        return text
    cut = max(text.rfind(mark, 0, MAX_QUOTE) for mark in "。；，") + 1
    return text[: cut or MAX_QUOTE] + "……"
