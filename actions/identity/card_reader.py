"""CardReader: a machine that reads an identity card at the terminal."""

from dataclasses import dataclass, field
from typing import Protocol

from actions.identity.errors import NoCardReader


@dataclass(frozen=True)
class ReadCard:
    """What a genuine card told; nothing of it shows in its repr."""

    id_number: str = field(repr=False)
    name: str = field(repr=False)


class CardReader(Protocol):
    """Reads the card that lies on it. Raises NoCardReader when there is none or it does not answer."""

    def read(self) -> ReadCard: ...


class AbsentCardReader:
    """The terminal has no reader."""

    def read(self) -> ReadCard:
        raise NoCardReader
