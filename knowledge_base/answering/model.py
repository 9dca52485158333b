"""What goes into and comes out of answering."""

from dataclasses import dataclass
from typing import Literal

from knowledge_base.guides.model import Guide

# How the dialogue read the turn: a policy question, a short follow-up, something off topic, or it could not tell.
Reading = Literal["policy", "follow_up", "off_topic", "unsure"]


@dataclass(frozen=True)
class Question:
    """A cleaned, masked question with the thread of the talk."""

    text: str
    reading: Reading = "policy"
    part: str | None = None  # the part of a guide the dialogue heard (materials, time ...)
    topic_guide: str | None = None  # guide answered last
    last_question: str = ""


@dataclass(frozen=True)
class CitedArticle:
    """依据 of an answer."""

    document: str
    number: str
    article: str
    quote: str
    url: str
    effective: str
    status: str  # effective | superseded | secondhand | unconfirmed


@dataclass(frozen=True)
class GuideAnswer:
    """One matter answered from a guide; `correction` puts a wrong belief right first; `part` is what was asked for."""

    guide: Guide
    citations: tuple[CitedArticle, ...]
    correction: str = ""
    part: str | None = None
    part_missing: bool = False  # the part was asked for and the guide has none
    asked_part: str | None = None  # the part a whole question leans on; shown first below the summary


@dataclass(frozen=True)
class ArticleAnswer:
    """Answered by showing an article, because no guide covers the question."""

    citation: CitedArticle


@dataclass(frozen=True)
class Verdict:
    """Answer, clarify with candidates, or decline."""

    outcome: Literal["answer", "clarify", "decline"]
    answers: tuple[GuideAnswer, ...] = ()
    article: ArticleAnswer | None = None
    candidates: tuple[Guide, ...] = ()
    confidence: float = 0.0
    tentative: bool = False  # the answer is a guess and said to be one; `candidates` hold the other guesses
    outside: bool = False  # declined because it is recognised as another office's business
