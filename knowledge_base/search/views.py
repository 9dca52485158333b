"""Cuts passages and queries into the tokens of each view, alike on both sides."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from knowledge_base.search.config import SearchConfig, View
from knowledge_base.text.normalise import normalise
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

    def passage(self, text: str) -> tuple[str, dict[View, list[str]]]:
        """Key and tokens of a line of a passage."""
        if self._config.official_passages:
            plain = normalise(text)
            return _key(plain), self._tokens(plain, plain)
        corrected = self._lexicon.correct(text)
        return _key(corrected), self._tokens(corrected, self._lexicon.officialise(corrected))

    def query(self, text: str) -> tuple[str, dict[View, dict[str, float]]]:
        """Key of a query and the weight of each of its tokens: 1, or less for a word that only asks."""
        corrected = self._shortened(self._lexicon.correct(text))
        tokens = self._tokens(corrected, self._lexicon.officialise(corrected))
        weighted = {view: {token: self._weight(token) for token in found} for view, found in tokens.items()}
        return _key(corrected), weighted

    def _tokens(self, corrected: str, official: str) -> dict[View, list[str]]:
        return {view: self._cut[view](official if view == "words" else corrected) for view in self._config.views}

    def _weight(self, token: str) -> float:
        return self._config.question_word_weight if token in question_words() else 1.0

    def _shortened(self, text: str) -> str:
        limit = self._config.max_query_chars
        return text if len(text) <= limit else f"{text[: limit // 2]} {text[-(limit // 2) :]}"


def _key(corrected: str) -> str:
    """What makes two questions the same: the corrected text without punctuation and spaces."""
    return "".join(runs(corrected))


@lru_cache(maxsize=1)
def question_words() -> frozenset[str]:
    """Words that say that something is asked, not what (吗, 怎么, 可以)."""
    return frozenset((DICTIONARY_FOLDER / "question_words.txt").read_text(encoding="utf-8").split())
