"""Where an offer lies: found by its number, and replaced by the next one of its conversation."""

from dataclasses import dataclass

from actions.personal_data.vault import Vault

NUMBER_DIGITS = 40  # hex digits of the number's blind index; the rest of the 64 are the conversation's
_OFFERER_DIGITS = 64 - NUMBER_DIGITS
_CODE, _OFFERER = "continuation.code", "continuation.offerer"


@dataclass(frozen=True)
class Place:
    """Both halves of `Continuation.code_index`."""

    number: str
    offerer: str

    @property
    def index(self) -> str:
        """What the row is kept under."""
        return self.number + self.offerer


def place_of(vault: Vault, code: str, conversation_id: str) -> Place:
    """Where the offer of `conversation_id` under `code` lies."""
    return Place(number_index(vault, code), vault.index(conversation_id, _OFFERER)[:_OFFERER_DIGITS])


def number_index(vault: Vault, code: str) -> str:
    """What every offer under `code` begins with."""
    return vault.index(code, _CODE)[:NUMBER_DIGITS]
