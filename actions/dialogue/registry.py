"""All actions the server registers, built with what they need."""

from actions.counter import Counter
from actions.dialogue.answer_policy import AnswerPolicy
from actions.dialogue.base import WanqingAction
from actions.dialogue.capability import OfferCapability
from actions.dialogue.choices import ChooseOption, Home, NoneOfThese, OpenGuide, OpenTopic
from actions.dialogue.people import Bereavement, Complaint, Distress, Handoff, PrivacyDelete, SmallTalk
from actions.knowledge import KnowledgeHolder

ANSWERING = (AnswerPolicy, OfferCapability, SmallTalk, Bereavement, Complaint, Handoff, PrivacyDelete)
CHOOSING = (OpenGuide, OpenTopic, ChooseOption)
PLAIN = (NoneOfThese, Home, Distress)
SERVING: tuple[type[WanqingAction], ...] = ()  # built with the counter's services


def all_actions(knowledge: KnowledgeHolder, counter: Counter) -> list[WanqingAction]:
    """One instance of every action the bot's domain names."""
    actions: list[WanqingAction] = [
        *(kind(knowledge) for kind in (*ANSWERING, *CHOOSING)),
        *(kind() for kind in PLAIN),
        *(kind(counter) for kind in SERVING),
    ]
    for action in actions:
        action.private_replies = counter.private
    return actions
