"""Endpoints of papers to take along: the filled form and the list as PDF, and a slip at the kiosk."""

from flask import Blueprint, Response

from actions.grants.access.applicant import Applicant
from kiosk_ui.api.grants.common import CASE, answer, the_applicant, unkept
from kiosk_ui.api.limits import in_conversation, limiter, paper_limit
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import json_object, short_field
from kiosk_ui.api.views import parts

blueprint = Blueprint("papers", __name__, url_prefix=f"/api/conversations/<conversation_id>/grants/{CASE}")

# What a page may ask to have printed. Nothing with a name comes out in a hall (criterion F7): the form is for a printer
# at home or at the counter. The list goes on a whole page where there is a printer for it, else on a slip.
ON_SLIPS = frozenset({"checklist", "slip"})
ON_PAGES = frozenset({"checklist"})
PAPERS = ON_SLIPS | {"form"}
_LONGEST = 20


@blueprint.get("/form.pdf")
@limiter.limit(paper_limit, key_func=in_conversation)
def form(conversation_id: str, case_id: int) -> Response:
    applicant, counter = the_applicant(conversation_id), parts().counter
    made = counter.papers.application_form(counter.grants.case(applicant, case_id))
    return _pdf(applicant, case_id, "form", made)


@blueprint.get("/checklist.pdf")
@limiter.limit(paper_limit, key_func=in_conversation)
def checklist(conversation_id: str, case_id: int) -> Response:
    applicant, counter = the_applicant(conversation_id), parts().counter
    made = counter.papers.checklist_paper(counter.grants.case(applicant, case_id))
    return _pdf(applicant, case_id, "checklist", made)


@blueprint.post("/print")
@limiter.limit(paper_limit, key_func=in_conversation)
def print_paper(conversation_id: str, case_id: int) -> Response:
    applicant, counter = the_applicant(conversation_id), parts().counter
    paper = short_field(json_object(), "paper", _LONGEST)
    info = counter.grants.case(applicant, case_id)
    if applicant.channel != "kiosk":
        raise ProblemError(403, "kiosk-only", "打印只能在大厅的机器上。在手机上，请把文件存下来再打印。")
    if paper not in PAPERS:
        raise ProblemError(422, "unknown-paper", "没有这样的单子。请重新选一样。")
    if paper in ON_PAGES and counter.page_printer.available:
        counter.page_printer.print(counter.papers.checklist_paper(info))
        counter.applicants.note_paper(applicant, case_id, paper)
        return answer(printed=True)
    if paper not in ON_SLIPS or not counter.printer.available:
        return answer(printed=False)
    counter.printer.print(counter.papers.slip(info))
    counter.applicants.note_paper(applicant, case_id, "slip")
    return answer(printed=True)


def _pdf(applicant: Applicant, case_id: int, paper: str, made: bytes) -> Response:
    parts().counter.applicants.note_paper(applicant, case_id, paper)
    response = Response(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{paper}.pdf"'
    return unkept(response)
