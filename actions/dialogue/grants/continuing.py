"""action_continue_elsewhere: a number for what is under way, or the place to type the number one has."""

import re
from typing import Any

from rasa_sdk import Tracker

from actions.counter import Counter
from actions.dialogue.base import HOME, STAFF, Turn, WanqingAction, entity, said
from actions.dialogue.benefits.codes import APPLY_CHOICE
from actions.dialogue.benefits.sheet import Sheet
from actions.grants.access.applicant import Applicant
from actions.reply import Choice, Reply

OFFER = (
    "可以换到手机上，或者大厅的机器上接着办。给您一个号码，到那边输进去就行。号码15分钟里有效，只能用一次。里面没有您的身份信息。"
)
OFFER_SPOKEN = "给您一个号码，在屏幕上。到手机或者大厅的机器上输进去，就能接着办。"
TAKE = "请在下面输8位号码。没有号码的，在机器上点“换到手机上接着办”。在手机上，点“换到大厅的机器上接着办”。"
HAVE_NUMBER = Choice("我有号码", '/continue_elsewhere{"estimate_pick": "take"}')
_OPEN = ("draft", "returned")
_COMES_FROM_ELSEWHERE = re.compile(
    r"接着(?:办|填|弄)?(?:手机|家里|机器|电脑)|(?:手机|家里|机器|电脑)上?(?:没(?:办|填)完)?的|有(?:一?个|了)?号|号码|扫码"
)


class ContinueElsewhere(WanqingAction):
    """Offers what is under way; with nothing under way, or with a number in hand, takes a number."""

    action_name = "action_continue_elsewhere"

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        content = self._under_way(tracker)
        wants_to_take = entity(tracker, "estimate_pick") == "take" or bool(_COMES_FROM_ELSEWHERE.search(said(tracker)))
        if content is None or wants_to_take:
            card = {"type": "continuation", "mode": "take"}
            return [Reply(text=TAKE, outcome="ask", choices=(APPLY_CHOICE, STAFF, HOME), card=card)], []
        offered: dict[str, Any] = {"type": "continuation", "mode": "offer", "content": content}
        # Whose application it is stands behind its id, so that Rasa gets a token in its place.
        private = content["kind"] == "case"
        reply = Reply(
            text=OFFER, speech=OFFER_SPOKEN, choices=(HAVE_NUMBER, HOME), card=offered, private=private,
            speech_on_request=OFFER_SPOKEN if private else "",
        )  # fmt: skip
        return [reply], []

    def _under_way(self, tracker: Tracker) -> dict[str, Any] | None:
        """An application not handed in yet, else the facts of an estimate; None when there is neither."""
        applicant: Applicant | None = self.counter.applicants.for_dialogue(tracker.sender_id)
        for case in self.counter.grants.cases_of(applicant) if applicant else ():
            if case.state in _OPEN:
                return {"kind": "case", "case_id": case.id}
        sheet = Sheet(tracker)
        if sheet.calculator is None or not sheet.facts:
            return None
        return {"kind": "estimate", "calculator": sheet.calculator.name, "facts": sheet.facts}
