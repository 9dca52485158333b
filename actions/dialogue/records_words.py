"""What the replies about records share: whose they are, the day they were true, private replies, ways on."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from actions.counter import Counter
from actions.dialogue.base import HOME, STAFF
from actions.identity.identified import Identified
from actions.personal_data.masks import masked_name
from actions.records.wording import day_name
from actions.reply import Choice, Citation, Outcome, Reply
from knowledge_base.answering.evidence import citations_of_facts
from knowledge_base.snapshot import Knowledge

# Spoken at once, so it says nothing a stranger beside the kiosk may not hear.
SPEECH = "查到了，在屏幕上。要听，请点读出来。"
SPEECH_NOTHING = "查过了，结果在屏幕上。要听，请点读出来。"
OFFICE_DECIDES = "这样算只是给您对一对，以社保核定为准。"

WHY = Choice("为什么是这个数", "/records_payment_reason")
COMPARE = Choice("和上个月比", "/records_payment_change")
ARRIVED = Choice("这个月发了没有", "/records_payment_arrived")
CERTIFICATION = Choice("看认证", "/records_certification_state")
BOOK = Choice("约认证", "/book_certification")
BOOK_HOME = Choice("约上门认证", "/book_home_visit")
# What a choice needs a relative to be allowed; choices not named here are everybody's.
_SCOPES = {WHY: "payments", COMPARE: "payments", ARRIVED: "payments"} | dict.fromkeys(
    (CERTIFICATION, BOOK, BOOK_HOME), "certification"
)


@dataclass(frozen=True)
class Desk:
    """One question at the counter: the services, the knowledge for 依据, who asks, and the day in Dalian."""

    counter: Counter
    knowledge: Knowledge
    viewer: Identified
    on: date

    @property
    def who(self) -> str:
        """您, or for a relative 您家老人 with the masked name."""
        return "您" if self.viewer.grant_id is None else f"您家老人{masked_name(self.viewer.name)}"

    def reply(
        self,
        text: str,
        card: dict[str, Any] | None = None,
        choices: tuple[Choice, ...] = (),
        outcome: Outcome = "answer",
        citations: tuple[Citation, ...] = (),
    ) -> Reply:
        """A private reply; of `choices` only those stay that this viewer may use."""
        open_ones = [choice for choice in choices if choice not in _SCOPES or self.viewer.may(_SCOPES[choice])]
        return Reply(
            text=text,
            speech=SPEECH if outcome == "answer" else SPEECH_NOTHING,
            outcome=outcome,
            citations=citations,
            choices=(*open_ones, *((STAFF,) if outcome == "decline" else ()), HOME),
            card=card,
            private=True,
            speech_on_request=text,
        )

    def cite(self, *facts: str) -> tuple[Citation, ...]:
        """依据 of `facts` of the knowledge base."""
        return tuple(Citation(**asdict(cited)) for cited in citations_of_facts(facts, self.knowledge))


def as_of_text(as_of: date) -> str:
    return f"数据到{day_name(as_of)}"


def line(label: str, value: str, note: str = "") -> dict[str, str]:
    """A line of a record card."""
    return {"label": label, "value": value, **({"note": note} if note else {})}


def record_card(
    title: str,
    lines: list[dict[str, str]],
    as_of: date,
    notes: tuple[str, ...] = (),
    total: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """A card of type record with the day its data were true."""
    card: dict[str, Any] = {"type": "record", "title": title, "lines": lines, "notes": list(notes)}
    if total:
        card["total"] = {"label": total[0], "value": total[1]}
    card["as_of"] = as_of_text(as_of)
    return card
