"""Who is being served, and what stands between them and a booking."""

from rasa_sdk import Tracker

from actions.counter import Counter
from actions.dialogue.identity import consent_reply, refusal_of, verify_reply
from actions.identity.identified import Identified
from actions.reply import Reply

SCOPE = "certification"
PURPOSE = "约认证"


def visitor(counter: Counter, tracker: Tracker) -> Identified | None:
    """Whoever this conversation speaks for, once they have consented and may deal with certification."""
    identified = counter.identity.for_dialogue(tracker.sender_id)
    if identified is None or not identified.consented or refusal_of(identified, SCOPE):
        return None
    return identified


def ask_proof(counter: Counter, tracker: Tracker) -> Reply:
    """The proof, the consent or the grant that is missing."""
    identified = counter.identity.for_dialogue(tracker.sender_id)
    if identified is None:
        return verify_reply(counter, PURPOSE)
    return refusal_of(identified, SCOPE) or consent_reply(counter)
