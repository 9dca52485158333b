"""Reads .html: the main text with its headings and tables, without scripts, menus and footers."""

import re

from bs4 import BeautifulSoup, Tag

from knowledge_base.documents.reading.decoding import decode
from knowledge_base.documents.reading.line import Line

_NOT_TEXT = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "svg")
_BLOCKS = ("p", "div", "li", "section", "article", "blockquote", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "tr")
_MAIN_SHARE = 0.85  # of its parent's text: an element that holds this much is where the document is
_MAX_DEPTH = 60  # elements within elements; no real page nests its text deeper
_BREAK = "\x01"
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


def read_html(content: bytes) -> list[Line]:
    """Lines of a page's main text. Raises DocumentError unreadable-file when its encoding cannot be told."""
    page = BeautifulSoup(_decode(content), "html.parser")
    for tag in page.find_all(_NOT_TEXT):
        tag.decompose()
    main = page.find("main") or page.find("article") or page.body or page
    return _lines(_densest(main))


def _decode(content: bytes) -> str:
    """Pages that say gb2312 hold characters of its larger relative GB18030."""
    declared = _CHARSET.search(content[:2048])
    if declared and declared.group(1).lower() in (b"gb2312", b"gbk", b"gb18030"):
        return content.decode("gb18030", errors="replace")
    return decode(content)


def _densest(element: Tag) -> Tag:
    for _ in range(_MAX_DEPTH):
        size = len(element.get_text())
        children = [child for child in element.find_all(recursive=False) if isinstance(child, Tag)]
        inner = next((child for child in children if len(child.get_text()) >= _MAIN_SHARE * size), None)
        # A heading beside the text belongs to the document: stay where both are.
        if inner is None or size == 0 or any(child.name in ("h1", "h2") for child in children):
            return element
        element = inner
    return element


def _lines(element: Tag) -> list[Line]:
    for cell in element.find_all(["td", "th"]):
        if cell.find_next_sibling(["td", "th"]) is not None:
            cell.append(" | ")
    for tag in element.find_all("br"):
        tag.replace_with(_BREAK)
    for tag in element.find_all(_BLOCKS):
        level = f"{_BREAK}#{tag.name[1]}#" if re.fullmatch(r"h[1-6]", tag.name) else _BREAK
        tag.insert_before(level)
        tag.insert_after(_BREAK)
    return [line for part in element.get_text().split(_BREAK) if (line := _line(part))]


def _line(part: str) -> Line | None:
    text = " ".join(part.split())
    marked = re.match(r"#([1-6])#(.*)", text)
    text, level = (marked.group(2).strip(), int(marked.group(1))) if marked else (text, 0)
    return Line(text, level) if text else None
