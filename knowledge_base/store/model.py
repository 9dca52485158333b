"""Tables of the knowledge base."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from knowledge_base.database import Base


class Document(Base):
    """A policy document (政策文件). A newer version supersedes an older one; both stay citable."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300), index=True)
    number: Mapped[str] = mapped_column(String(100), index=True)  # 文号, empty when the document has none
    issuer: Mapped[str] = mapped_column(String(200))
    region: Mapped[str] = mapped_column(String(20))  # 全国, 辽宁, 大连 or another province
    level: Mapped[str] = mapped_column(String(20))  # 法律, 行政法规, 规章, 规范性文件, 地方性法规, 司法解释
    issued_on: Mapped[date | None]
    printed_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    effective_note: Mapped[str] = mapped_column(String(100))  # the document's own words, e.g. 自颁布之日起
    status: Mapped[str] = mapped_column(String(20), index=True)  # effective | superseded
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    preamble: Mapped[str] = mapped_column(Text)  # what stands before 第一条
    attachments: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the parsed document: imports are idempotent
    source_name: Mapped[str] = mapped_column(String(300))  # file name it came from, without its folder

    articles: Mapped[list["Article"]] = relationship(
        back_populates="document", order_by="Article.position", cascade="all, delete-orphan"
    )


class Article(Base):
    """第X条 with its 款 and 项; `position` counts from 1 through the document."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(30))  # 第十九条
    heading: Mapped[str] = mapped_column(String(300))  # 第二章 基本养老保险 / 第一节 ..., empty when undivided
    text: Mapped[str] = mapped_column(Text)  # the whole article, paragraphs separated by newlines
    paragraphs: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # [{text, items: [{label, text, items}]}]

    document: Mapped[Document] = relationship(back_populates="articles")


class GuideRecord(Base):
    """A guide as loaded from its file; `content` is the whole guide."""

    __tablename__ = "guide"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    topic: Mapped[str] = mapped_column(String(30), index=True)
    title: Mapped[str] = mapped_column(String(100))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    menu_place: Mapped[int | None]  # place in its topic's menu, from 1; empty when it is not on the menu
    suggestion: Mapped[str] = mapped_column(String(50))  # example question shown beside the question bar, or empty


class OutsideMatter(Base):
    """A matter that is not our business, by example, so that no guide is given for it."""

    __tablename__ = "outside_matter"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    examples: Mapped[list[str]] = mapped_column(JSON)


class FactRecord(Base):
    """A fact with the citations parsed from its source."""

    __tablename__ = "fact"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(String(30))
    effective: Mapped[str] = mapped_column(String(100))
    confidence: Mapped[str] = mapped_column(String(1))
    citations: Mapped[list[dict[str, str]]] = mapped_column(JSON)


class FactTableRecord(Base):
    """A table of figures that guides show."""

    __tablename__ = "fact_table"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class LexiconEntry(Base):
    """What people write and what they mean. Rows of origin `staff` survive a reload of the files."""

    __tablename__ = "lexicon_entry"
    __table_args__ = (UniqueConstraint("kind", "written"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))  # synonym | typo | dialect
    written: Mapped[str] = mapped_column(String(50))
    meant: Mapped[str] = mapped_column(String(100))
    note: Mapped[str] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(10))  # file | staff


class KnowledgeState(Base):
    """One row: the revision rises with every change, so that running processes reload their index."""

    __tablename__ = "knowledge_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the content files loaded last
