"""Challenges: six-digit codes, made, kept sealed, and judged."""

import hmac
import re
import secrets
import unicodedata
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from actions.identity import repository
from actions.identity.errors import CodeBurnt, CodeExpired, IdentityError, WrongCode
from actions.identity.identified import Challenge
from actions.identity.model import IdentityChallenge
from actions.identity.rules import CODE_DIGITS, CODE_LIFETIME, RESEND_AFTER, WRONG_TRIES
from actions.identity.subjects import Subject
from actions.messages.service import DECOY, MessageOutbox
from actions.personal_data.vault import Vault

_CODE, _PHONE = "identity_challenge.code", "identity_challenge.phone"
_NOT_DIGITS = re.compile(r"[\s\-]")
# purpose -> kind of message and what it says. The warning is what 反诈 leaflets ask for.
MESSAGES: dict[str, tuple[str, str]] = {
    "visit": ("identity_code", "您正在核对身份，验证码{code}，5分钟内有效。不要告诉别人，工作人员也不会问您要。"),
    "relative": ("identity_code", "您正在查看家人的记录，验证码{code}，5分钟内有效。不要告诉别人，工作人员也不会问您要。"),
    "phone_change": ("phone_code", "您要把联系手机改成这个号码，验证码{code}，5分钟内有效。不是您本人办的，不用理它。"),
}


class Challenges:
    """Codes in the caller's transaction."""

    def __init__(self, vault: Vault, messages: MessageOutbox, now: Callable[[], datetime]) -> None:
        self._vault, self._messages, self._now = vault, messages, now

    def make(self, session: Session, conversation_id: str, subject: Subject, purpose: str) -> Challenge:
        """A fresh code instead of the conversation's earlier one. For nobody the same is written, and never sent."""
        code, now = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}", self._now()
        repository.delete_challenge(session, conversation_id)
        session.add(
            IdentityChallenge(
                conversation_id=conversation_id, person_id=subject.person_id, grant_id=subject.grant_id,
                subject_index=subject.index, code_sealed=self._vault.seal(code, _CODE),
                phone_sealed=self._vault.seal(subject.phone, _PHONE), purpose=purpose, made_at=now,
                expires_at=now + CODE_LIFETIME,
            )  # fmt: skip
        )
        kind, text = MESSAGES[purpose]
        kind = DECOY if subject.person_id is None else kind
        self._messages.write(session, subject.person_id, kind, subject.phone, text.format(code=code))
        session.flush()
        return Challenge(int(CODE_LIFETIME.total_seconds()), int(RESEND_AFTER.total_seconds()))

    def judge(self, challenge: IdentityChallenge | None, code: str) -> IdentityError | None:
        """What is wrong with `code`, or None when it is right. A wrong try is counted on the challenge."""
        if challenge is None or self._now() >= challenge.expires_at:
            return CodeExpired()
        if challenge.burnt:
            return CodeBurnt()
        right = self._vault.open(challenge.code_sealed, _CODE)
        # Both are looked at in any case: nobody's code is never right, however well it was guessed.
        fits = hmac.compare_digest(right.encode(), normal_code(code).encode())
        if fits and challenge.person_id is not None:
            return None
        challenge.wrong_tries += 1
        challenge.burnt = challenge.wrong_tries >= WRONG_TRIES
        return CodeBurnt() if challenge.burnt else WrongCode()


def normal_code(written: str) -> str:
    """The code as digits: people type it full-width or with a gap in the middle."""
    return _NOT_DIGITS.sub("", unicodedata.normalize("NFKC", written[:100]))
