"""One message inside the estimate: what was asked, what was said, what was tapped."""

import re

from rasa_sdk import Tracker

from actions.dialogue.base import entity, intent, said
from actions.dialogue.benefits.codes import CALCULATOR_OF_INTENT
from actions.dialogue.benefits.wishes import wishes_to_apply
from actions.when.changes import read_change

_QUESTION = re.compile(r"吗|呢|什么|怎么|咋|啥|多少|哪|谁|为何|为什么|凭什么|能不能|是不是|[?？]")
_SUPPOSES = re.compile(r"如果|要是|假如|的话|万一|不满|超过|以上|以下")
_DONT_KNOW = re.compile(
    r"不(?:太|大)?(?:知道|清楚|记得|晓得)|记不(?:清|住|得|准)|忘(?:了|记)|说不(?:准|清|好|上)|没(?:数|谱)|想不起|弄不清|搞不清|整不明白|上哪(?:儿)?查|哪能查"
)
_ROUGHLY = re.compile(r"估(?:个|一|摸)|大概(?:算|就行|其)|差不多就|先不填|跳过|按最[少多]")
_CORRECTS = re.compile(r"^(?:哎|唉|啊|呀|，)?(?:不对|错了|说错|不是(?!工伤|因工)|弄错|搞错|改成|应该是|改一下)|刚才(?:那个)?(?:说|讲)?错|说错了|我说错")
_STOPS = re.compile(r"^(?:那|先|就)*(?:不算了|别算了|不想算|先不算|不办了|先不办|不申请了|不填了|不问了|算了|拉倒)")
_WANTS_SOMEBODY = re.compile(r"人工|真人|找|叫|来(?:个|一个)?人|工作人员|客服|服务员")
# Intents that ask something of the knowledge base.
_ASKING = frozenset({"policy_question", "follow_up"})
# Heard inside the form without being understood, these are failed answers; every other intent is an interruption.
_ANSWERS = frozenset({
    "affirm", "deny", "anything", "inform_time", "choose_option", "none_of_these", "nlu_fallback", "out_of_scope",
    "grant_estimate", "estimate_choice",
})  # fmt: skip
# Heard where a short answer was given, these say nothing of what is wished for.
_NOT_A_WISH = frozenset({
    *_ANSWERS, *_ASKING, "goodbye", "greet", "thanks", "help", "chitchat", "bot_challenge", "complaint", "bereavement",
})  # fmt: skip
# Never an answer, whatever the words: a person is wanted, or the way out, or the server speaks.
_ALWAYS_THEIRS = frozenset({
    "handoff", "distress", "home", "privacy_delete", "open_guide", "open_topic", "estimate_for", "identity_proven",
    "applicant_proven", "consent_given", "consent_refused", "booking_choice", "ask_callback", "consent_withdraw",
})  # fmt: skip
_A_SHORT_QUESTION = 6  # hanzi: 啥意思, 哪年
_SHORT = 14  # an answer to what was asked is seldom longer
_SURE = 0.5


class Message:
    """What a message is, before it is read for facts."""

    def __init__(self, tracker: Tracker) -> None:
        figure = (tracker.latest_message.get("intent") or {}).get("confidence")
        self.intent, self.sure = intent(tracker), figure is None or float(figure) >= _SURE
        self.tapped = entity(tracker, "estimate_pick")
        text = said(tracker)
        self.text = "" if text.startswith("/") else text.strip()
        self.change = read_change(self.text) if self.text else None

    @property
    def theirs(self) -> bool:
        """Whether a rule of its own answers it in every case."""
        return self.intent in _ALWAYS_THEIRS

    @property
    def misheard(self) -> bool:
        """Whether a short answer may have been taken for a wish for a person: 工人 is not 人工."""
        return self.intent == "handoff" and self.short and not _WANTS_SOMEBODY.search(self.text)

    @property
    def stops(self) -> bool:
        cancels = self.intent == "cancel_booking" and "约" not in self.text
        return self.intent == "stop" or cancels or bool(_STOPS.search(self.text))

    @property
    def asks(self) -> bool:
        """Whether it is a question about the rules, not an answer in the form of one."""
        if self.dont_know or not _QUESTION.search(self.text):
            return False
        return self.supposes or self.intent in _ASKING or (self.intent == "nlu_fallback" and len(self.text) > _A_SHORT_QUESTION)

    @property
    def wishes(self) -> bool:
        """Whether something of one's own is wished for: records, a booking, a person."""
        return self.intent not in _NOT_A_WISH

    @property
    def wishes_to_apply(self) -> bool:
        """Whether it is the bare wish to apply: 我想申请."""
        return wishes_to_apply(self.text)

    @property
    def is_a_question(self) -> bool:
        """Whether its words ask something, of whatever kind."""
        return bool(_QUESTION.search(self.text))

    def wants_other_than(self, calculator: str) -> bool:
        """Whether another estimate is wished for."""
        names = {**CALCULATOR_OF_INTENT, "grant_application": "survivor", "estimate_lookup": "lookup"}
        wished = names.get(self.intent, calculator)
        return self.sure and not self.short and wished != calculator

    @property
    def supposes(self) -> bool:
        return bool(_SUPPOSES.search(self.text))

    @property
    def short(self) -> bool:
        return 0 < len(self.text) <= _SHORT and not _QUESTION.search(self.text)

    @property
    def dont_know(self) -> bool:
        return bool(_DONT_KNOW.search(self.text))

    @property
    def roughly(self) -> bool:
        return bool(_ROUGHLY.search(self.text))

    @property
    def corrects(self) -> bool:
        return bool(_CORRECTS.search(self.text))

    @property
    def place(self) -> int | None:
        """第二个: the place meant among what was offered."""
        return self.change.place if self.change and self.change.kind == "pick" else None

    @property
    def is_an_answer(self) -> bool:
        """Whether it was meant as an answer, understood or not."""
        return self.intent in _ANSWERS or not self.sure
