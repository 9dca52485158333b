"""Puts right the domain's terms written with other characters of the same sound (裆案 for 档案), also those nobody listed."""

from collections.abc import Callable, Iterable

from knowledge_base.text.pinyin import sound
from knowledge_base.text.segment import is_hanzi

_SHORTEST, _LONGEST = 2, 7
# Characters that stand as words of their own nearly everywhere: where one differs from the term, it was meant as it is
# written (发不发 is not 发补发, 大连是 not 大连市).
_FUNCTION_CHARACTERS = frozenset("不没是事会带您你我他她的了着过在有和或就都也要去到给把被这那哪个还又再很从向对上下中大小多少来说重新外能可一二三四五六七八九十百千万两")


class SoundAlikes:
    """Finds stretches of text that sound like a term of the domain, share a character with it and are no word themselves.

    The three conditions together keep right text as it is: a visitor who types by pinyin picks a wrong character or two,
    hardly ever all of them.
    """

    def __init__(self, terms: Iterable[str], is_word: Callable[[str], bool]) -> None:
        """`is_word` tells which stretches are words and must be left alone."""
        self._is_word = is_word
        self._terms: dict[tuple[str, ...], str] = {}
        terms = frozenset(terms)
        for term in sorted(term for term in terms if _SHORTEST <= len(term) <= _LONGEST and all(map(is_hanzi, term))):
            key = tuple(map(sound, term))
            # Two terms that sound alike (遗嘱, 一组) cannot be told apart by sound: neither is put in.
            self._terms[key] = "" if key in self._terms else term
        self._known = terms

    def correct(self, text: str, keep_if: Callable[[str, int, int], bool]) -> str:
        """`text` with each such stretch replaced, longest first, unless `keep_if(text, start, end)`."""
        sounds = tuple(map(sound, text))
        right: list[str] = []
        place = 0
        while place < len(text):
            term = self._term_at(text, sounds, place, keep_if)
            right.append(term or text[place])
            place += len(term) or 1
        return "".join(right)

    def _term_at(
        self, text: str, sounds: tuple[str, ...], start: int, keep_if: Callable[[str, int, int], bool]
    ) -> str:
        for length in range(_LONGEST, _SHORTEST - 1, -1):
            written = text[start : start + length]
            term = self._terms.get(sounds[start : start + length], "")
            if not term or len(written) < length:
                continue
            if written == term:
                return term
            if self._is_typo(written, term) and not keep_if(text, start, start + length):
                return term
        return ""

    def _is_typo(self, written: str, term: str) -> bool:
        if written in self._known or self._is_word(written):
            return False
        wrong = [one if one != other else " " for one, other in zip(written, term, strict=True)]
        stretches = "".join(wrong).split()
        return " " in wrong and not any(self._is_word(part) if len(part) > 1 else part in _FUNCTION_CHARACTERS for part in stretches)
