"""Answer: what goes back for one message, in the forms the two ways out need."""

import json
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]  # a customer-service message without its receiver


def text_body(text: str) -> Body:
    """A customer-service message of text."""
    return {"msgtype": "text", "text": {"content": text}}


@dataclass(frozen=True)
class Answer:
    """`passive` answers the push itself and `more` follows it; `service` says the same by customer-service messages alone."""

    passive: str = field(default="", repr=False)
    more: tuple[Body, ...] = field(default=(), repr=False)
    service: tuple[Body, ...] = field(default=(), repr=False)

    def to_json(self) -> str:
        return json.dumps([self.passive, self.more, self.service], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Answer":
        passive, more, service = json.loads(text)
        return cls(passive, tuple(more), tuple(service))
