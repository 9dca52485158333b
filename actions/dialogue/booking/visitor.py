"""Who is being served at the booking, what stands between them and it, and how they are spoken of."""

from rasa_sdk import Tracker

from actions.counter import Counter
from actions.dialogue.identity import identified_or_reply
from actions.identity.identified import Identified
from actions.reply import Reply

SCOPE = "certification"
PURPOSE = "约认证"


def visitor(counter: Counter, tracker: Tracker) -> Identified | None:
    """Whoever this conversation speaks for, once they have consented and may deal with certification."""
    found = identified_or_reply(counter, tracker, SCOPE, PURPOSE)
    return found if isinstance(found, Identified) else None


def ask_proof(counter: Counter, tracker: Tracker) -> Reply | None:
    """The proof, the consent or the grant that is missing; None when nothing is."""
    found = identified_or_reply(counter, tracker, SCOPE, PURPOSE)
    return None if isinstance(found, Identified) else found


def whose(who: Identified) -> str:
    """您, or for a relative 您家老人: whose booking it is."""
    return "您" if who.grant_id is None else "您家老人"
