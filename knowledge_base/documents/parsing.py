"""From the lines of a file to the document it holds."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from knowledge_base.documents.dates import find_date
from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.model import Paragraph, ParsedArticle, ParsedDocument
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.reading.readers import read_file
from knowledge_base.documents.structure.articles import last_start, read_articles
from knowledge_base.documents.structure.head import Head, read_head
from knowledge_base.documents.structure.healing import clean_lines
from knowledge_base.documents.structure.issuers import find_issuer
from knowledge_base.documents.structure.numbers import find_number
from knowledge_base.documents.structure.paragraphs import read_paragraphs
from knowledge_base.documents.structure.parts import Part, split_parts
from knowledge_base.documents.structure.tail import Tail, split_tail
from knowledge_base.documents.structure.validity import Validity, find_repeals, find_validity

_FILE_DATE = re.compile(r"[（(]?((?:19|20)\d{2}-\d{2}-\d{2})[）)]?$")  # how law collections name files: X法(2018-12-29)


def parse_file(path: Path) -> ParsedDocument:
    """The document in the file at `path`. Raises DocumentError and nothing else."""
    return parse_lines(read_file(path), path.name)


def parse_lines(lines: list[Line], file_name: str = "") -> ParsedDocument:
    """The document in `lines`, with the annexes that have articles of their own. Raises DocumentError."""
    first, *others = split_parts(clean_lines(lines))
    main = _document(first)
    main = replace(main, issued_on=_later(main.issued_on, _date_in(file_name)))
    return main.with_annexes(tuple(_annex(part, main, alone=len(others) == 1) for part in others))


def _document(part: Part) -> ParsedDocument:
    head = read_head(part.head)
    if head is None:
        raise DocumentError("not-a-document")
    if part.division == "全文":
        return _whole(head)
    body, tail = split_tail(part.body, last_start(part.body, part.division))
    articles = read_articles(body, part.division)
    if not articles:
        raise DocumentError("not-a-document")
    document = _described(head, ParsedDocument(head.title, articles, part.division), tail)
    # 一、二、三、 stand in any text; with nobody who issued it and no day it is a list of somebody's own.
    if part.division == "部分" and not (document.number or document.issuer or document.version_date()):
        raise DocumentError("not-a-document")
    return document


def _whole(head: Head) -> ParsedDocument:
    """A short resolution or letter without any numbering: one article that is its whole text."""
    lines, tail = split_tail([Line(text) for text in head.after_title], 0)
    texts = [line.text for line in lines if line.text not in head.particulars]
    validity = find_validity([*head.lines, *head.particulars], texts, tail.lines)
    official = bool(find_number(head.lines) or validity.issued_on or validity.printed_on)
    if not texts or not official:
        raise DocumentError("not-a-document")
    article = ParsedArticle("全文", "", tuple(Paragraph(p.text, p.items) for p in read_paragraphs(texts)))
    short = replace(head, preamble=tuple(line for line in head.preamble if line not in texts))
    return _described(short, ParsedDocument(head.title, (article,), "全文"), tail)


def _described(head: Head, document: ParsedDocument, tail: Tail) -> ParsedDocument:
    """`document` with what its head, its last articles and its tail say about it."""
    texts = [line for article in document.articles for line in article.text.split("\n")]
    validity: Validity = find_validity(head.lines, texts, tail.lines)
    return replace(
        document,
        number=find_number(head.lines)[:100],
        issuer=find_issuer(head.titles, head.lines, tail.lines),
        issued_on=validity.issued_on,
        printed_on=validity.printed_on,
        effective_on=validity.effective_on,
        effective_note=validity.note,
        preamble="\n".join(head.preamble),
        attachments=tail.attachments,
        repeals=find_repeals(texts),
    )


def _annex(part: Part, main: ParsedDocument, *, alone: bool) -> ParsedDocument:
    """An annex takes from the document that carries it what it does not say itself.

    It shares the 文号 only when no citation can then mean two articles: the carrier counts 部分, the annex 条.
    """
    annex = _document(part)
    shares_number = alone and main.division == "部分" and annex.division == "条"
    note_only = annex.effective_on is None
    return replace(
        annex,
        number=annex.number or (main.number if shares_number else ""),
        issuer=annex.issuer or main.issuer,
        issued_on=annex.issued_on or main.issued_on,
        printed_on=annex.printed_on or main.printed_on,
        effective_on=main.effective_on or main.version_date() if note_only else annex.effective_on,
        effective_note=annex.effective_note or main.effective_note,
    )


def _date_in(file_name: str) -> date | None:
    found = _FILE_DATE.search(Path(file_name).stem)
    return find_date(found[1]) if found else None


def _later(first: date | None, second: date | None) -> date | None:
    days: Sequence[date] = [day for day in (first, second) if day]
    return max(days, default=None)
