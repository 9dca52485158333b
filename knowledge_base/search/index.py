"""The search index: passages in, ranked hits with comparable features out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.config import GUIDES, SearchConfig, View
from knowledge_base.search.documents import Documents
from knowledge_base.search.latent import Latent
from knowledge_base.search.model import Hit, Kind, Passage
from knowledge_base.search.postings import Postings, Scores, TokenTable
from knowledge_base.search.questions import Line, Questions
from knowledge_base.search.views import Analyser
from knowledge_base.text.synonyms import Lexicon


@dataclass(frozen=True)
class _Query:
    key: str
    tokens: dict[View, dict[str, float]]


@dataclass(frozen=True)
class _Parts:
    """Features of all passages for one query, one value a passage; `line` is the number of the closest question."""

    bm25: Scores
    coverage: Scores
    question: Scores
    exact: Scores
    latent: Scores
    line: NDArray[np.int64]

    def total(self, shares: Mapping[str, float]) -> Scores:
        """The score of every passage."""
        weighted = [np.float32(share) * getattr(self, name) for name, share in shares.items()]
        return np.minimum(np.sum(weighted, axis=0), 1)


class SearchIndex:
    """Immutable, safe to share between threads. Build a new one when content or lexicon change."""

    def __init__(self, passages: Sequence[Passage], analyser: Analyser, config: SearchConfig) -> None:
        """Use `build`. Raises ValueError when there is no passage, an id stands twice or a field has no weight."""
        _check(passages, config)
        self._ids = [passage.id for passage in passages]
        self._position = {passage.id: number for number, passage in enumerate(passages)}
        self._analyser, self._config = analyser, config
        tables = {view: TokenTable() for view in config.views}
        lines: list[Line] = []
        for number, passage in enumerate(passages):
            self._add(number, passage, tables, lines)
        self._postings = {view: Postings(tables.pop(view), options) for view, options in config.views.items()}
        weights = {view: options.weight for view, options in config.views.items()}
        self._questions = Questions(lines, len(passages), weights) if lines else None
        guides = np.array([number for number, passage in enumerate(passages) if passage.kind == "guide"], dtype=np.int64)
        latent = config.latent_dimensions if len(guides) else 0
        self._latent = Latent(self._postings, weights, guides, latent) if latent else None
        self._documents = Documents(passages, config)
        self._kinds = np.array([passage.kind for passage in passages])
        self._regions = np.array([passage.region for passage in passages])

    @classmethod
    def build(cls, passages: Sequence[Passage], lexicon: Lexicon, config: SearchConfig = GUIDES) -> "SearchIndex":
        """Index of `passages`; about 3 s for 450 guides, 30 s for 55,000 articles."""
        return cls(passages, Analyser(lexicon, config), config)

    def search(
        self,
        query: str,
        k: int = 10,
        kinds: Collection[Kind] | None = None,
        regions: Collection[str] | None = None,
    ) -> list[Hit]:
        """At most `k` hits, best first, none with score 0; an empty list for a query without a word in it."""
        asked = self._understand(query)
        parts = self._score(asked)
        scores = np.where(self._wanted(kinds, regions), parts.total(self._config.shares), 0)
        best = _best(scores, k + 1)
        hits = [self._hit(asked, parts, number, float(scores[number])) for number in best]
        return [_with_margin(hit, hits[place + 1 : place + 2]) for place, hit in enumerate(hits[:k])]

    def explain(self, query: str, passage_id: str) -> Hit:
        """The features of one passage for a query, matched or not. Raises KeyError for an unknown passage."""
        asked = self._understand(query)
        parts, number = self._score(asked), self._position[passage_id]
        hit = self._hit(asked, parts, number, float(parts.total(self._config.shares)[number]))
        return _with_margin(hit, [other for other in self.search(query, 2) if other.passage_id != passage_id])

    def _add(self, number: int, passage: Passage, tables: Mapping[View, TokenTable], lines: list[Line]) -> None:
        for table in tables.values():
            table.open_document()
        for name, texts in passage.fields.items():
            for text in texts:
                key, found = self._analyser.passage(text)
                for view, tokens in found.items():
                    tables[view].extend(tokens, self._config.fields[name])
                if name in self._config.question_fields:
                    lines.append(Line(number, text, key, found))

    def _understand(self, query: str) -> _Query:
        return _Query(*self._analyser.query(query))

    def _score(self, asked: _Query) -> _Parts:
        scores, held = (np.zeros(len(self._ids), dtype=np.float32) for _ in range(2))
        reachable = np.float32(0)
        for view, tokens in asked.tokens.items():
            reachable += self._postings[view].add(tokens, scores, held, self._config.views[view].weight)
        reachable = reachable or np.float32(1)  # a query without a word reaches nothing
        bm25, coverage = self._documents.adjusted(scores / reachable), held / reachable
        none = np.zeros_like(bm25)
        latent = self._latent.similarity(asked.tokens) * (bm25 > 0) if self._latent else none
        if self._questions is None:
            return _Parts(bm25, coverage, none, none, latent, np.full(len(bm25), -1))
        question, line = self._questions.similarity(asked.tokens, asked.key)
        return _Parts(bm25, coverage, question, self._questions.exact(asked.key), latent, line)

    def _wanted(self, kinds: Collection[Kind] | None, regions: Collection[str] | None) -> NDArray[np.bool_]:
        wanted = np.ones(len(self._ids), dtype=bool)
        if kinds is not None:
            wanted &= np.isin(self._kinds, list(kinds))
        if regions is not None:
            wanted &= np.isin(self._regions, list(regions))
        return wanted

    def _hit(self, asked: _Query, parts: _Parts, number: int, score: float) -> Hit:
        features = {
            "bm25": float(parts.bm25[number]),
            "coverage": min(1.0, float(parts.coverage[number])),
            "question": float(parts.question[number]),
            "exact": float(parts.exact[number]),
            "latent": float(parts.latent[number]),
        }
        text = self._questions.text(int(parts.line[number])) if self._questions else ""
        return Hit(self._ids[number], score, features, text)


def _best(scores: Scores, few: int) -> list[int]:
    """Positions of the `few` highest scores above 0, highest first, equal ones in the order they were given."""
    if len(scores) > few:
        lowest_wanted = np.partition(scores, -few)[-few]
        found = np.flatnonzero(scores >= max(lowest_wanted, np.finfo(np.float32).tiny))
    else:
        found = np.flatnonzero(scores > 0)
    order = np.argsort(-scores[found], kind="stable")[:few]
    return [int(number) for number in found[order]]


def _with_margin(hit: Hit, following: Sequence[Hit]) -> Hit:
    lead = hit.score - (following[0].score if following else 0.0)
    return replace(hit, parts={**hit.parts, "margin": max(0.0, lead)})


def _check(passages: Sequence[Passage], config: SearchConfig) -> None:
    if not passages:
        raise ValueError("an index needs at least one passage")
    if len({passage.id for passage in passages}) != len(passages):
        raise ValueError("two passages share an id")
    if unknown := {name for passage in passages for name in passage.fields} - set(config.fields):
        raise ValueError(f"fields without a weight: {sorted(unknown)}")
