"""Every weight of the search engine, with the reason for it. Nothing else in `search/` holds a tuned number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

View = Literal["words", "bigrams", "pinyin"]


@dataclass(frozen=True)
class ViewConfig:
    """How one way of cutting text into tokens is scored: BM25 with saturation `k1` and length correction `b`."""

    weight: float
    k1: float = 1.2
    b: float = 0.75


@dataclass(frozen=True)
class SearchConfig:
    """Weights of one index. Build one per kind of corpus: guides and statutes differ in length and in wording."""

    views: Mapping[View, ViewConfig]
    # How often a field's tokens count (BM25F by repetition: the saturation k1 then works across the fields).
    fields: Mapping[str, int]
    # Fields whose every line is also compared with the query on its own.
    question_fields: frozenset[str] = frozenset()
    # score = sum of share * part; the shares sum to 1, so the score stays in 0..1.
    shares: Mapping[str, float] = field(default_factory=lambda: {"bm25": 1.0})
    # What a document's rank adds to its articles' scores: of two texts that match alike, the law stands above the rule.
    authority: Mapping[str, float] = field(default_factory=dict)
    # How much the mean of a document's best passages adds: a law that matches in many articles is the right law.
    document_share: float = 0.0
    # Directions of the latent space of the guides (search/latent.py); 0 for none.
    latent_dimensions: int = 0
    # Words that say that something is asked, not what: they count this much of a content word.
    question_word_weight: float = 0.2
    # A longer text is a pasted document; its beginning and its end carry the question.
    max_query_chars: int = 400
    # Statutes have no typos and no dialect: they are indexed as they stand. Guides hold people's own questions, and their
    # colloquial expressions are put into official terms just as those of a query are.
    official_passages: bool = False


# Chosen by leaving every sixth question out of its guide and asking for the guide with it.
GUIDES = SearchConfig(
    views={
        # Official terms carry the matter. A guide repeats what it is about in a dozen questions, so repetition counts
        # for long (high k1).
        "words": ViewConfig(weight=1.0, k1=3.0, b=0.6),
        # Surface wording: catches what jieba cuts differently in the question and in the guide.
        "bigrams": ViewConfig(weight=0.5, k1=3.0, b=0.6),
        # Typos only: syllables match too much to weigh more.
        "pinyin": ViewConfig(weight=0.2, k1=3.0, b=0.6),
    },
    # The title names the matter; keywords are official terms; the parts mention many other matters.
    fields={"title": 4, "questions": 1, "keywords": 3, "summary": 2, "parts": 1, "heading": 2, "text": 1},
    question_fields=frozenset({"title", "questions"}),
    # The closest single question decides between guides that share their words, but it misses new wordings: more than
    # a little of it does harm. A question that stands word for word in a guide leaves no doubt.
    # The latent likeness of passage and query helps where the words differ; alone it is vague.
    shares={"bm25": 0.65, "latent": 0.15, "question": 0.1, "exact": 0.1},
    latent_dimensions=100,
)

# Chosen on one half of the benchmark's development questions and confirmed on the other (`search/bench.py`).
STATUTES = SearchConfig(
    views={
        # A term repeated in an article says little more (low k1); articles are long because they list, not ramble (b).
        "words": ViewConfig(weight=1.0, k1=0.7, b=0.5),
        "bigrams": ViewConfig(weight=0.75, k1=0.7, b=0.5),
    },
    # The chapter names the matter that its articles take for granted; the name of the law was no help beside it.
    fields={"title": 0, "heading": 1, "text": 1},
    authority={"code": 0.4, "law": 0.25, "interpretation": 0.15, "regulation": 0.05},
    document_share=0.2,
    question_word_weight=0.5,
    official_passages=True,
)
