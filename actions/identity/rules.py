"""The figures of identity in one place: how long codes and proofs live, and what failures cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

CODE_DIGITS = 6
CODE_LIFETIME = timedelta(minutes=5)
WRONG_TRIES = 3  # the third wrong try burns the code
RESEND_AFTER = timedelta(seconds=60)
FRESH_PROOF = timedelta(minutes=2)  # for a change of phone
# The phone is the key to everything else, so not every proof is enough to change it. A code to the old phone is. A clerk
# is when that was what the clerk vouched for. A card on the reader is not (cards are lost and lent), nor is a binding.
PHONE_CHANGE_METHODS = frozenset({"sms"})
PHONE_CHANGE_REASON = "phone_changed"  # identity.vouching.REASONS
ACTIVITY_STEP = timedelta(seconds=10)  # activity is written down no finer than this, to spare the database

# How long a proof lasts without activity. A kiosk stands in a hall: the next person must not find it open.
PROOF_LIFETIME: Mapping[str, timedelta] = {
    "kiosk": timedelta(minutes=10),
    "web": timedelta(minutes=30),
    "wechat": timedelta(minutes=30),
}


@dataclass(frozen=True)
class LockRule:
    """After `failures` the subject is locked for the next of `times`; after a quiet `forgets_after` all is forgotten.

    What many people share `eases` with time as well: one failure for each `forgets_after / failures` without any.
    """

    failures: int
    forgets_after: timedelta
    times: tuple[timedelta, ...]
    eases: bool = False


def _minutes(*minutes: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=count) for count in minutes)


LOCKS: Mapping[str, LockRule] = {
    # wrong codes for one typed number, known or not
    "person": LockRule(5, timedelta(hours=24), _minutes(10, 60, 6 * 60, 24 * 60)),
    # wrong codes at one terminal: shorter, because the next in the queue did nothing
    "terminal": LockRule(5, timedelta(minutes=30), _minutes(2, 10, 30, 60), eases=True),
    # wrong PINs of one clerk
    "staff": LockRule(5, timedelta(hours=24), _minutes(10, 60, 24 * 60)),
    # codes asked for one number without using any: nobody's phone is to ring all day
    "code": LockRule(5, timedelta(hours=1), _minutes(10, 60, 24 * 60)),
    # codes asked at one terminal, for whomever: more than a busy hall needs, too few to ring a whole list of people
    "sender": LockRule(120, timedelta(hours=1), _minutes(10, 60), eases=True),
}
