"""What every booking action has at hand."""

from collections.abc import Callable
from datetime import date

from actions.clock import today as dalian_today
from actions.counter import Counter
from actions.dialogue.base import WanqingAction
from actions.dialogue.booking.progress import Progress


class BookingAction(WanqingAction):
    """Built with the counter; `today` is the current day in Dalian."""

    def __init__(self, counter: Counter, today: Callable[[], date] = dalian_today) -> None:
        self.counter, self.today = counter, today

    @property
    def progress(self) -> Progress:
        """The steps between two questions."""
        return Progress(self.counter, self.today)
