"""IdentityService: people prove who they are by text message, clerk or card, and the proof ends with the visit."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.conversations.model import Conversation
from actions.database.unit_of_work import UnitOfWork
from actions.identity import repository
from actions.identity.attempts import Attempts
from actions.identity.card_reader import AbsentCardReader, CardReader
from actions.identity.challenges import Challenges
from actions.identity.errors import CodeExpired, IdentityMismatch, KioskOnly, NotIdentified
from actions.identity.identified import Challenge, Identified
from actions.identity.locks import LockKey
from actions.identity.phone_change import PhoneChanges
from actions.identity.proofs import Proofs
from actions.identity.staff import StaffInfo, StaffMembers
from actions.identity.subjects import Subject, Subjects
from actions.identity.vouching import checked_reason
from actions.identity.wechat import WeChatBindings
from actions.messages.service import MessageOutbox
from actions.personal_data.vault import Vault


class IdentityService:
    """Identity in the database behind `engine`. Thread-safe.

    `terminal` names where somebody stands (an address or a terminal's id); failures are counted against its fingerprint.
    """

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, messages: MessageOutbox,
        now: Callable[[], datetime] = utc_now, reader: CardReader | None = None,
    ) -> None:  # fmt: skip
        self._engine, self._audit = engine, audit
        self._reader = reader or AbsentCardReader()
        self._subjects = Subjects(vault, now)
        self._attempts = Attempts(vault, audit, now)
        self._challenges = Challenges(vault, messages, now)
        self._proofs = Proofs(engine, audit, now)
        self._phones = PhoneChanges(engine, vault, audit, messages, now)
        self.staff = StaffMembers(engine, vault, audit, now)
        self.wechat = WeChatBindings(engine, vault, audit, messages, now)

    def call_before_end(self, listener: Callable[[str], None]) -> None:
        """`listener` hears the id of each conversation whose proof ends by itself (idle, revoked), before all is deleted."""
        self._proofs.call_before_end(listener)

    def current(self, conversation_id: str) -> Identified | None:
        """Who the conversation speaks for; counts as activity. None when nobody is proven or the proof ended."""
        return self._proofs.current(conversation_id, counts=True)

    def peek(self, conversation_id: str) -> Identified | None:
        """The same without counting as activity: a page that asks how long the proof lasts must not prolong it."""
        return self._proofs.current(conversation_id, counts=False)

    def for_dialogue(self, dialogue_id: str) -> Identified | None:
        """The same as `current` by Rasa's sender id."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            conversation_id = repository.fetch_conversation_of_dialogue(work.session, dialogue_id)
        return self.current(conversation_id) if conversation_id else None

    def begin(self, conversation_id: str, id_number: str, name: str, *, terminal: str = "") -> Challenge:
        """A code goes to the phone on record, if number and name fit; the answer and its time tell nothing.

        Raises BadIdentityNumber, BadName, ResendTooSoon, IdentityLocked, UnknownConversation.
        """
        return self._begin(
            conversation_id, "visit", terminal, lambda session: self._subjects.person(session, id_number, name)
        )

    def begin_relative(
        self, conversation_id: str, phone: str, relative_name: str, elder_name: str, *, terminal: str = ""
    ) -> Challenge:
        """A code goes to the relative's own phone, if somebody of that name allowed them. Tells nothing, as `begin`.

        Raises BadPhoneNumber, BadName, ResendTooSoon, IdentityLocked, UnknownConversation.
        """
        return self._begin(
            conversation_id, "relative", terminal,
            lambda session: self._subjects.relative(session, phone, relative_name, elder_name),
        )  # fmt: skip

    def verify(self, conversation_id: str, code: str, *, terminal: str = "") -> Identified:
        """The code opens the proof. Raises WrongCode, CodeExpired, CodeBurnt, IdentityLocked, UnknownConversation."""
        with UnitOfWork(self._engine) as work:
            session, identified = work.session, None
            conversation = self._attempts.conversation(session, conversation_id)
            challenge = repository.fetch_challenge(session, conversation_id)
            if challenge is None or challenge.purpose == "phone_change":
                raise CodeExpired
            keys = self._attempts.keys(conversation, challenge.subject_index, terminal)
            self._attempts.refuse_when_locked(session, keys)
            error = self._challenges.judge(challenge, code)
            if error:
                counted = () if isinstance(error, CodeExpired) else keys  # a slow message is nobody's failure
                error = self._attempts.failed(session, conversation, counted, challenge.person_id, error)
            elif challenge.person_id is not None:
                identified = self._prove(session, conversation, keys[0], challenge.person_id, challenge.grant_id, "sms")
            work.commit()
        if error or identified is None:
            raise error or CodeExpired()
        return identified

    def vouch(
        self, conversation_id: str, id_number: str, name: str, staff_number: str, pin: str, reason: str, *,
        terminal: str = "",
    ) -> Identified:  # fmt: skip
        """A clerk at the kiosk, who has seen the card, vouches with a PIN and a reason.

        Raises KioskOnly, BadReason, WrongStaffPin, IdentityLocked, IdentityMismatch, BadIdentityNumber, BadName.
        """
        self._at_kiosk(conversation_id)
        why = checked_reason(reason)
        clerk = self.staff.check(staff_number, pin, terminal=terminal)
        return self._prove_seen(conversation_id, id_number, name, "clerk", clerk, why)

    def read_card(self, conversation_id: str, reader: CardReader | None = None) -> Identified:
        """Proves whose card lies on the reader of the kiosk. Raises KioskOnly, NoCardReader, IdentityMismatch."""
        self._at_kiosk(conversation_id)
        card = (reader or self._reader).read()
        return self._prove_seen(conversation_id, card.id_number, card.name, "card", None, "")

    def recognise(self, conversation_id: str, openid: str) -> Identified | None:
        """Proves the conversation by an earlier WeChat binding; None when there is none that still holds."""
        bound = self.wechat.person_for(openid)
        if bound is None:
            return None
        with UnitOfWork(self._engine) as work:
            self._attempts.conversation(work.session, conversation_id)
            try:
                identified = self._proofs.give(work.session, conversation_id, bound.person_id, bound.grant_id, "wechat")
            except NotIdentified:
                return None
            work.commit()
        return identified

    def end(self, conversation_id: str, reason: str) -> None:
        """Everything personal of the conversation goes, and the conversation goes on."""
        self._proofs.end(conversation_id, reason)

    def begin_phone_change(self, conversation_id: str, phone: str) -> Challenge:
        """Sends a code to the new number. Raises NotIdentified, NotAllowed, NeedsFreshProof, BadPhoneNumber."""
        return self._phones.begin(self.required(conversation_id), phone)

    def confirm_phone_change(self, conversation_id: str, code: str, *, terminal: str = "") -> None:
        """The new number stands on record. Raises NotIdentified and the errors of a code."""
        self._phones.confirm(self.required(conversation_id), code, terminal)

    def required(self, conversation_id: str, *, counts: bool = True) -> Identified:
        """Who the conversation speaks for; `counts` makes the asking an activity. Raises NotIdentified."""
        if (identified := self._proofs.current(conversation_id, counts=counts)) is None:
            raise NotIdentified
        return identified

    def _begin(
        self, conversation_id: str, purpose: str, terminal: str, find: Callable[[Session], Subject]
    ) -> Challenge:
        with UnitOfWork(self._engine) as work:
            conversation = self._attempts.conversation(work.session, conversation_id)
            subject = find(work.session)
            keys = self._attempts.keys(conversation, subject.index, terminal)
            sender = LockKey("sender", keys[1].subject)
            self._attempts.refuse_when_locked(work.session, (*keys, sender))
            self._attempts.locks.note_code_asked(work.session, subject.index)
            self._attempts.locks.fail(work.session, sender)
            challenge = self._challenges.make(work.session, conversation_id, subject, purpose)
            if subject.reason:
                self._attempts.record(
                    work.session, "identity:proof:failed", conversation, None, reason=subject.reason
                )
            else:
                self._attempts.record(work.session, "identity:code:sent", conversation, subject.person_id)
            work.commit()
        return challenge

    def _prove(
        self, session: Session, conversation: Conversation, key: LockKey, person_id: int, grant_id: int | None,
        method: str, reason: str = "",
    ) -> Identified:  # fmt: skip
        self._attempts.locks.clear(session, key, LockKey("code", key.subject))
        repository.delete_challenge(session, conversation.id)
        return self._proofs.give(session, conversation.id, person_id, grant_id, method, reason)

    def _prove_seen(
        self, conversation_id: str, id_number: str, name: str, method: str, clerk: StaffInfo | None, why: str
    ) -> Identified:
        identified = None
        with UnitOfWork(self._engine) as work:
            session = work.session
            conversation = self._attempts.conversation(session, conversation_id)
            key = LockKey("person", self._subjects.number_index(id_number))
            person_id = self._subjects.on_card(session, id_number, name)
            if person_id is None:
                self._attempts.record(session, "identity:proof:failed", conversation, None, reason=IdentityMismatch.code)
            else:
                identified = self._prove(session, conversation, key, person_id, None, method, why)
                self._record_vouching(session, identified, clerk, why)
            work.commit()
        if identified is None:
            raise IdentityMismatch
        return identified

    def _record_vouching(self, session: Session, identified: Identified, clerk: StaffInfo | None, why: str) -> None:
        if clerk:
            self._audit.record(
                session, "identity:clerk:vouched", actor=f"staff:{clerk.id}", person_id=identified.person_id,
                conversation_id=identified.conversation_id, staff=clerk.id, reason=why,
            )  # fmt: skip

    def _at_kiosk(self, conversation_id: str) -> None:
        with UnitOfWork(self._engine) as work:
            if self._attempts.conversation(work.session, conversation_id).channel != "kiosk":
                raise KioskOnly
