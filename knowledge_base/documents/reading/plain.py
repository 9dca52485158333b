"""Reads .txt and .md: both are text, Markdown only marks more."""

import re

from knowledge_base.documents.reading.line import Line

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_LIST_MARK = re.compile(r"^\s*(?:[-*+]|>)\s+")
_EMPHASIS = re.compile(r"(\*\*|__)(.+?)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_TABLE_RULE = re.compile(r"^\|?[\s:|-]+\|[\s:|-]*$")
_INDENT = re.compile(r"^(?:[ \t]{4}|\u3000)")
_WRAPPED_SHARE = 0.15  # of the lines: from this share on, indents say where paragraphs begin


def read_plain(text: str) -> list[Line]:
    """Lines of a plain text or Markdown; blank lines are kept as empty ones, wrapped lines joined."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = _without_comments(_FRONT_MATTER.sub("", text))
    lines = [_line(line) for line in _unwrap(text.split("\n"))]
    return [line for line in lines if line is not None]


def _without_comments(text: str) -> str:
    """Without <!-- comments -->; one that nobody closes is text."""
    first, *others = text.split("<!--")
    return first + "".join(other.partition("-->")[2] if "-->" in other else f"<!--{other}" for other in others)


def _line(raw: str) -> Line | None:
    if _TABLE_RULE.match(raw.strip()):
        return None
    heading = _HEADING.match(raw.strip())
    text = heading.group(2) if heading else _LIST_MARK.sub("", raw)
    text = _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", text)).strip()
    if text.startswith("|") and text.endswith("|") and len(text) > 1:
        text = " | ".join(cell.strip() for cell in text.strip("|").split("|"))
    return Line(text, len(heading.group(1)) if heading else 0)


def _unwrap(lines: list[str]) -> list[str]:
    """Joins lines cut at a fixed width, where the text indents the first line of every paragraph (　　)."""
    filled = [line for line in lines if line.strip()]
    widest = max((len(line) for line in filled), default=0)
    indented = sum(bool(_INDENT.match(line)) for line in filled)
    full = sum(len(line) >= widest - 3 for line in filled)
    if not filled or min(indented, full) < _WRAPPED_SHARE * len(filled) or widest > 60:
        return lines
    joined: list[str] = []
    for line in lines:
        previous_is_full = bool(joined) and len(joined[-1].rsplit("\n")[-1]) >= widest - 3
        if line.strip() and previous_is_full and not _INDENT.match(line) and not line.startswith("#"):
            joined[-1] += "\n" + line
        else:
            joined.append(line)
    return [line.replace("\n", "") for line in joined]
