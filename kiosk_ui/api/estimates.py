"""Endpoints of the calculators: what they ask, and a result worked out; nothing is kept and nobody need be known."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from actions.benefits.basis_pages import BasisPages
from actions.benefits.errors import BadFacts
from actions.benefits.facts_in import complete_facts
from actions.benefits.model import Estimate
from actions.benefits.registry import CALCULATORS, calculator
from actions.benefits.wording import card, citations, fields_shown, speech
from actions.clock import today
from kiosk_ui.api.limits import limiter, paper_limit
from kiosk_ui.api.requests import json_object
from kiosk_ui.api.views import parts

blueprint = Blueprint("estimates", __name__, url_prefix="/api/estimates")

# A stepper is touched several times for one answer.
_TOUCHES = 4


def estimate_limit() -> str:
    """How many estimates one address may ask for."""
    return f"{_TOUCHES * int(current_app.config['MESSAGES_PER_MINUTE'])} per minute"


@blueprint.get("")
@limiter.limit(estimate_limit)
def calculators() -> Response:
    return _unkept(
        calculators=[
            {"name": one.name, "title": one.title, "fields": fields_shown(one, {})} for one in CALCULATORS.values()
        ]
    )


@blueprint.post("/<name>")
@limiter.limit(estimate_limit)
def work_out(name: str) -> Response:
    services, estimate = parts(), _worked_out(name)
    backed = citations(estimate, BasisPages(services.engine))
    return _unkept(
        estimate=card(estimate),
        text=estimate.text,
        audio=[
            {"key": chunk.key, "shown": chunk.shown, "spoken": chunk.spoken}
            for chunk in services.voice.prepare(speech(estimate))
        ],
        citations=[asdict(citation) for citation in backed],
    )


@blueprint.post("/<name>/paper.pdf")
@limiter.limit(paper_limit)
def paper(name: str) -> Response:
    made = parts().counter.papers.estimate_paper(card(_worked_out(name)))
    response = Response(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="estimate.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _worked_out(name: str) -> Estimate:
    """The estimate of the request's facts. Raises BenefitError."""
    chosen, raw = calculator(name), json_object().get("facts")
    if not isinstance(raw, dict):
        raise BadFacts("facts", "刚才的没有传过来。请再试一次。")
    return chosen.compute(complete_facts(chosen, raw), parts().counter.parameters.book(), today())


def _unkept(**content: Any) -> Response:
    """JSON no browser or proxy keeps: the next visitor must not find it with 后退."""
    response = jsonify(**content)
    response.headers["Cache-Control"] = "no-store"
    return response
