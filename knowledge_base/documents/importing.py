"""Stores understood documents: once each, newer versions over older ones, both citable."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from knowledge_base.documents.guessing import guess_level, guess_region
from knowledge_base.documents.model import ParsedDocument, paragraphs_as_json
from knowledge_base.documents.standing import refresh_standings
from knowledge_base.store.documents import fetch_by_hash, fetch_document, fetch_superseded_by
from knowledge_base.store.model import Article, Document
from knowledge_base.store.repository import raise_revision


@dataclass(frozen=True)
class Said:
    """What the person who imports says instead of leaving it to a guess; empty or None means: guess."""

    region: str = ""
    level: str = ""
    issued_on: date | None = None


@dataclass(frozen=True)
class Preview:
    """What would be, or was, stored of one file."""

    document: ParsedDocument
    source_name: str  # of the file it came from first
    region: str
    level: str
    known: bool  # this very text was imported before
    document_id: int
    supersedes: tuple[str, ...] = ()  # titles with dates
    superseded_by: str = ""
    status: str = "effective"


def apply_said(parsed: ParsedDocument, said: Said) -> ParsedDocument:
    """`parsed` with the date of issue that somebody stated."""
    return replace(parsed, issued_on=said.issued_on) if said.issued_on else parsed


def import_documents(
    session: Session, files: Iterable[tuple[str, ParsedDocument]], said: Said, today: date
) -> list[Preview]:
    """Stores understood files (name, document) with their annexes, then orders all versions as of `today`.

    A text that is already there changes nothing. Annexes follow the document they came with. The caller commits, or
    does not when it only wants to see what would be; running processes reload because the revision rises.
    """
    stored = [entry for name, parsed in files for entry in _store(session, apply_said(parsed, said), name, said)]
    changed = refresh_standings(session, today)
    if changed or any(not entry.known for entry in stored):
        raise_revision(session)
    return [_preview(session, entry) for entry in stored]


@dataclass(frozen=True)
class _Stored:
    document: Document
    parsed: ParsedDocument
    known: bool


def _store(session: Session, parsed: ParsedDocument, source_name: str, said: Said) -> list[_Stored]:
    annexes = [_store_one(session, annex, source_name, said, ()) for annex in parsed.annexes]
    return [_store_one(session, parsed, source_name, said, [entry.document for entry in annexes]), *annexes]


def _store_one(
    session: Session, parsed: ParsedDocument, source_name: str, said: Said, annexes: Iterable[Document]
) -> _Stored:
    if known := fetch_by_hash(session, parsed.content_hash()):
        return _Stored(known, parsed, True)
    region = said.region or guess_region(parsed)
    document = _record(parsed, source_name, region, said.level or guess_level(parsed, region))
    document.attachments += [{"title": annex.title, "text": "", "document_id": str(annex.id)} for annex in annexes]
    session.add(document)
    session.flush()
    return _Stored(document, parsed, False)


def _record(parsed: ParsedDocument, source_name: str, region: str, level: str) -> Document:
    return Document(
        title=parsed.title,
        number=parsed.number,
        issuer=parsed.issuer,
        region=region,
        level=level,
        issued_on=parsed.issued_on,
        printed_on=parsed.printed_on,
        effective_on=parsed.effective_on,
        effective_note=parsed.effective_note,
        status="effective",
        preamble=parsed.preamble,
        attachments=[{"title": attachment.title, "text": attachment.text} for attachment in parsed.attachments],
        content_hash=parsed.content_hash(),
        source_name=source_name[:300],
        articles=[
            Article(
                position=position,
                label=article.label,
                heading=article.heading,
                text=article.text,
                paragraphs=paragraphs_as_json(article),
            )
            for position, article in enumerate(parsed.articles, start=1)
        ],
    )


def _preview(session: Session, entry: _Stored) -> Preview:
    document = entry.document
    newer = fetch_document(session, document.superseded_by_id) if document.superseded_by_id else None
    return Preview(
        document=entry.parsed,
        source_name=document.source_name,
        region=document.region,
        level=document.level,
        known=entry.known,
        document_id=document.id,
        supersedes=tuple(named(other) for other in fetch_superseded_by(session, document.id)),
        superseded_by=named(newer) if newer else "",
        status=document.status,
    )


def named(document: Document) -> str:
    """Title with the day of the version, as staff tell versions apart."""
    day = document.issued_on or document.printed_on
    return f"{document.title}（{day.isoformat() if day else '日期不明'}）"
