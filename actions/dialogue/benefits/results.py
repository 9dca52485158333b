"""The result of an estimate as a reply, with what can be done next."""

from actions.benefits.basis_pages import BasisPages
from actions.benefits.model import Estimate
from actions.benefits.wording import card, citations, speech
from actions.dialogue.base import HOME, STAFF
from actions.dialogue.benefits.codes import APPLY_CHOICE, ELSEWHERE, estimate_for
from actions.dialogue.records_words import SPEECH
from actions.reply import Choice, Reply

# What may be applied for: where another scheme pays or nothing is due, an application would be a wasted trip.
APPLICABLE = ("amount", "range", "rule_only")
_OWN: dict[str, Choice] = {
    "pension": Choice("看我自己的养老金", "/records_payment_reason"),
    "adjustment": Choice("看我自己涨了多少", "/records_adjustments"),
}


def result_reply(estimate: Estimate, pages: BasisPages, *, private: bool = False, applied: bool = False) -> Reply:
    """`estimate` in words. `private`: it holds something of one's own records. `applied`: the application comes next."""
    choices = () if applied else _choices(estimate, private)
    return Reply(
        text=estimate.text,
        speech=SPEECH if private else speech(estimate),
        outcome="answer",
        citations=citations(estimate, pages),
        choices=choices,
        card=card(estimate),
        private=private,
        speech_on_request=estimate.text if private else "",
    )


def _choices(estimate: Estimate, private: bool) -> tuple[Choice, ...]:
    survivor, applicable = estimate.calculator == "survivor", estimate.outcome in APPLICABLE
    # Facts of one's own records must not travel in a choice.
    change = Choice("改一改", estimate_for(estimate.calculator, {} if private else dict(estimate.facts), change=not private))
    own = _OWN.get(estimate.calculator)
    return (
        *((APPLY_CHOICE,) if survivor and applicable else ()),
        change,
        *((own,) if own else ()),
        *((ELSEWHERE,) if survivor and applicable else () if applicable else (STAFF,)),
        HOME,
    )
