"""Deleting a case that is closed. Nothing deletes one by itself: how long an office keeps its files is for the office to say.

Drafts are another matter (drafts.py): 30 days, and 30 more for the number. Both are rules of this service and no policy.
"""

from actions.grants import repository
from actions.grants.desk import Work
from actions.grants.errors import BadValue, NotClosed, NotYourLevel
from actions.grants.neighbours import Clerk
from actions.grants.staff_access import case_for, post_of
from actions.grants.states import LEVEL_LABELS, STAFF_LEVELS, state

CLOSED = ("paid", "refused", "withdrawn")
# Why a clerk deletes a case: code for the audit, and words. No free text, which might name somebody for ever.
REASONS = {"kept-long-enough": "保存的时间到了", "family-asked": "家属要求删除", "entered-wrongly": "登记错了"}
_LEVEL = "district"


def forget(work: Work, clerk: Clerk, number: str, reason: str) -> None:
    """The case and everything in it goes; that it was, and why it went, stays in the audit. See GrantService.forget."""
    post = post_of(work.session, clerk)
    if STAFF_LEVELS.index(post.level) < STAFF_LEVELS.index(_LEVEL):
        raise NotYourLevel("删掉", LEVEL_LABELS[_LEVEL])
    if reason not in REASONS:
        raise BadValue("reason", f"原因请从这几样里选一个：{'、'.join(REASONS.values())}。")
    case = case_for(work.session, post, number, lock=True)
    if case.state not in CLOSED:
        raise NotClosed(state(case.state).staff)
    work.note("grants:case:forgotten", post.actor, case.deceased_person_id, case=case.id, reason=reason)
    repository.delete_case(work.session, case.id)
