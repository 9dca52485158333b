"""Page numbers, running heads and feet: on every page of a print, part of no sentence."""

import re
from collections import Counter

_PAGE_NUMBER = re.compile(
    r"[—–\-_·•~～\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页|\s*/\s*\d{1,4})?[—–\-_·•~～\s]*"
)
_DRESSED = re.compile(r"[—–\-_·•~～页]")
_DIGITS = re.compile(r"\d+")


def is_page_number(text: str, *, bare: bool = False) -> bool:
    """Whether a line is only a page number: — 3 —, 第3页 共5页; a `bare` 3 too where pages are known."""
    text = text.strip()
    return bool(text) and bool(_PAGE_NUMBER.fullmatch(text)) and (bare or bool(_DRESSED.search(text)))


def without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """`pages` without page numbers and without first and last lines that most pages repeat."""
    edges = Counter(mark for page in pages for mark in {_mark(line) for line in page[:2] + page[-2:]})
    repeated = {mark for mark, count in edges.items() if count >= 3 and count > len(pages) / 2}
    return [
        [
            line
            for place, line in enumerate(page)
            if not _is_furniture(line, place, len(page), repeated)
        ]
        for page in pages
    ]


def _is_furniture(line: str, place: int, count: int, repeated: set[str]) -> bool:
    at_edge = place < 2 or place >= count - 2
    return at_edge and (is_page_number(line, bare=True) or _mark(line) in repeated)


def _mark(line: str) -> str:
    return _DIGITS.sub("0", line.strip())
