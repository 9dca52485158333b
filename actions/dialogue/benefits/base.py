"""What every action of the estimate has at hand."""

from collections.abc import Callable
from datetime import date

from actions.benefits.basis_pages import BasisPages
from actions.clock import today as dalian_today
from actions.counter import Counter
from actions.dialogue.answer_policy import KnowledgeAction
from actions.dialogue.benefits.listening import Listener
from actions.knowledge import KnowledgeHolder


class EstimateAction(KnowledgeAction):
    """Built with the knowledge and the counter; `today` is the current day in Dalian."""

    def __init__(self, knowledge: KnowledgeHolder, counter: Counter, today: Callable[[], date] = dalian_today) -> None:
        super().__init__(knowledge)
        self.counter, self.today = counter, today

    @property
    def listener(self) -> Listener:
        """Reads messages on this day."""
        return Listener(self.today())

    @property
    def pages(self) -> BasisPages:
        """Our pages of the documents behind a figure."""
        return BasisPages(self.counter.engine)
