"""validate_estimate_form: Rasa asks it first on every message while the form is open."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.dialogue.base import Turn
from actions.dialogue.benefits.base import EstimateAction
from actions.dialogue.benefits.codes import DONE
from actions.dialogue.benefits.message import Message
from actions.dialogue.benefits.sheet import Sheet


class ValidateEstimateForm(EstimateAction):
    """Takes the message as an answer, or returns nothing: then the rule of its intent answers and the form asks again."""

    action_name = "validate_estimate_form"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        if tracker.get_slot("requested_slot") != DONE:
            return [], []  # just opened: the action that opened it has read the message already
        sheet, message = Sheet(tracker), Message(tracker)
        if message.stops:
            sheet.finish("stopped")
            return [], sheet.events()
        if self.listener.apply(sheet, message) == "interruption":
            return [], []
        if not sheet.missing():
            sheet.finish("done")
            return [], [*sheet.events(), SlotSet(DONE, "yes")]
        return [], sheet.events() or [SlotSet(DONE, None)]
