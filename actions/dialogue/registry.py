"""All actions the server registers, built with what they need."""

from actions.dialogue.answer_policy import AnswerPolicy
from actions.dialogue.base import WanqingAction
from actions.dialogue.capability import OfferCapability
from actions.dialogue.choices import ChooseOption, Home, NoneOfThese, OpenGuide, OpenTopic
from actions.dialogue.people import Bereavement, Complaint, Distress, Handoff, PrivacyDelete, SmallTalk
from actions.knowledge import KnowledgeHolder


def all_actions(knowledge: KnowledgeHolder) -> list[WanqingAction]:
    """One instance of every action the bot's domain names."""
    answering = (AnswerPolicy, OfferCapability, SmallTalk, Bereavement, Complaint, Handoff, PrivacyDelete)
    choosing = (OpenGuide, OpenTopic, ChooseOption)
    plain = (NoneOfThese, Home, Distress)
    return [*(kind(knowledge) for kind in (*answering, *choosing)), *(kind() for kind in plain)]
