"""TextSender: whatever carries a text message to a phone."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class TextMessage:
    """One message on its way. Phone and text stay out of its repr."""

    id: int
    kind: str
    phone: str = field(repr=False)
    text: str = field(repr=False)
    person_id: int | None = None


class TextSender(Protocol):
    """Sends one message, or raises SendFailed with the provider's code."""

    def send(self, message: TextMessage) -> None: ...
