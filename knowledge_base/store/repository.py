"""All SQL of the knowledge base's own tables except documents."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from knowledge_base.store.model import (
    FactRecord,
    FactTableRecord,
    GuideRecord,
    KnowledgeState,
    LexiconEntry,
    OutsideMatter,
)


def fetch_revision(session: Session) -> int:
    """The revision of the knowledge; 0 before anything was loaded."""
    state = session.get(KnowledgeState, 1)
    return state.revision if state else 0


def raise_revision(session: Session) -> int:
    """Tells running processes that the knowledge changed; returns the new revision."""
    state = session.get(KnowledgeState, 1)
    if state is None:
        state = KnowledgeState(id=1, revision=0, fingerprint="")
        session.add(state)
    state.revision += 1
    return state.revision


def fetch_fingerprint(session: Session) -> str:
    """Fingerprint of the content files loaded last; empty before anything was loaded."""
    state = session.get(KnowledgeState, 1)
    return state.fingerprint if state else ""


def keep_fingerprint(session: Session, fingerprint: str) -> None:
    """Remembers which content files were loaded; call after `raise_revision`."""
    state = session.get(KnowledgeState, 1)
    if state is not None:
        state.fingerprint = fingerprint


def fetch_guides(session: Session) -> list[GuideRecord]:
    return list(session.scalars(select(GuideRecord).order_by(GuideRecord.id)))


def fetch_menus(session: Session) -> dict[str, list[str]]:
    """By topic, the ids of the guides on its menu, in order."""
    rows = session.execute(
        select(GuideRecord.topic, GuideRecord.id)
        .where(GuideRecord.menu_place.is_not(None))
        .order_by(GuideRecord.topic, GuideRecord.menu_place)
    )
    menus: dict[str, list[str]] = {}
    for topic, guide_id in rows:
        menus.setdefault(topic, []).append(guide_id)
    return menus


def fetch_suggestions(session: Session) -> list[str]:
    """Example questions for the question bar."""
    query = select(GuideRecord.suggestion).where(GuideRecord.suggestion != "").order_by(GuideRecord.id)
    return list(session.scalars(query))


def fetch_facts(session: Session) -> dict[str, FactRecord]:
    return {fact.id: fact for fact in session.scalars(select(FactRecord))}


def fetch_tables(session: Session) -> dict[str, FactTableRecord]:
    return {table.key: table for table in session.scalars(select(FactTableRecord))}


def fetch_outside(session: Session) -> dict[str, tuple[str, ...]]:
    """Examples of what is not our business, by matter."""
    return {matter.id: tuple(matter.examples) for matter in session.scalars(select(OutsideMatter))}


def fetch_lexicon(session: Session) -> list[LexiconEntry]:
    return list(session.scalars(select(LexiconEntry).order_by(LexiconEntry.id)))


def clear_loaded_content(session: Session) -> None:
    """Removes what came from files; rows made by staff stay."""
    for table in (GuideRecord, FactRecord, FactTableRecord, OutsideMatter):
        session.execute(delete(table))
    session.execute(delete(LexiconEntry).where(LexiconEntry.origin == "file"))
