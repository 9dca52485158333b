"""A document as understood from its text, before it is stored."""

import hashlib
import re
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal

Division = Literal["条", "部分", "全文"]
_WEIGHTLESS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")  # spaces and punctuation differ from one copy to the next


@dataclass(frozen=True)
class Item:
    """项 （一） or 目 1. under a paragraph; `label` as citations write it."""

    label: str
    text: str
    items: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """款: a paragraph with the items it introduces."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class ParsedArticle:
    """第X条 of a document, or 第X部分 of one that is divided by 一、二、三、."""

    label: str
    heading: str  # 第二章 基本养老保险 / 第一节 一般规定
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Everything the article says, one line for each paragraph and item."""
        return "\n".join(line for paragraph in self.paragraphs for line in _lines(paragraph))

    def item_count(self) -> int:
        """Items of the first level."""
        return sum(len(paragraph.items) for paragraph in self.paragraphs)


def _lines(part: Paragraph | Item) -> list[str]:
    own = f"{part.label}{part.text}" if isinstance(part, Item) else part.text
    return ([own] if own else []) + [line for item in part.items for line in _lines(item)]


@dataclass(frozen=True)
class Attachment:
    """附件 or 附录 that has no articles of its own."""

    title: str
    text: str


@dataclass(frozen=True)
class ParsedDocument:
    """What was understood. `annexes` are documents of their own that came in the same file (办法 attached to 决定)."""

    title: str
    articles: tuple[ParsedArticle, ...]
    division: Division
    number: str = ""  # 文号
    issuer: str = ""
    issued_on: date | None = None  # of this version: the last amendment counts
    printed_on: date | None = None
    effective_on: date | None = None
    effective_note: str = ""
    preamble: str = ""
    attachments: tuple[Attachment, ...] = ()
    annexes: tuple["ParsedDocument", ...] = ()
    repeals: tuple[str, ...] = field(default=())  # titles it declares 同时废止

    def content_hash(self) -> str:
        """The same for two copies of one text that differ in spaces, punctuation or file format only."""
        words = [self.title, self.number, str(self.version_date())]
        words += [f"{article.label}{article.text}" for article in self.articles]
        return hashlib.sha256(_WEIGHTLESS.sub("", "".join(words)).encode()).hexdigest()

    def version_date(self) -> date | None:
        """The day that tells an older version from a newer one."""
        return self.issued_on or self.printed_on

    def chapter_count(self) -> int:
        """Distinct 章 (or the highest division there is)."""
        return len({article.heading.split(" / ")[0] for article in self.articles if article.heading})

    def with_annexes(self, annexes: tuple["ParsedDocument", ...]) -> "ParsedDocument":
        return replace(self, annexes=annexes)


def paragraphs_as_json(article: ParsedArticle) -> list[dict[str, Any]]:
    """[{text, items: [{label, text, items}]}], as the database keeps it."""
    return [_plain(asdict(paragraph)) for paragraph in article.paragraphs]


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    return {**part, "items": [_plain(item) for item in part["items"]]}
