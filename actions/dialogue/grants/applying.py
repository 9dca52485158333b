"""From the facts to the application: what the family can claim, what to bring, by when, where; then the page's own form."""

from datetime import date

from actions.benefits.basis_pages import BasisPages
from actions.benefits.model import Estimate
from actions.dialogue.base import HOME, STAFF
from actions.dialogue.benefits.codes import ELSEWHERE, estimate_for
from actions.dialogue.benefits.results import APPLICABLE, result_reply
from actions.dialogue.grants.words import PURPOSE_NEW, application_card
from actions.grants.checklist import Checklist, Duty, checklist
from actions.reply import Choice, Reply

FILL_IN = "下面接着填申请表。名字、号码这些，您填在表里，不用念出来。没填完也不要紧，给您留30天。"
SPOKEN = "请在屏幕上接着填申请表。号码不用念出来。要带什么，也在屏幕上。"
# Written at the window or on this page: nothing to bring.
_MADE_THERE = ("application_form", "death_promise", "death_promise_abroad", "relation_promise")


def application_replies(estimate: Estimate, pages: BasisPages, today: date) -> list[Reply]:
    """The result, then the form; where nothing can be applied for, the result and what to do instead."""
    if estimate.outcome not in APPLICABLE:
        return [result_reply(estimate, pages)]
    return [result_reply(estimate, pages, applied=True), form_reply(estimate, today)]


def form_reply(estimate: Estimate, today: date) -> Reply:
    """What to bring, by when, which counter; the card opens the page's own form."""
    facts = dict(estimate.facts)
    found = checklist({}, facts, today)
    text = "\n".join([FILL_IN, *_bring(found), *_report(found)])
    change = Choice("改一改", estimate_for("survivor", facts, change=True))
    return Reply(
        text=text, speech=SPOKEN, outcome="ask", choices=(ELSEWHERE, change, STAFF, HOME),
        card=application_card("new", PURPOSE_NEW, facts),
    )  # fmt: skip


def _bring(found: Checklist) -> list[str]:
    papers = [paper for paper in found.to_bring if paper.kind not in _MADE_THERE]
    if not papers:
        return []
    told = "、".join(paper.title for paper in papers)
    promise = "承诺书在窗口填。" if any(paper.kind in _MADE_THERE[1:] for paper in found.to_bring) else ""
    return [f"交的时候，请带{told}，到{papers[0].place}。{promise}"]


def _report(found: Checklist) -> list[str]:
    """The one duty with a last day."""
    duty: Duty | None = next((one for one in found.duties if one.key == "report_death"), None)
    return [f"还有一件要紧的：{duty.title}。{duty.text}"] if duty else []
