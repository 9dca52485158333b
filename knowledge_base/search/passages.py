"""Makes passages of guides and of articles."""

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
            "questions": guide.questions,
            "keywords": guide.keywords,
            "summary": (guide.summary,),
            "parts": tuple(line for lines in guide.parts.values() for line in lines),
        },
    )


def article_passage(document_title: str, document_number: str, article_label: str, text: str, region: str) -> Passage:
    """An article (第X条) of a document; its id is `number or title` + `#` + label, as unique as documents are."""
    return Passage(
        id=f"{document_number or document_title}#{article_label}",
        kind="article",
        region=region,
        fields={"title": (document_title,), "heading": (f"{document_number} {article_label}",), "text": (text,)},
    )
