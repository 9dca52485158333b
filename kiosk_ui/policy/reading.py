"""Policy documents for the kiosk's own screens: topics, the articles of a document, one article with its sound."""

from datetime import date
from typing import Any

from flask import Response, abort, current_app, jsonify
from flask.typing import ResponseReturnValue

from actions.database.unit_of_work import UnitOfWork
from kiosk_ui.api.limits import limiter, page_limit
from kiosk_ui.kiosk.sounds import audio_of
from kiosk_ui.policy.views import blueprint
from knowledge_base.store.documents import fetch_document, fetch_documents
from knowledge_base.store.documents_by_topic import documents_by_topic
from knowledge_base.store.model import Article, Document
from knowledge_base.topics import TOPICS

OPENING = 16  # characters of an article that tell it from the others in a list
WHOLE = "全文"  # what has no articles is read as one
STANDING = {
    "superseded": "这份文件已经被新的文件替代，只供对照。",
    "upcoming": "这份文件还没有开始施行，请看施行时间。",
}


@blueprint.get("/topics.json")
@limiter.limit(page_limit)
def topics() -> Response:
    """Topics with the documents they rest on, and all documents last."""
    with UnitOfWork(current_app.extensions["wanqing"].engine, reads_only=True) as work:
        shelves = [
            {"label": TOPICS[topic], "documents": [_named(one) for one in documents]}
            for topic, documents in documents_by_topic(work.session).items()
        ]
        everything = [_named(one) for one in fetch_documents(work.session)]
    return jsonify(topics=[*shelves, {"label": "所有文件", "documents": everything}] if everything else [])


@blueprint.get("/<int:document_id>/articles.json")
def articles(document_id: int) -> Response:
    """What a document is, and its articles by their first words."""
    with UnitOfWork(current_app.extensions["wanqing"].engine, reads_only=True) as work:
        found = fetch_document(work.session, document_id) or abort(404)
        return jsonify(document=_described(found), articles=[_opening(one) for one in found.articles])


@blueprint.get("/<int:document_id>/articles/<int:position>.json")
def article(document_id: int, position: int) -> ResponseReturnValue:
    """One article in its own words, to be shown and read."""
    with UnitOfWork(current_app.extensions["wanqing"].engine, reads_only=True) as work:
        found = fetch_document(work.session, document_id) or abort(404)
        place = next((place for place, one in enumerate(found.articles) if one.position == position), None)
        if place is None:
            abort(404)
        shown, label = found.articles[place], _label(found.articles[place])
        return jsonify(
            document=_described(found),
            article={"label": label, "heading": shown.heading, "paragraphs": _lines(shown)},
            audio=audio_of(f"{label}。\n" + "\n".join(_lines(shown))),
            previous=found.articles[place - 1].position if place else None,
            next=found.articles[place + 1].position if place + 1 < len(found.articles) else None,
        )


def _named(document: Document) -> dict[str, Any]:
    return {"id": document.id, "title": document.title, "number": document.number}


def _described(document: Document) -> dict[str, Any]:
    day = document.effective_on
    return _named(document) | {
        "issuer": document.issuer,
        "effective": _chinese(day) if day else document.effective_note,
        "standing": STANDING.get(document.status, ""),
    }


def _opening(one: Article) -> dict[str, Any]:
    first = "".join(_lines(one)[:1])
    return {
        "position": one.position, "label": _label(one), "heading": one.heading,
        "opening": first if len(first) <= OPENING else f"{first[:OPENING]}……",
    }  # fmt: skip


def _label(one: Article) -> str:
    return one.label or WHOLE


def _lines(one: Article) -> list[str]:
    return [line.strip() for line in one.text.splitlines() if line.strip()]


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
