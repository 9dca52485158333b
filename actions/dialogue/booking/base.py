"""What every booking action has at hand."""

from collections.abc import Callable
from datetime import date

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.clock import today as dalian_today
from actions.counter import Counter
from actions.dialogue.base import Turn, WanqingAction
from actions.dialogue.booking.progress import Progress
from actions.dialogue.booking.visitor import SCOPE
from actions.dialogue.identity import identified_or_turn
from actions.identity.identified import Identified


class BookingAction(WanqingAction):
    """Built with the counter; `today` is the current day in Dalian."""

    def __init__(self, counter: Counter, today: Callable[[], date] = dalian_today) -> None:
        self.counter, self.today = counter, today

    @property
    def progress(self) -> Progress:
        """The steps between two questions."""
        return Progress(self.counter, self.today)

    def proof_again(self, tracker: Tracker, purpose: str, pending: str) -> Turn:
        """The proof ran out in the middle of a form: the form closes, and `pending` goes on after the new proof."""
        found = identified_or_turn(self.counter, tracker, SCOPE, purpose, pending)
        replies, events = ([], []) if isinstance(found, Identified) else found
        return replies, [*events, ActiveLoop(None), SlotSet("requested_slot", None)]
