"""One message inside the booking form: what was asked, what was said, what was tapped."""

import re
from datetime import date

from actions.when.changes import read_change
from actions.when.model import TimeWish
from actions.when.wish import read_wish

# A question in the middle is no answer, unless it asks for a time: 有下午的吗.
_QUESTION = re.compile(r"吗|呢|什么|怎么|咋|啥|多少|哪|谁|为何|为什么|能不能|[?？]")
_LONGEST_QUESTION_WISH = 10
# Intents that ask something of the knowledge base.
INTERRUPTING = frozenset({"policy_question", "follow_up"})
# Heard inside the form without being understood, these are failed answers; every other intent is an interruption.
_ANSWERS = frozenset({
    "affirm", "deny", "anything", "inform_time", "choose_option", "none_of_these", "nlu_fallback", "out_of_scope",
    "book_certification", "book_home_visit", "book_video", "reschedule_booking", "booking_choice", "help", "repeat",
    "identity_proven", "consent_given",
})  # fmt: skip
_GOES_ON = re.compile(r"还是|改成|改到|换成|换到|就[明后下周]|那[就明后下周]")
_STOPS = frozenset({"stop", "cancel_booking"})


class Answer:
    """One message inside the form: what was asked, what was said, what was tapped."""

    def __init__(self, requested: str, intent: str, text: str, tapped: str | None, today: date) -> None:
        self.requested, self.intent, self.tapped, self.today = requested, intent, tapped, today
        self.text = "" if text.startswith("/") else text
        asks = bool(_QUESTION.search(self.text))
        interrupts = intent in INTERRUPTING and asks and len(self.text) > _LONGEST_QUESTION_WISH
        self.wish = None if interrupts else read_wish(self.text, today)
        # 要带什么 is no 要, 是不是要钱 no 是: a question is never a short answer.
        self.change = None if asks and intent not in ("choose_option",) else read_change(self.text)

    @property
    def is_an_answer(self) -> bool:
        """Whether it was meant as an answer, understood or not; anything else is an interruption."""
        return self.intent in _ANSWERS or bool(self.kind)

    @property
    def stops(self) -> bool:
        if isinstance(self.wish, TimeWish) and _GOES_ON.search(self.text):
            return False  # 算了还是上午吧
        return self.intent in _STOPS or self.kind == "stop"

    @property
    def kind(self) -> str:
        """The short answer it is (actions.when.changes.Kind), read from the words, else from the intent; or nothing."""
        if self.change:
            return self.change.kind
        return {"affirm": "yes", "deny": "no", "anything": "anything", "none_of_these": "none"}.get(self.intent, "")
