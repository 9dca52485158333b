"""The search systems the benchmark compares: plain bm25s with three ways of cutting text, and this engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import bm25s

from knowledge_base.search.config import STATUTES, SearchConfig
from knowledge_base.search.index import SearchIndex
from knowledge_base.search.model import Passage
from knowledge_base.search.passages import authority
from knowledge_base.text.segment import bigrams, runs, shared_segmenter
from knowledge_base.text.synonyms import Lexicon


@dataclass(frozen=True)
class Article:
    """An article of the benchmark's corpus."""

    id: str
    text: str
    document: str
    chapter: str


class System(Protocol):
    """Anything that can be asked for the ids of the best `k` articles, best first."""

    def search(self, query: str, k: int) -> list[str]: ...


def _words(text: str) -> list[str]:
    return [word for run in runs(text) for word in shared_segmenter().words(run)]


def _words_and_bigrams(text: str) -> list[str]:
    return [*_words(text), *bigrams(text)]


class PlainBm25:
    """bm25s as it comes, over the text of the articles."""

    def __init__(self, articles: Sequence[Article], cut: Callable[[str], list[str]]) -> None:
        self._ids, self._cut = [article.id for article in articles], cut
        self._index = bm25s.BM25()
        self._index.index([cut(article.text) for article in articles], show_progress=False)

    def search(self, query: str, k: int) -> list[str]:
        known = [token for token in self._cut(query) if token in self._index.vocab_dict]
        if not known:
            return []
        numbers, scores = self._index.retrieve([known], k=min(k, len(self._ids)), show_progress=False)
        return [self._ids[number] for number, score in zip(numbers[0], scores[0], strict=True) if score > 0]


class Wanqing:
    """This engine with `config`."""

    def __init__(self, articles: Sequence[Article], config: SearchConfig) -> None:
        self._index = SearchIndex.build([_passage(article) for article in articles], Lexicon.from_files(), config)

    def search(self, query: str, k: int) -> list[str]:
        return [hit.passage_id for hit in self._index.search(query, k)]


def _passage(article: Article) -> Passage:
    return Passage(
        id=article.id,
        kind="article",
        fields={"heading": (article.chapter,), "text": (article.text,)},
        document=article.document,
        authority=authority(article.document),
    )


_NO_DOCUMENTS = replace(STATUTES, authority={}, document_share=0.0)
BASELINES: Mapping[str, Callable[[Sequence[Article]], System]] = {
    "bm25s, jieba words": lambda articles: PlainBm25(articles, _words),
    "bm25s, character bigrams": lambda articles: PlainBm25(articles, bigrams),
    "bm25s, words and bigrams": lambda articles: PlainBm25(articles, _words_and_bigrams),
}
OURS: Mapping[str, Callable[[Sequence[Article]], System]] = {
    "wanqing, texts alone": lambda articles: Wanqing(articles, _NO_DOCUMENTS),
    "wanqing": lambda articles: Wanqing(articles, STATUTES),
}
