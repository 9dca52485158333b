"""Cuts passages and queries into the tokens of each view, alike on both sides."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from knowledge_base.search.config import SearchConfig, View
from knowledge_base.text.pinyin import syllable_pairs
from knowledge_base.text.segment import DICTIONARY_FOLDER, Segmenter, bigrams, runs, shared_segmenter
from knowledge_base.text.synonyms import Lexicon


class Analyser:
    """Tokens by view: words of the text in official terms, bigrams and pinyin of the corrected wording."""

    def __init__(self, lexicon: Lexicon, config: SearchConfig, segmenter: Segmenter | None = None) -> None:
        self._lexicon = lexicon
        self._config = config
        segmenter = segmenter or shared_segmenter()
        self._cut: Mapping[View, Callable[[str], list[str]]] = {
            "words": segmenter.search_words,
            "bigrams": bigrams,
            "pinyin": syllable_pairs,
        }

    def passage_tokens(self, text: str) -> dict[View, list[str]]:
        """Tokens of a line of a passage."""
        corrected = self._lexicon.correct(text)
        official = self._lexicon.officialise(corrected) if self._config.officialise_passages else corrected
        return self._tokens(corrected, official)

    def query_tokens(self, query: str) -> dict[View, dict[str, float]]:
        """Weight of each distinct token of a query: 1, or less for a word that only asks."""
        corrected = self._shortened(self._lexicon.correct(query))
        tokens = self._tokens(corrected, self._lexicon.officialise(corrected))
        return {view: {token: self._weight(token) for token in found} for view, found in tokens.items()}

    def key(self, text: str) -> str:
        """What makes two questions the same: the corrected text without punctuation and spaces."""
        return "".join(runs(self._lexicon.correct(text)))

    def _tokens(self, corrected: str, official: str) -> dict[View, list[str]]:
        return {view: self._cut[view](official if view == "words" else corrected) for view in self._config.views}

    def _weight(self, token: str) -> float:
        return self._config.question_word_weight if token in question_words() else 1.0

    def _shortened(self, text: str) -> str:
        limit = self._config.max_query_chars
        return text if len(text) <= limit else f"{text[: limit // 2]} {text[-(limit // 2) :]}"


@lru_cache(maxsize=1)
def question_words() -> frozenset[str]:
    """Words that say that something is asked, not what (吗, 怎么, 可以)."""
    return frozenset((DICTIONARY_FOLDER / "question_words.txt").read_text(encoding="utf-8").split())
