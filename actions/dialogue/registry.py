"""All actions the server registers, built with what they need."""

from actions.counter import Counter
from actions.dialogue.answer_policy import AnswerPolicy
from actions.dialogue.base import WanqingAction
from actions.dialogue.benefits.base import EstimateAction
from actions.dialogue.benefits.own_case import OwnCase
from actions.dialogue.benefits.registered import ESTIMATES
from actions.dialogue.benefits.starting import StartEstimate
from actions.dialogue.booking.registered import BOOKING
from actions.dialogue.capability import OfferCapability
from actions.dialogue.choices import ChooseOption, Home, NoneOfThese, OpenGuide, OpenTopic
from actions.dialogue.family import ChangePhone, FamilyAction
from actions.dialogue.grants.continuing import ContinueElsewhere
from actions.dialogue.grants.progress import ApplicantProven, GrantProgress
from actions.dialogue.grants.starting import StartApplication
from actions.dialogue.identity_actions import ConsentAction, Continuing, IdentityProven
from actions.dialogue.people import Bereavement, Complaint, Distress, Handoff, PrivacyDelete, SmallTalk
from actions.dialogue.records import CallbackAction, RecordsAction
from actions.dialogue.rule_first import RuleFirst
from actions.knowledge import KnowledgeHolder

ANSWERING = (AnswerPolicy, OfferCapability, SmallTalk, Bereavement, Complaint, Handoff, PrivacyDelete)
CHOOSING = (OpenGuide, OpenTopic, ChooseOption)
PLAIN = (NoneOfThese, Home, Distress)
SERVING: tuple[type[WanqingAction], ...] = (  # built with the counter's services
    IdentityProven,
    ConsentAction,
    CallbackAction,
    FamilyAction,
    ChangePhone,
    ContinueElsewhere,
    *BOOKING,
)
LOOKING_UP: tuple[type[RecordsAction | EstimateAction], ...] = (RecordsAction, *ESTIMATES)  # built with both


def all_actions(knowledge: KnowledgeHolder, counter: Counter) -> list[WanqingAction]:
    """One instance of every action the bot's domain names."""
    actions: list[WanqingAction] = [
        *(kind(knowledge) for kind in (*ANSWERING, *CHOOSING)),
        *(kind() for kind in PLAIN),
        *(kind(counter) for kind in SERVING),
        *(kind(knowledge, counter) for kind in LOOKING_UP),
    ]
    application, progress = StartApplication(knowledge, counter), GrantProgress(counter)
    actions += [application, progress, ApplicantProven(application, progress)]
    # What can go on within the turn that proved identity: intent -> the action that resumes it.
    resumable = {pending: action for action in actions for pending in getattr(action, "continues", ())}
    rule_first = RuleFirst(knowledge)
    consent = next(action for action in actions if isinstance(action, ConsentAction))
    own_case = OwnCase(knowledge, counter)
    for action in actions:
        if isinstance(action, (AnswerPolicy, OfferCapability, SmallTalk, Complaint, ChooseOption, RecordsAction, StartEstimate)):
            action.own_case = own_case
        if isinstance(action, AnswerPolicy):
            action.beside_guide = own_case.beside
        action.private_replies = counter.private
        if hasattr(action, "continues"):
            action.rule_first = rule_first
        if isinstance(action, SmallTalk):
            action.consent = consent
        if isinstance(action, Continuing):
            action.resumable = resumable
    return actions
