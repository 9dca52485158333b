"""A new phone number: asked for by the freshly proven person, confirmed by a code sent to it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from actions.audit.service import Audit
from actions.database.unit_of_work import UnitOfWork
from actions.identity.attempts import Attempts
from actions.identity.challenges import Challenges
from actions.identity.errors import CodeExpired, NeedsClerkForPhone, NeedsFreshProof, NotAllowed
from actions.identity.identified import Challenge, Identified
from actions.identity.model import PhoneChange
from actions.identity.repository import delete_challenge, fetch_challenge
from actions.identity.rules import FRESH_PROOF
from actions.identity.scopes import OWN
from actions.identity.subjects import PHONE, Subject
from actions.messages.service import MessageOutbox
from actions.personal_data.phone_number import normal_phone_number
from actions.personal_data.vault import Vault
from actions.records.model import Person

_PENDING = "phone_change.phone"
_TOLD = "您在晚晴登记的联系手机已经改成了别的号码。不是您本人办的，请马上打12333。"


class PhoneChanges:
    """Changes of the phone on record, in the database behind `engine`."""

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, messages: MessageOutbox, now: Callable[[], datetime]
    ) -> None:
        self._engine, self._vault, self._audit, self._messages, self._now = engine, vault, audit, messages, now
        self._attempts = Attempts(vault, audit, now)
        self._challenges = Challenges(vault, messages, now)

    def begin(self, identified: Identified, phone: str) -> Challenge:
        """Sends a code to the new number.

        Raises NotAllowed, NeedsFreshProof, NeedsClerkForPhone, BadPhoneNumber, ResendTooSoon, IdentityLocked.
        """
        if not identified.may(OWN) or identified.grant_id is not None:
            raise NotAllowed
        fresh = identified.proven_at is not None and self._now() - identified.proven_at <= FRESH_PROOF
        # A binding is a habit, not a proof: whoever holds an unlocked telephone has it.
        if not fresh or identified.method == "wechat":
            raise NeedsFreshProof
        if not identified.opens_phone_change:
            raise NeedsClerkForPhone
        number = normal_phone_number(phone)
        subject = Subject(self._vault.index(number, PHONE), identified.person_id, None, number, "")
        with UnitOfWork(self._engine) as work:
            conversation = self._attempts.conversation(work.session, identified.conversation_id)
            self._attempts.locks.note_code_asked(work.session, subject.index)
            work.session.merge(
                PhoneChange(
                    conversation_id=conversation.id, person_id=identified.person_id,
                    phone_sealed=self._vault.seal(number, _PENDING), asked_at=self._now(),
                )  # fmt: skip
            )
            challenge = self._challenges.make(work.session, conversation.id, subject, "phone_change")
            self._attempts.record(work.session, "identity:code:sent", conversation, identified.person_id)
            work.commit()
        return challenge

    def confirm(self, identified: Identified, code: str, terminal: str) -> None:
        """The new number stands on record, and the old one is told. Raises the errors of a code."""
        with UnitOfWork(self._engine) as work:
            session = work.session
            conversation = self._attempts.conversation(session, identified.conversation_id)
            challenge, pending = fetch_challenge(session, conversation.id), session.get(PhoneChange, conversation.id)
            if not challenge or not pending or challenge.purpose != "phone_change":
                raise CodeExpired
            if pending.person_id != identified.person_id or not identified.opens_phone_change:
                raise NotAllowed
            keys = self._attempts.keys(conversation, challenge.subject_index, terminal)
            self._attempts.refuse_when_locked(session, keys)
            error = self._challenges.judge(challenge, code)
            if error:
                error = self._attempts.failed(session, conversation, keys, identified.person_id, error)
            else:
                self._change(work, identified, pending)
            work.commit()
        if error:
            raise error

    def _change(self, work: UnitOfWork, identified: Identified, pending: PhoneChange) -> None:
        session, number = work.session, self._vault.open(pending.phone_sealed, _PENDING)
        person = session.get_one(Person, identified.person_id, with_for_update=True)
        old = self._vault.open(person.phone_sealed, PHONE) if person.phone_sealed else None
        person.phone_sealed, person.phone_index = self._vault.seal(number, PHONE), self._vault.index(number, PHONE)
        person.phone_changed_at = self._now()
        if old and old != number:
            self._messages.write(session, person.id, "phone_changed", old, _TOLD)
        session.delete(pending)
        delete_challenge(session, identified.conversation_id)
        session.flush()
        self._audit.record(
            session, "identity:phone:changed", actor=identified.actor, person_id=person.id,
            conversation_id=identified.conversation_id, channel=identified.channel,
        )  # fmt: skip
