"""我想申请, and nothing else: what it means depends on what was spoken of before."""

from dataclasses import replace

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.dialogue.answer_policy import KnowledgeAction
from actions.dialogue.base import HOME, STAFF, Turn
from actions.dialogue.benefits.sheet import Sheet
from actions.dialogue.home import open_guide_payload
from actions.reply import Choice, Reply

APPLY_FOR_WHAT = "您想申请哪一样？请点一个，也可以直接说，比如：高龄津贴怎么申请。"
GRANT = Choice("丧葬和抚恤", "/grant_application")
# What people most often come to apply for.
_OTHERS = ("procedure-apply-retire", "allowance-aged-apply", "allowance-dibao")


def is_about_the_grant(tracker: Tracker) -> bool:
    """Whether the grant was spoken of: an answer about it, or facts told for it."""
    sheet = Sheet(tracker)
    told = sheet.calculator is not None and sheet.calculator.name == "survivor" and bool(sheet.facts)
    topic = str(tracker.get_slot("topic_guide") or "")
    return topic.startswith("survivor-") or (told and not topic)


def apply_for_what(action: KnowledgeAction, tracker: Tracker) -> Turn:
    """How the matter at hand is applied for; with none at hand, what is meant is asked."""
    answerer = action.knowledge.answerer()
    question = action.question(tracker, "follow_up")
    if question.topic_guide:
        verdict = answerer.answer(replace(question, text="怎么申请", part="steps"))
        if verdict.outcome == "answer":
            return action.say(verdict, question)
    guides = [guide for key in _OTHERS if (guide := answerer.knowledge.guides.get(key))]
    choices = (GRANT, *(Choice(guide.title, open_guide_payload(guide.id)) for guide in guides), STAFF, HOME)
    offered = SlotSet("candidates", [guide.id for guide in guides])
    return [Reply(text=APPLY_FOR_WHAT, outcome="clarify", choices=choices)], [offered]
