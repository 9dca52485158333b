"""Policy pages: the list of documents and one document with its articles, where citations lead."""

from flask import Blueprint, abort, current_app, render_template

from actions.database.unit_of_work import UnitOfWork
from knowledge_base.store.documents import fetch_document, fetch_documents

blueprint = Blueprint("policy", __name__, template_folder="templates", url_prefix="/policy")


@blueprint.get("/")
def documents() -> str:
    """Every document of the knowledge base."""
    with UnitOfWork(current_app.extensions["wanqing"].engine, reads_only=True) as work:
        return render_template("policy/documents.html", documents=fetch_documents(work.session))


@blueprint.get("/<int:document_id>")
def document(document_id: int) -> str:
    """One document, each article under its own anchor (#第十九条)."""
    with UnitOfWork(current_app.extensions["wanqing"].engine, reads_only=True) as work:
        found = fetch_document(work.session, document_id)
        if found is None:
            abort(404)
        newer = fetch_document(work.session, found.superseded_by_id) if found.superseded_by_id else None
        return render_template("policy/document.html", document=found, newer=newer)
