"""Codes for applicants: sent to the phone somebody typed, kept sealed, and judged by identity's figures."""

import hmac
import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from actions.grants.model import ApplicantChallenge
from actions.identity.challenges import normal_code
from actions.identity.errors import CodeBurnt, CodeExpired, IdentityError, WrongCode
from actions.identity.identified import Challenge
from actions.identity.rules import CODE_DIGITS, CODE_LIFETIME, RESEND_AFTER, WRONG_TRIES
from actions.messages.service import MessageOutbox
from actions.personal_data.vault import Vault

CHALLENGE_NAME, CHALLENGE_PHONE = "applicant_challenge.name", "applicant_challenge.phone"
_CODE = "applicant_challenge.code"
# The warning is what 反诈 leaflets ask for.
_TEXT = "您正在申请或查询丧葬补助金和抚恤金，验证码{code}，5分钟内有效。不要告诉别人，工作人员也不会问您要。"


class ApplicantCodes:
    """Codes in the caller's transaction."""

    def __init__(self, vault: Vault, messages: MessageOutbox, now: Callable[[], datetime]) -> None:
        self._vault, self._messages, self._now = vault, messages, now

    def send(self, session: Session, conversation_id: str, name: str, phone: str, phone_index: str) -> Challenge:
        """A fresh code instead of the conversation's earlier one; it always goes out, whoever's phone it is."""
        code, now = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}", self._now()
        session.merge(
            ApplicantChallenge(
                conversation_id=conversation_id, name_sealed=self._vault.seal(name, CHALLENGE_NAME),
                phone_sealed=self._vault.seal(phone, CHALLENGE_PHONE), phone_index=phone_index,
                code_sealed=self._vault.seal(code, _CODE), made_at=now, expires_at=now + CODE_LIFETIME, wrong_tries=0,
                burnt=False,
            )  # fmt: skip
        )
        self._messages.write(session, None, "identity_code", phone, _TEXT.format(code=code))
        session.flush()
        return Challenge(int(CODE_LIFETIME.total_seconds()), int(RESEND_AFTER.total_seconds()))

    def judge(self, challenge: ApplicantChallenge, code: str) -> IdentityError | None:
        """What is wrong with `code`, or None when it is right. A wrong try is counted on the challenge."""
        if self._now() >= challenge.expires_at:
            return CodeExpired()
        if challenge.burnt:
            return CodeBurnt()
        right = self._vault.open(challenge.code_sealed, _CODE)
        if hmac.compare_digest(right.encode(), normal_code(code).encode()):
            return None
        challenge.wrong_tries += 1
        challenge.burnt = challenge.wrong_tries >= WRONG_TRIES
        return CodeBurnt() if challenge.burnt else WrongCode()
