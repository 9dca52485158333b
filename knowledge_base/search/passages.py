"""Makes passages of guides and of articles."""

import re

from knowledge_base.guides.model import Guide
from knowledge_base.search.model import Passage


def guide_passage(guide: Guide) -> Passage:
    """The guide as the search engine sees it; its id is the guide's id."""
    return Passage(
        id=guide.id,
        kind="guide",
        region=guide.region,
        fields={
            "title": (guide.title,),
            "questions": (*guide.questions, *guide.phrasings),
            "keywords": guide.keywords,
            "summary": (guide.summary,),
            "parts": tuple(line for lines in guide.parts.values() for line in lines),
        },
    )


def article_passage(
    document_title: str, document_number: str, article_label: str, text: str, region: str, chapter: str = ""
) -> Passage:
    """An article (第X条) of a document; its id is `number or title` + `#` + label, as unique as documents are."""
    document = document_number or document_title
    return Passage(
        id=f"{document}#{article_label}",
        kind="article",
        region=region,
        fields={
            "title": (document_title,),
            "heading": tuple(line for line in (f"{document_number} {article_label}", chapter) if line),
            "text": (text,),
        },
        document=document,
        authority=authority(document_title),
    )


# How the title of a national text tells its rank (立法法): codes and laws, judicial interpretations, regulations.
_RANKS = (
    ("code", re.compile(r"法典$")),
    ("law", re.compile(r"(?<!办)法(?:[（(].*[)）])?$")),
    ("interpretation", re.compile(r"^最高人民(?:法院|检察院)")),
    ("regulation", re.compile(r"条例$")),
)


def authority(document_title: str) -> str:
    """Rank of a document by its title, a key of SearchConfig.authority; empty for everything else (规定, 通知, 办法)."""
    title = document_title.strip()
    return next((rank for rank, pattern in _RANKS if pattern.search(title)), "")
