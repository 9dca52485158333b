"""action_grant_progress: how far the application is; and what happens once a phone was proven on the page."""

from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.counter import Counter
from actions.dialogue.base import HOME, STAFF, Turn, WanqingAction, entity
from actions.dialogue.benefits.codes import APPLY_CHOICE, PROGRESS_CHOICE
from actions.dialogue.grants.starting import StartApplication
from actions.dialogue.grants.words import (
    PURPOSE_LIST,
    PURPOSE_PROGRESS,
    SPEECH_FOUND,
    application_card,
    case_words,
)  # fmt: skip
from actions.dialogue.identity import PENDING
from actions.grants.access.applicant import Applicant
from actions.reply import Choice, Reply

ASK_NUMBER = "查申请办到哪一步，请点下面，填受理号和手机号。没有受理号，就用手机收验证码。"
ASK_NUMBER_SPOKEN = "请在屏幕上填受理号和手机号。号码不用念出来。"
NONE_FOUND = "用您核对的这个手机号，没有查到申请。要是用别的手机号办的，请用受理号查。"
PROVEN = "手机号核对好了。您想申请，还是查办到哪一步？"
NUMBER = "number"
BY_NUMBER = Choice("用受理号查", '/grant_progress{"estimate_pick": "number"}')


class GrantProgress(WanqingAction):
    """Whoever is proven sees their own applications; anybody else is shown the page's form for number and phone."""

    action_name = "action_grant_progress"
    continues: ClassVar[frozenset[str]] = frozenset({"grant_progress"})

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return self.resume("grant_progress", tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """Where the applications are, or what is needed to say so."""
        applicant: Applicant | None = self.counter.applicants.for_dialogue(tracker.sender_id)
        if applicant is None or entity(tracker, "estimate_pick") == NUMBER:
            return [self._by_number()], [SlotSet(PENDING, "grant_progress")]
        cases = self.counter.grants.cases_of(applicant)
        self.counter.applicants.note_view(applicant, *(case.id for case in cases))
        forget: list[EventType] = [SlotSet(PENDING, None)]
        if not cases:
            return [Reply(text=NONE_FOUND, choices=(BY_NUMBER, APPLY_CHOICE, STAFF, HOME))], forget
        opening = f"您有{len(cases)}份申请。\n" if len(cases) > 1 else ""
        text = opening + "\n".join(case_words(case) for case in cases)
        reply = Reply(
            text=text, speech=SPEECH_FOUND, choices=(STAFF, HOME), card=application_card("list", PURPOSE_LIST, cases=cases),
            private=True, speech_on_request=text,
        )  # fmt: skip
        return [reply], forget

    @staticmethod
    def _by_number() -> Reply:
        return Reply(
            text=ASK_NUMBER, speech=ASK_NUMBER_SPOKEN, outcome="verify", choices=(STAFF, HOME),
            card=application_card("progress", PURPOSE_PROGRESS),
        )  # fmt: skip


class ApplicantProven(WanqingAction):
    """The server says that a phone was proven on the page: what waited for it goes on."""

    action_name = "action_applicant_proven"

    def __init__(self, application: StartApplication, progress: GrantProgress) -> None:
        self._application, self._progress = application, progress

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        pending = str(tracker.get_slot(PENDING) or "")
        for action in (self._application, self._progress):
            if pending in action.continues:
                return action.resume(pending, tracker, domain)
        return [Reply(text=PROVEN, choices=(APPLY_CHOICE, PROGRESS_CHOICE, HOME))], []
