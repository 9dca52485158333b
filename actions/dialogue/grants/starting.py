"""action_grant_application: condolence once, then the five questions, then the application."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.dialogue.base import HOME, Turn, entity, said
from actions.dialogue.benefits.codes import APPLY, CONDOLED, PROGRESS_CHOICE
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.benefits.starting import Beginning
from actions.dialogue.benefits.thread import estimate_just_shown
from actions.dialogue.benefits.wishes import wishes_to_apply
from actions.dialogue.benefits.working_out import work_out
from actions.dialogue.grants.applying import application_replies
from actions.dialogue.grants.bare_wish import apply_for_what, is_about_the_grant
from actions.dialogue.grants.words import CONDOLENCE, PURPOSE_LIST, PURPOSE_NEW, SPEECH_FOUND, application_card
from actions.dialogue.identity import PENDING
from actions.grants.access.applicant import Applicant
from actions.grants.info import CaseInfo
from actions.reply import Choice, Reply

LEAD_IN = "先问您几句，不用填表。"
UNFINISHED = "您有没填完的申请，接着填就行。要是给另一位老人申请，请点新办一份。"
NEW = "new"
NEW_CHOICE = Choice("新办一份", '/grant_application{"estimate_pick": "new"}')
COME_BACK = "好的，接着填。先用您的手机收一个验证码，上回填的就都出来了。"
_OPEN = ("draft", "returned")
_COMES_BACK = re.compile(r"接着|继续|上次|上回|没(?:填|办|弄)完|(?:填|办|弄)了一半")


class StartApplication(Beginning):
    """An unfinished application is offered first; facts already known are not asked twice."""

    action_name = "action_grant_application"
    continues: ClassVar[frozenset[str]] = frozenset({"grant_application"})

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return self.resume("grant_application", tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The application, from wherever it stands."""
        fresh = entity(tracker, "estimate_pick") == NEW
        if not fresh and (unfinished := self._unfinished(tracker)):
            return [_list_reply(unfinished)], [SlotSet(PENDING, None)]
        bare = wishes_to_apply(said(tracker))
        if bare and not is_about_the_grant(tracker):
            return apply_for_what(self, tracker)
        sheet = self._sheet(tracker, fresh)
        if not sheet.facts and _COMES_BACK.search(said(tracker)) and self._nobody_known(tracker):
            card = application_card("new", PURPOSE_NEW)
            return [Reply(text=COME_BACK, outcome="ask", choices=(NEW_CHOICE, PROGRESS_CHOICE, HOME), card=card)], []
        if not bare and (policy := self.policy_first(tracker, sheet)):
            return policy
        forget: list[EventType] = [SlotSet(PENDING, None)]
        if sheet.missing() or sheet.note.startswith("back:"):
            return self._condolence(tracker), [*forget, SlotSet(CONDOLED, "yes"), *self.opened(sheet)]
        done = work_out(sheet, self.counter, tracker, self.today())
        if done is None:
            return [], [*forget, *self.opened(sheet)]
        replies = application_replies(done.estimate, self.pages, self.today())
        shown = estimate_just_shown(tracker) and len(replies) > 1  # the sum stands on the screen: the form alone follows
        return replies[1:] if shown else replies, [*forget, *sheet.events()]

    def _sheet(self, tracker: Tracker, fresh: bool) -> Sheet:
        """What was worked out before, else a new sheet; with what the message says."""
        sheet = Sheet(tracker)
        if fresh or sheet.calculator is None or sheet.calculator.name != "survivor":
            sheet = Sheet.begun(tracker, "survivor", APPLY)
        sheet.want(APPLY)
        if not said(tracker).startswith("/"):
            self.listener.opening(sheet, said(tracker))
        return sheet

    @staticmethod
    def _condolence(tracker: Tracker) -> list[Reply]:
        if tracker.get_slot(CONDOLED):
            return []
        return [Reply(text=f"{CONDOLENCE}{LEAD_IN}")]

    def _nobody_known(self, tracker: Tracker) -> bool:
        return self.counter.applicants.for_dialogue(tracker.sender_id) is None

    def _unfinished(self, tracker: Tracker) -> list[CaseInfo]:
        applicant: Applicant | None = self.counter.applicants.for_dialogue(tracker.sender_id)
        if applicant is None:
            return []
        unfinished = [case for case in self.counter.grants.cases_of(applicant) if case.state in _OPEN]
        self.counter.applicants.note_view(applicant, *(case.id for case in unfinished))
        return unfinished


def _list_reply(cases: Sequence[CaseInfo]) -> Reply:
    return Reply(
        text=UNFINISHED, speech=SPEECH_FOUND, outcome="ask", choices=(NEW_CHOICE, PROGRESS_CHOICE, HOME),
        card=application_card("list", PURPOSE_LIST, cases=cases), private=True, speech_on_request=UNFINISHED,
    )  # fmt: skip
