"""依据: finds, for a guide, the documents and articles that carry it, with the article's own words where we hold them."""

import re

from knowledge_base.answering.model import CitedArticle
from knowledge_base.guides.model import Guide
from knowledge_base.snapshot import Knowledge, StoredArticle

MAX_CITATIONS = 4
MAX_QUOTE = 260  # characters; the whole article is one touch away
_NUMERAL = "[一二三四五六七八九十百千零]+"
_FIRST_ARTICLE = re.compile(rf"第({_NUMERAL})")
_PARAGRAPH = re.compile(rf"第({_NUMERAL})款")


def citations_for(guide: Guide, knowledge: Knowledge) -> tuple[CitedArticle, ...]:
    """At most MAX_CITATIONS, in the order of the guide's facts, official texts before second-hand ones."""
    found: dict[tuple[str, str], CitedArticle] = {}
    for fact_id in guide.facts:
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


def _cite(cited: dict[str, str], knowledge: Knowledge) -> CitedArticle:
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
        quote=_shorten(_paragraph(stored.text, cited["article"])),
        url=official.url,
        effective=official.effective,
        status=official.status,
    )


def find_article(document: str, number: str, article: str, knowledge: Knowledge) -> StoredArticle | None:
    """The stored article a citation names; of 「第十七、十八条」 the first."""
    first = _FIRST_ARTICLE.match(article)
    if first is None or "部分" in article:
        return None
    label = f"第{first.group(1)}条"
    for name in (number, document, document.removeprefix("中华人民共和国")):
        if name and (stored := knowledge.articles.get(f"{name}#{label}")):
            return stored
    return None


def _paragraph(text: str, article: str) -> str:
    """The 款 a citation names, else the whole article."""
    named = _PARAGRAPH.search(article)
    if named is None:
        return text
    paragraphs = text.split("\n")
    place = "一二三四五六七八九".find(named.group(1))
    return paragraphs[place] if 0 <= place < len(paragraphs) else text


def _shorten(text: str) -> str:
    if len(text) <= MAX_QUOTE:
        return text
    cut = max(text.rfind(mark, 0, MAX_QUOTE) for mark in "。；，") + 1
    return text[: cut or MAX_QUOTE] + "……"
