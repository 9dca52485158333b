"""ApplicantAccess: somebody proves a phone and may see what was applied for with it, until the visit ends."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.conversations.model import Conversation
from actions.database.unit_of_work import UnitOfWork
from actions.grants.access import repository
from actions.grants.access.applicant import Applicant
from actions.grants.access.codes import CHALLENGE_NAME, CHALLENGE_PHONE, ApplicantCodes
from actions.grants.access.errors import ApplicantNeeded, NoSuchProgress
from actions.grants.access.progress import PublicProgress, normal_case_number, progress_of
from actions.grants.access.proofs import ApplicantProofs
from actions.grants.model import ApplicantChallenge
from actions.identity.attempts import Attempts
from actions.identity.consent.texts import current_version
from actions.identity.errors import CodeExpired
from actions.identity.identified import Challenge
from actions.identity.locks import LockKey
from actions.identity.repository import fetch_conversation_of_dialogue
from actions.identity.service import IdentityService
from actions.identity.subjects import PHONE
from actions.messages.service import MessageOutbox
from actions.personal_data.person_name import normal_name
from actions.personal_data.phone_number import normal_phone_number
from actions.personal_data.vault import Vault

_FAILED = "grants:applicant:failed"


class ApplicantAccess:
    """Applicants in the database behind `engine`. Thread-safe.

    `terminal` names where somebody stands (an address or a terminal's id); failures are counted against its fingerprint, by
    the figures of identity.rules.
    """

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, messages: MessageOutbox, identity: IdentityService,
        now: Callable[[], datetime] = utc_now,
    ) -> None:  # fmt: skip
        self._engine, self._vault, self._audit = engine, vault, audit
        self._attempts = Attempts(vault, audit, now)
        self._codes = ApplicantCodes(vault, messages, now)
        self._proofs = ApplicantProofs(engine, vault, audit, identity, now)

    def call_before_end(self, listener: Callable[[str], None]) -> None:
        """`listener` hears the id of each conversation whose proof ends by itself, before all is deleted."""
        self._proofs.call_before_end(listener)

    def current(self, conversation_id: str, *, counts: bool = True) -> Applicant | None:
        """Who may apply here; `counts` makes the asking an activity. None when nobody is proven or the proof ended.

        An identity proof counts: the person with a phone on record, or a relative allowed to see to the time after. Otherwise
        the phone proven here counts, if it was proven after any identity.
        """
        return self._proofs.current(conversation_id, counts=counts)

    def required(self, conversation_id: str, *, counts: bool = True) -> Applicant:
        """The same; raises ApplicantNeeded."""
        if (applicant := self._proofs.current(conversation_id, counts=counts)) is None:
            raise ApplicantNeeded
        return applicant

    def for_dialogue(self, dialogue_id: str) -> Applicant | None:
        """The same as `current` by Rasa's sender id; None before they agreed, because the talk shows no case till then."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            conversation_id = fetch_conversation_of_dialogue(work.session, dialogue_id)
        applicant = self.current(conversation_id) if conversation_id else None
        return applicant if applicant and applicant.consented else None

    def begin(self, conversation_id: str, name: str, phone: str, terminal: str = "") -> Challenge:
        """A code goes to `phone`, whoever's it is; nothing tells whether anything was applied for with it.

        Raises BadName, BadPhoneNumber, ResendTooSoon, IdentityLocked, UnknownConversation.
        """
        who, number = normal_name(name), normal_phone_number(phone)
        index = self._vault.index(number, PHONE)
        with UnitOfWork(self._engine) as work:
            session = work.session
            conversation = self._attempts.conversation(session, conversation_id)
            keys = self._attempts.keys(conversation, index, terminal)
            sender = LockKey("sender", keys[1].subject)
            self._attempts.refuse_when_locked(session, (*keys, sender))
            self._attempts.locks.note_code_asked(session, index)
            self._attempts.locks.fail(session, sender)
            challenge = self._codes.send(session, conversation_id, who, number, index)
            self._attempts.record(session, "grants:applicant:code-sent", conversation, None)
            work.commit()
        return challenge

    def verify(self, conversation_id: str, code: str, terminal: str = "") -> Applicant:
        """The code opens what was applied for with the phone. Whoever was proven here with another phone has left.

        Raises WrongCode, CodeExpired, CodeBurnt, IdentityLocked, UnknownConversation.
        """
        with UnitOfWork(self._engine) as work:
            session = work.session
            conversation = self._attempts.conversation(session, conversation_id)
            challenge = session.get(ApplicantChallenge, conversation_id)
            if challenge is None:
                raise CodeExpired
            keys = self._attempts.keys(conversation, challenge.phone_index, terminal)
            self._attempts.refuse_when_locked(session, keys)
            error = self._codes.judge(challenge, code)
            if error:
                counted = () if isinstance(error, CodeExpired) else keys  # a slow message is nobody's failure
                error = self._attempts.failed(session, conversation, counted, None, error, _FAILED)
            else:
                self._prove(session, conversation, challenge)
            work.commit()
        if error:
            raise error
        return self.required(conversation_id)

    def has_agreed(self, conversation_id: str) -> bool:
        """Whether whoever is here agreed to how personal information is used: on the screen, or earlier as this person."""
        if applicant := self.current(conversation_id, counts=False):
            return applicant.consented
        with UnitOfWork(self._engine, reads_only=True) as work:
            return repository.has_agreed_on_screen(work.session, conversation_id, current_version())

    def note_view(self, applicant: Applicant, *case_ids: int) -> None:
        """Writes down that the applicant was shown these cases."""
        with UnitOfWork(self._engine) as work:
            for case_id in case_ids:
                self._note(work.session, "grants:case:viewed", applicant, case=case_id)
            work.commit()

    def note_paper(self, applicant: Applicant, case_id: int, paper: str) -> None:
        """Writes down that the applicant was given a paper of the case."""
        with UnitOfWork(self._engine) as work:
            self._note(work.session, "grants:paper:made", applicant, case=case_id, paper=paper)
            work.commit()

    def end_idle(self) -> int:
        """Ends every proof of a phone that nobody uses any more; returns how many."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            proven = repository.fetch_applicant_conversations(work.session)
        return sum(self.current(conversation_id, counts=False) is None for conversation_id in proven)

    def progress(self, number: str, phone: str, terminal: str = "", *, conversation_id: str) -> PublicProgress:
        """How far the application with this number is, for whoever knows the phone it was applied for with.

        Raises NoSuchProgress, the same for an unknown number and a wrong phone; BadPhoneNumber, IdentityLocked,
        UnknownConversation. Failures are counted against the number, the phone and the terminal.
        """
        number, phone = normal_case_number(number), normal_phone_number(phone)
        with UnitOfWork(self._engine) as work:
            session = work.session
            conversation = self._attempts.conversation(session, conversation_id)
            by_number, by_terminal = self._attempts.keys(conversation, self._vault.index(number, "grant_case.number"), terminal)
            # A fingerprint of its own: somebody who tries numbers must not lock the phone's owner out of everything else.
            by_phone = LockKey("person", self._vault.index(phone, "grant_progress.phone"))
            keys = (by_number, by_terminal, by_phone)
            self._attempts.refuse_when_locked(session, keys)
            case = repository.fetch_case_of_phone(session, number, self._vault.index(phone, PHONE))
            if case is None:
                error = self._attempts.failed(session, conversation, keys, None, NoSuchProgress(), _FAILED)
                work.commit()
                raise error
            found = progress_of(session, case)
            self._attempts.locks.clear(session, by_number, by_phone)
            self._audit.record(
                session, "grants:progress:asked", actor="visitor", person_id=case.deceased_person_id,
                conversation_id=conversation_id, case=case.id, channel=conversation.channel,
            )  # fmt: skip
            work.commit()
        return found

    def _note(self, session: Session, event: str, applicant: Applicant, **details: Any) -> None:
        self._audit.record(
            session, event, actor=applicant.actor, person_id=applicant.deceased_person_id,
            conversation_id=applicant.conversation_id, **details,
        )  # fmt: skip

    def _prove(self, session: Session, conversation: Conversation, challenge: ApplicantChallenge) -> None:
        name = self._vault.open(challenge.name_sealed, CHALLENGE_NAME)
        phone = self._vault.open(challenge.phone_sealed, CHALLENGE_PHONE)
        index = challenge.phone_index
        left = self._proofs.make_room(session, conversation.id, index)
        repository.delete_challenge(session, conversation.id)
        self._proofs.give(session, conversation.id, name, phone, index)
        self._attempts.locks.clear(session, LockKey("person", index), LockKey("code", index))
        self._proofs.record_end(session, left)
        self._attempts.record(session, "grants:applicant:proven", conversation, None)
