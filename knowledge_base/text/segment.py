"""Cuts Chinese text into words, character bigrams and single characters."""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

with warnings.catch_warnings():
    # jieba 0.42.1 is frozen: its invalid escapes and its pkg_resources import warn on today's Python.
    warnings.simplefilter("ignore")
    import jieba

DICTIONARY_FOLDER = Path(__file__).resolve().parents[1] / "content" / "dictionary"
DOMAIN_DICTIONARY = DICTIONARY_FOLDER / "wanqing.dict.txt"
# What counts as text: runs of hanzi, runs of Latin letters and digits (12333, app). Everything else separates.
RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+(?:\.[0-9]+)?")
_HANZI = re.compile(r"[㐀-鿿]")


def runs(text: str) -> Iterator[str]:
    """Runs of hanzi and runs of letters or digits of `text`, lower-cased, in order."""
    return (match.group() for match in RUN.finditer(text.lower()))


def is_hanzi(run: str) -> bool:
    """Whether a run begins with a hanzi (runs never mix scripts)."""
    return bool(_HANZI.match(run))


def unigrams(text: str) -> list[str]:
    """Single hanzi; a run of letters or digits stays whole."""
    tokens: list[str] = []
    for run in runs(text):
        tokens.extend(run if is_hanzi(run) else [run])
    return tokens


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of hanzi; a lone hanzi or a run of letters or digits stays whole."""
    tokens: list[str] = []
    for run in runs(text):
        if is_hanzi(run) and len(run) > 1:
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            tokens.append(run)
    return tokens


class Segmenter:
    """Words by jieba with the domain dictionary, in a tokenizer of its own.

    The dictionary is read directly: jieba's own start-up caches it in a world-writable temporary folder and trusts
    what it finds there. Loading takes about half a second and 60 MB, so one instance is shared (`shared_segmenter`).
    Read-only after construction, hence safe to share between threads.
    """

    def __init__(self, domain_dictionary: Path = DOMAIN_DICTIONARY) -> None:
        """Raises FileNotFoundError when the domain dictionary is missing, ValueError when a line is malformed."""
        self._jieba = jieba.Tokenizer()
        self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(self._jieba.get_dict_file())
        self._jieba.initialized = True
        domain = dict(read_domain_dictionary(domain_dictionary))
        for word, frequency in domain.items():
            self._jieba.add_word(word, frequency)
        self.domain_words = frozenset(domain)

    def words(self, text: str) -> list[str]:
        """Words of `text` without punctuation, each character in one word, lower-cased."""
        return [word for run in runs(text) for word in (self._jieba.cut(run) if is_hanzi(run) else [run])]

    def search_words(self, text: str) -> list[str]:
        """Words of `text` and the shorter dictionary words inside them (养老保险 also gives 养老 and 保险)."""
        return [word for run in runs(text) for word in (self._jieba.cut_for_search(run) if is_hanzi(run) else [run])]

    def is_word(self, text: str, at_least: int = 50) -> bool:
        """Whether the dictionary knows `text` with at least this frequency; rarer entries are mostly noise."""
        return int(self._jieba.FREQ.get(text) or 0) >= at_least


def read_domain_dictionary(path: Path) -> Iterator[tuple[str, int]]:
    """(word, frequency) of each line `word frequency tag`; raises ValueError naming the malformed line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        parts = line.split()
        if len(parts) != 3 or not parts[1].isdigit():
            raise ValueError(f"{path.name}:{number}: expected 'word frequency tag', got {line!r}")
        yield parts[0].lower(), int(parts[1])


@lru_cache(maxsize=1)
def shared_segmenter() -> Segmenter:
    """The one segmenter of this process, loaded on first use."""
    return Segmenter()
