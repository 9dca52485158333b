"""What the replies about the grant share: condolence, the card of the application, the words for a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.grants.info import CaseInfo

# Said once in a conversation, by whichever action comes first.
CONDOLENCE = "听到这个，心里很难过。您先歇一歇，不着急，我陪您一步一步来。"
PURPOSE_NEW, PURPOSE_LIST, PURPOSE_PROGRESS = "申请丧葬补助金和抚恤金", "看您的申请", "查申请办到哪一步"
# Spoken at once, so it says nothing a stranger beside the kiosk may not hear.
SPEECH_FOUND = "查到了，在屏幕上。要听，请点读出来。"


def application_card(
    mode: str, purpose: str, facts: Mapping[str, Any] | None = None, cases: Sequence[CaseInfo] = ()
) -> dict[str, Any]:
    """The card `application`: new (the page's own form with `facts`), list (one's own `cases`), progress (by number)."""
    card: dict[str, Any] = {"type": "application", "mode": mode, "purpose": purpose}
    if facts is not None:
        card["facts"] = dict(facts)
    if cases:
        card["cases"] = [case.as_dict() for case in cases]
    return card


def case_words(case: CaseInfo) -> str:
    """One application in a sentence or two: its number, where it is, since when, what comes next."""
    since = f"，{case.steps[-1].when_words}到的这一步" if case.steps else ""
    reason = f"原因是：{case.reason.rstrip('。')}。" if case.reason else ""
    return f"受理号{case.number_words}的申请，现在是：{case.state_words}{since}。{reason}{case.next_words}"
