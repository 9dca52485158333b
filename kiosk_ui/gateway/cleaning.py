"""Makes free text safe to understand: normalised, without control characters, never a Rasa command."""

import re

from knowledge_base.text.normalise import normalise

MAX_CHARACTERS = 2000
_LEADING_COMMAND = re.compile(r"^[\s/\\]+")
_SAYS_SOMETHING = re.compile(r"[0-9A-Za-z㐀-鿿]")


def clean(text: str) -> str:
    """`text` in NFKC, simplified, on one line; a leading slash is gone, because Rasa would run `/intent{...}`."""
    return _LEADING_COMMAND.sub("", " ".join(normalise(text).split()))


def says_something(text: str) -> bool:
    """Whether a cleaned text holds a letter, a digit or a hanzi (an emoji alone does not)."""
    return bool(_SAYS_SOMETHING.search(text))
