"""action_finish_estimate: the last word when the form of the estimate has ended."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.dialogue.base import HOME, Turn
from actions.dialogue.benefits.base import EstimateAction
from actions.dialogue.benefits.codes import APPLY_CHOICE, DONE, ESTIMATE_SURVIVOR, FORM, MISSES, NOTE, OFFERED
from actions.dialogue.benefits.results import result_reply
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.working_out import work_out
from actions.dialogue.grants.applying import application_replies
from actions.reply import Reply

STOPPED = "好，那先不算。想算的时候，随时跟我说。"
NOT_APPLIED = "好，先不办。说过的这些，我在这次谈话里给您记着。想办的时候，随时跟我说。"


class FinishEstimate(EstimateAction):
    """Says the result, and leads on to the application where that was wanted. The facts stay for 改一改 and 申请."""

    action_name = "action_finish_estimate"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        sheet = Sheet(tracker)
        closed = [SlotSet(DONE, None), SlotSet(NOTE, None), SlotSet(OFFERED, None), SlotSet(MISSES, 0.0)]
        if sheet.end != "done":
            return [_stopped(sheet)], closed
        worked = work_out(sheet, self.counter, tracker, self.today())
        if worked is None:
            return [], [*sheet.opened(), ActiveLoop(FORM)]
        if sheet.applies:
            return application_replies(worked.estimate, self.pages, self.today()), closed
        return [result_reply(worked.estimate, self.pages, private=worked.private)], closed


def _stopped(sheet: Sheet) -> Reply:
    if sheet.applies:
        return Reply(text=NOT_APPLIED, choices=(APPLY_CHOICE, HOME))
    again = (ESTIMATE_SURVIVOR,) if sheet.calculator and sheet.calculator.name == "survivor" else ()
    return Reply(text=STOPPED, choices=(*again, HOME))
