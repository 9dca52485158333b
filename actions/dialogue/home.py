"""The greeting and the home choices, the same on every face."""

import json
from collections.abc import Sequence

from actions.reply import Choice, Reply


def _worked_out_for(status: str) -> str:
    """Rasa payload of the survivor calculator with its first question answered: one screen less to the sum."""
    return f"/estimate_for{json.dumps({'calculator': 'survivor', 'estimate_facts': json.dumps({'status': status})})}"


# Label of the tile (at most 6 hanzi), and the topics it opens.
HOME_TILES: tuple[tuple[str, str], ...] = (
    ("养老金和认证", "pension,certification"),
    ("丧葬和抚恤", "survivor"),
    ("医保看病", "medical"),
    ("社保卡和手续", "card,procedure"),
    ("补贴和社区", "allowance,community,rights"),
)
# Label of the tile, and the request of one's own that it makes: they come first, for they are asked most. With the
# topics they are eight, as many as people take in at one look.
TASK_TILES: tuple[tuple[str, str], ...] = (
    ("查养老金", "/records_payment_arrived"),
    ("查认证", "/records_certification_state"),
    ("约认证", "/book_certification"),
)

# Wishes of one's own within a topic: they stand before its guides.
TOPIC_TASKS: dict[str, tuple[tuple[str, str], ...]] = {
    "pension,certification": (("算退休年龄", "/estimate_retirement"), ("算养老金", "/estimate_pension")),
    "survivor": (
        ("算一算，走时已退休", _worked_out_for("retired")),
        ("算一算，走时还在上班", _worked_out_for("active")),
        ("算一算，走时自己交社保", _worked_out_for("flexible")),
        ("申请", "/grant_application"),
        ("查进度", "/grant_progress"),
    ),
}
GREETING = "您好，我是晚晴。退休、养老金、认证、医保、社保卡和身后事，都可以问我。您点下面的按钮，或者把问题写在框里。"


def open_topic_payload(topics: str) -> str:
    """Rasa payload of a home tile."""
    return f"/open_topic{json.dumps({'topic': topics}, ensure_ascii=False)}"


def open_guide_payload(guide_id: str) -> str:
    """Rasa payload of a candidate guide."""
    return f"/open_guide{json.dumps({'guide_id': guide_id}, ensure_ascii=False)}"


def home_choices() -> tuple[Choice, ...]:
    """The tiles of the home screen."""
    tasks = tuple(Choice(label, payload) for label, payload in TASK_TILES)
    return tasks + tuple(Choice(label, open_topic_payload(topics)) for label, topics in HOME_TILES)


def greeting(suggestions: Sequence[str] = ()) -> Reply:
    """The first reply of every conversation; `suggestions` are example questions beside the question bar."""
    card = {"type": "suggestions", "questions": list(suggestions)} if suggestions else None
    return Reply(text=GREETING, outcome="answer", choices=home_choices(), card=card)
