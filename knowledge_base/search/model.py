"""What the search engine holds and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["guide", "article"]
GUIDES_ONLY: tuple[Kind, ...] = ("guide",)
ARTICLES_ONLY: tuple[Kind, ...] = ("article",)


@dataclass(frozen=True)
class Passage:
    """A piece of text that can be found: a guide or an article. Field names must be known to the SearchConfig.

    `document` is what articles of one document share; `authority` is that document's rank, a key of SearchConfig.authority.
    """

    id: str
    kind: Kind
    fields: Mapping[str, Sequence[str]]
    region: str = "全国"
    document: str = ""
    authority: str = ""


@dataclass(frozen=True)
class Hit:
    """A passage that matched. `score` and every part lie in 0..1 and mean the same for every query.

    parts:
    `bm25`      share of the best score this query could reach
    `coverage`  idf-weighted share of the query's words that stand in the passage
    `question`  similarity to the closest single question or title of the passage
    `exact`     1 when that question is the query itself but for punctuation and typos
    `latent`    likeness by words that occur together in the passages, though not in both texts
    `margin`    lead in score over the next hit (when explained: over the best other hit)
    """

    passage_id: str
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    question: str = ""
