"""What may be quoted of a cell in a message: short, and never a personal number."""

import re

MAX_SHOWN = 20
_LONG_NUMBER = 8  # digits of a date; anything longer could be a phone, an account or an identity number


def shown(text: str) -> str:
    """`text` cut to MAX_SHOWN characters; a text with more digits than a date keeps its last four characters."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text).strip()
    digits = re.sub(r"\D", "", plain)
    if len(digits) > _LONG_NUMBER:
        return f"尾号{digits[-4:]}"
    return plain if len(plain) <= MAX_SHOWN else f"{plain[:MAX_SHOWN]}…"
