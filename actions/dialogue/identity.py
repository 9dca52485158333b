"""Who a turn speaks for: proven, or asked to prove it first, to agree first, or told that this is not open to them."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.counter import Counter
from actions.dialogue.base import HOME, STAFF, Turn, intent, said
from actions.dialogue.home import open_topic_payload
from actions.identity.consent.texts import ConsentText
from actions.identity.identified import Identified
from actions.records.errors import NotAllowed, PersonDeceased
from actions.reply import Choice, Reply

# The slot that keeps what was asked while identity is proven; it holds an intent's name and nothing personal.
PENDING = "pending_request"
# Intents by which the server, not the person, continues what is pending.
CONTINUING = frozenset({"identity_proven", "consent_given"})
METHODS = ("sms", "relative", "clerk", "card")
CONSENT_FIRST = "看个人记录以前，请先看一看下面的说明。您同意了，再往下看。不同意，政策照样可以问。"
SAY_WHICH = "请点同意，或者不同意。说出来也行。"
OWN_ONLY = "这一项只有本人能办。请老人自己来核对身份以后再办，或者找工作人员。"


_REFUSES = re.compile(r"[不别没][^，。]{0,2}(?:同意|答应|愿意|授权)|不行|不要|不看")
_AGREES = re.compile(r"^(?:我|俺|那|就|行|好|嗯|是的|可以|[，,、。 ])*(?:同意|愿意|答应)")


def consent_decision(tracker: Tracker) -> bool | None:
    """Whether the consent text was agreed to, tapped or typed; None when the words do not say it clearly."""
    heard = intent(tracker)
    if heard in ("consent_given", "consent_refused"):
        return heard == "consent_given"
    if _REFUSES.search(said(tracker)) or heard == "deny":
        return False
    return True if _AGREES.search(said(tracker)) else None


def wish(tracker: Tracker) -> str:
    """What the person wants: the intent heard, or the one that waited for the proof."""
    heard = intent(tracker)
    return str(tracker.get_slot(PENDING) or "") if heard in CONTINUING else heard


def identified_or_reply(
    counter: Counter, tracker: Tracker, scope: str, purpose: str, *, consent: bool = True
) -> Identified | Reply:
    """Who this conversation speaks for, when they may do `scope`; else the reply that says what is needed first.

    An empty `scope` is open to everybody proven. `purpose` begins the sentence …，要先核对身份.
    """
    identified = counter.identity.for_dialogue(tracker.sender_id)
    if identified is None:
        return verify_reply(counter, purpose)
    if refusal := refusal_of(identified, scope):
        return refusal
    return consent_reply(counter) if consent and not identified.consented else identified


def identified_or_turn(
    counter: Counter, tracker: Tracker, scope: str, purpose: str, pending: str | None = None, *, consent: bool = True
) -> Identified | Turn:
    """The same as a whole turn, which keeps `pending` (the intent heard, by default) to go on with after the proof."""
    found = identified_or_reply(counter, tracker, scope, purpose, consent=consent)
    if isinstance(found, Identified):
        return found
    waits = found.outcome in ("verify", "confirm")
    return [found], [SlotSet(PENDING, (pending or wish(tracker)) if waits else None)]


def verify_reply(counter: Counter, purpose: str) -> Reply:
    """Identity must be proven first; the face opens its form from the card."""
    return Reply(
        text=f"{purpose}，要先核对身份。请点下面，一步一步填。填的时候，请留意身边的人。",
        speech=f"{purpose}，要先核对身份。请在屏幕上填。身份证号不用念出来。",
        outcome="verify",
        choices=(STAFF, HOME),
        card={
            "type": "identity",
            "purpose": purpose,
            "consent": _consent_fields(counter.consents.text()),
            "methods": list(METHODS),
        },
    )


def consent_reply(counter: Counter, opening: str = CONSENT_FIRST) -> Reply:
    """Proven, but nobody agreed to the consent text as it is now."""
    text = counter.consents.text()
    return Reply(
        text=opening,
        outcome="confirm",
        choices=(Choice(text.agree, "/consent_given"), Choice(text.refuse, "/consent_refused"), STAFF),
        card={"type": "consent", **_consent_fields(text)},
    )


def refusal_of(identified: Identified, scope: str) -> Reply | None:
    """The honest no for a relative without `scope`, and for the records of the dead; None when it is allowed."""
    if not scope or (identified.may(scope) and (scope == "grant" or not identified.deceased)):
        return None
    if identified.deceased:
        choices = (Choice("丧葬和抚恤", open_topic_payload("survivor")), STAFF, HOME)
        return Reply(text=PersonDeceased.detail, outcome="decline", choices=choices)
    text = OWN_ONLY if scope == "own" else NotAllowed.detail
    return Reply(text=text, outcome="decline", choices=(STAFF, HOME))


def _consent_fields(text: ConsentText) -> dict[str, Any]:
    return {
        "version": text.version,
        "heading": text.heading,
        "paragraphs": list(text.paragraphs),
        "agree": text.agree,
        "refuse": text.refuse,
    }
