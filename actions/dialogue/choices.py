"""Tapped and spoken choices: a guide, a topic tile, the second one, none of these, home."""

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.dialogue.answer_policy import KnowledgeAction
from actions.dialogue.base import HOME, STAFF, WanqingAction, entity, said
from actions.dialogue.benefits.codes import FORM as ESTIMATE_FORM
from actions.dialogue.benefits.codes import let_estimate_rest
from actions.dialogue.booking.codes import close_loops
from actions.dialogue.home import HOME_TILES, TOPIC_TASKS, greeting, home_choices, open_guide_payload
from actions.dialogue.identity import PENDING
from actions.reply import Choice, Reply

MENU_LENGTH = 6  # what can be chosen in a topic: as many as stand on the panel without turning a page
NOTHING_OFFERED = "刚才没有可以选的。请直接说您想问的事，或者点下面的按钮。"
REPHRASE = "没关系。请换个说法，说短一点就好。想找人，就说找人工，也可以打12333。"
_ORDINALS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"最后|末了"), -1),
    (re.compile(r"第?[一1](?:个|条|件|项|种|样)|头一?个|上面"), 0),
    (re.compile(r"第?[二两2](?:个|条|件|项|种|样)|中间"), 1),
    (re.compile(r"第?[三3](?:个|条|件|项|种|样)|下面"), 2),
)
_NONE = re.compile(r"都不是|都不对|没有一个|哪个都不")


class OpenGuide(KnowledgeAction):
    """Shows the guide somebody tapped."""

    action_name = "action_open_guide"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        return self.say(self._knowledge.answerer().open_guide(entity(tracker, "guide_id") or ""))


class OpenTopic(KnowledgeAction):
    """Offers the most asked matters of a topic tile."""

    action_name = "action_open_topic"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        topics = entity(tracker, "topic") or ""
        label = next((label for label, key in HOME_TILES if key == topics), "")
        tasks = tuple(Choice(*task) for task in TOPIC_TASKS.get(topics, ()))
        guides = self._knowledge.answerer().topic_guides(topics.split(","), MENU_LENGTH - len(tasks))
        in_estimate = (tracker.active_loop or {}).get("name") == ESTIMATE_FORM
        closed = [*let_estimate_rest(), *close_loops()] if in_estimate else []  # its question would stand below the topic
        if not guides:
            return [greeting()], closed
        choices = tasks + tuple(Choice(guide.title, open_guide_payload(guide.id)) for guide in guides)
        text = f"{label}的事，常问的有这些。请点一个，或者把问题写在框里。"
        return [Reply(text=text, outcome="clarify", choices=choices)], [
            SlotSet("candidates", [guide.id for guide in guides]),
            *closed,
        ]


class ChooseOption(KnowledgeAction):
    """第一个, 第二个, 都不是: picks from what was offered last."""

    action_name = "action_choose_option"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        text, offered = said(tracker), list(tracker.get_slot("candidates") or [])
        if _NONE.search(text):
            return _rephrase()
        place = next((place for pattern, place in _ORDINALS if pattern.search(text)), None)
        if place is None or not -len(offered) <= place < len(offered):
            return [Reply(text=NOTHING_OFFERED, outcome="clarify", choices=home_choices()[:3] + (STAFF,))], []
        return self.say(self._knowledge.answerer().open_guide(offered[place]))


class NoneOfThese(WanqingAction):
    """None of the candidates was meant."""

    action_name = "action_none_of_these"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        return _rephrase()


class Home(WanqingAction):
    """Back to the start; the matter at hand is let go."""

    action_name = "action_home"

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> tuple[list[Reply], list[EventType]]:
        forgotten = [SlotSet(name, None) for name in ("topic_guide", "last_question", "candidates", PENDING)]
        return [greeting()], [*forgotten, *let_estimate_rest(), *close_loops()]


def _rephrase() -> tuple[list[Reply], list[EventType]]:
    return [Reply(text=REPHRASE, outcome="handoff", choices=(STAFF, HOME))], [SlotSet("candidates", None)]
