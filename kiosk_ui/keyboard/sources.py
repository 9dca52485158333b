"""Where the keyboard's words come from: the knowledge base, jieba's dictionary, and lists of names, places and everyday turns."""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge_base.guides.files import load_guides
from knowledge_base.text.segment import DICTIONARY_FOLDER, DOMAIN_DICTIONARY, read_domain_dictionary

CONTENT = Path(__file__).parent / "content"
LONGEST_PHRASE = 14  # hanzi; a longer question is written in parts
LEAST_FREQUENCY = 20  # in jieba's dictionary; what is rarer is mostly noise, and costs memory
_HANZI = re.compile(r"[一-鿿]+")
_LONGEST_WORD = 4


def is_writable(phrase: str) -> bool:
    """Hanzi only, and not too long to be offered."""
    return bool(_HANZI.fullmatch(phrase)) and len(phrase) <= LONGEST_PHRASE


def listed(name: str) -> list[str]:
    """The words of a list under content/, in its order."""
    lines = (CONTENT / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def jieba_rows() -> Iterator[tuple[str, int]]:
    """(word, frequency) of jieba's dictionary, read as a file: jieba itself keeps all of it in memory."""
    package = importlib.util.find_spec("jieba")
    assert package is not None and package.origin is not None, "jieba is a requirement of the product"  # noqa: S101
    with (Path(package.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ", 2)
            yield word, int(frequency)


def character_counts(rows: Iterable[tuple[str, int]]) -> Counter[str]:
    """How often each hanzi is written, alone or in a word."""
    counts: Counter[str] = Counter()
    for word, frequency in rows:
        for character in word:
            counts[character] += frequency
    return counts


def questions() -> list[str]:
    """Everything the knowledge base has seen people ask."""
    return [line for guide in load_guides().values() for line in (guide.title, *guide.questions, *guide.phrasings)]


def asked_often(lines: Iterable[str], known: set[str]) -> Counter[str]:
    """How often each of the words `known`, of up to four hanzi, stands in `lines`."""
    counts: Counter[str] = Counter()
    for line in lines:
        for run in _HANZI.findall(line):
            for length in range(1, _LONGEST_WORD + 1):
                counts.update(known.intersection(run[at : at + length] for at in range(len(run) - length + 1)))
    return counts


def domain_phrases() -> dict[str, int]:
    """Words of the trade with the weight the knowledge base gives them; titles of guides and other names of things less."""
    found = dict(read_domain_dictionary(DOMAIN_DICTIONARY))
    for name in ("synonyms.tsv", "dialect.tsv"):
        for line in (DICTIONARY_FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]:
            for word in line.split("\t")[:2]:
                found.setdefault(word, 1_000)
    for word in listed("everyday.txt"):
        found[word] = max(found.get(word, 0), 5_000)
    for guide in load_guides().values():
        found.setdefault(guide.title.strip("？。"), 300)
        for word in guide.keywords:
            found[word] = max(found.get(word, 0), 2_000)
    return {phrase: weight for phrase, weight in found.items() if is_writable(phrase)}
