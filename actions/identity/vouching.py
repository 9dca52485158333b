"""Why a clerk may vouch for somebody: a closed list, or a few words without numbers."""

import re
import unicodedata

from actions.identity.errors import BadReason

REASONS: dict[str, str] = {
    "no_phone": "没带手机",
    "phone_changed": "手机号换了",
    "no_message": "收不到短信",
    "cannot_use": "不会用手机",
}
MOST_CHARACTERS = 60
_NUMBER = re.compile(r"\d(?:\D?\d){3,}|[零〇一二三四五六七八九幺]{4,}")


def checked_reason(reason: str) -> str:
    """The reason as the audit keeps it: a code of the list, whether its code or its words came, or the words.

    Raises BadReason; a number would stay in the audit for ever.
    """
    reason = " ".join(unicodedata.normalize("NFKC", reason).split())
    reason = {words: code for code, words in REASONS.items()}.get(reason, reason)
    if reason in REASONS:
        return reason
    if not reason or len(reason) > MOST_CHARACTERS or _NUMBER.search(reason):
        raise BadReason
    return reason
