"""Reasons: free words that the family and the file keep, so no number of a person may stand in them."""

import re
import unicodedata

from actions.grants.errors import ReasonNeeded

MAX_LENGTH = 220  # with the way to object it still fits into a step
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)")
# Eleven signs, however grouped: a phone, ID or card number. People write 199-0000-0021, 199.0000.0021, 199 0000/0021.
_LOOKS_PERSONAL = re.compile(r"\d(?:[ .\-‐–—·/_,]{0,2}\d){9,}[ .\-]?[\dXx]")
_SPOKEN = str.maketrans("〇零幺一二三四五六七八九", "001123456789")


def checked(reason: str, *, needed: bool) -> str:
    """`reason` trimmed. Raises ReasonNeeded when it is missed, too long or holds what looks like a personal number."""
    kept = " ".join(reason.split())
    if (needed and not kept) or len(kept) > MAX_LENGTH or looks_personal(kept):
        raise ReasonNeeded
    return kept


def looks_personal(words: str) -> bool:
    """Whether something in `words` could be a phone, an identity number or an account; dates are none."""
    plain = unicodedata.normalize("NFKC", words).translate(_SPOKEN)
    return _LOOKS_PERSONAL.search(_DATE.sub("日", plain)) is not None
