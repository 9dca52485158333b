"""A question about the rules that was heard as a wish for one's own records is answered first, without any proof."""

from dataclasses import replace

from rasa_sdk import Tracker

from actions.dialogue.answer_policy import AnswerPolicy
from actions.dialogue.base import Turn, intent, said
from actions.knowledge import KnowledgeHolder
from actions.reply import Choice
from knowledge_base.answering.model import Verdict

# How sure the dialogue must be that somebody means their own case when the knowledge base is certain of an answer. Wishes
# of one's own are short; a long message is mostly a story with a question about the rules. Measured on the development
# half of the evaluation and on the held-out messages of the dialogue: no wish of one's own stands below the first, no
# question about the rules above the second.
SHORT_SURE, LONG_SURE, SHORT = 0.75, 0.9, 12
# Below this the dialogue is only guessing, and whatever the knowledge base says is better than a form for the ID number.
HARDLY_SURE = 0.5


_SAID_TO_THE_FORM = frozenset({"affirm", "deny"})


class RuleFirst:
    """Stands behind every action that may ask for the proof or the consent."""

    def __init__(self, knowledge: KnowledgeHolder) -> None:
        self._knowledge, self._answering = knowledge, AnswerPolicy(knowledge)

    def instead(self, tracker: Tracker, turn: Turn) -> Turn:
        """The answer from the rules with one's own case as a choice, where `turn` asks for the proof; else `turn`."""
        replies, _ = turn
        text = said(tracker)
        card = (replies[0].card or {}) if replies else {}
        asks = card.get("type") in ("identity", "consent") or card.get("mode") == "progress"
        if not asks or not text or text.startswith("/") or intent(tracker) in _SAID_TO_THE_FORM:
            return turn
        question = self._answering.question(tracker, "policy")
        verdict = self._knowledge.answerer().answer(question)
        if not about_the_rules(verdict, sureness_of(tracker), len(text)):
            return turn
        told, events = self._answering.say(verdict, question)
        purpose = str((replies[0].card or {}).get("purpose", ""))
        own = purpose if purpose and not intent(tracker).startswith("records_") else "查我自己的记录"
        first = replace(told[0], choices=(Choice(own, f"/{intent(tracker)}"), *told[0].choices))
        return [first, *told[1:]], events


def sureness_of(tracker: Tracker) -> float:
    """How sure Rasa was of the intent; a message without a figure was none of Rasa's guesses."""
    figure = (tracker.latest_message.get("intent") or {}).get("confidence")
    return 1.0 if figure is None else float(figure)


def about_the_rules(verdict: Verdict, sureness: float, length: int) -> bool:
    """Whether a message of `length` characters asks about the rules, though it was heard as a wish."""
    if sureness < HARDLY_SURE:
        return True
    if verdict.outside:
        return length > SHORT
    certain = verdict.outcome == "answer" and not verdict.tentative
    return certain and sureness < (SHORT_SURE if length <= SHORT else LONG_SURE)
