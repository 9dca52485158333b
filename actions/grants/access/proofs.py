"""Proofs of a phone: who a conversation applies for, for how long, and the end of it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.conversations.repository import delete_personal_part
from actions.database.unit_of_work import UnitOfWork
from actions.grants.access import repository
from actions.grants.access.applicant import Applicant
from actions.grants.access.repository import ApplicantRow
from actions.grants.model import ApplicantProof
from actions.identity import repository as identity_repository
from actions.identity.consent.texts import current_version
from actions.identity.identified import Identified
from actions.identity.model import ConversationConsent
from actions.identity.proofs import ProofOwner, Proofs
from actions.identity.rules import ACTIVITY_STEP, PROOF_LIFETIME
from actions.identity.service import IdentityService
from actions.identity.subjects import PHONE
from actions.personal_data.vault import Vault

SCOPE = "grant"
_NAME, _PHONE = "applicant_proof.name", "applicant_proof.phone"


class ApplicantProofs:
    """The proofs of phones in the database behind `engine`; one per conversation, beside identity's."""

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, identity: IdentityService, now: Callable[[], datetime]
    ) -> None:
        self._engine, self._vault, self._identity, self._now = engine, vault, identity, now
        self._identity_proofs = Proofs(engine, audit, now)
        self._before_end: Callable[[str], None] = lambda conversation_id: None

    def call_before_end(self, listener: Callable[[str], None]) -> None:
        """`listener` hears the id of each conversation whose proof is about to end by itself."""
        self._before_end = listener

    def current(self, conversation_id: str, *, counts: bool) -> Applicant | None:
        """Who may apply here; `counts` makes the asking an activity. A proof nobody used for too long is deleted."""
        identified = (self._identity.current if counts else self._identity.peek)(conversation_id)
        with UnitOfWork(self._engine, reads_only=True) as work:
            by_identity = self._of_identity(work.session, identified) if identified else None
            row = None if by_identity else repository.fetch_applicant(work.session, conversation_id)
        if by_identity or row is None:
            return by_identity
        proof, conversation, _ = row
        if identified and identified.proven_at and proof.proven_at < identified.proven_at:
            return None  # somebody else came after; what the first one may see is not theirs
        if self._now() - proof.active_at >= PROOF_LIFETIME[conversation.channel]:
            self._end_idle(conversation_id, alone=identified is None)
            return None
        if counts and self._now() - proof.active_at >= ACTIVITY_STEP:
            self._note_activity(conversation_id)
        return self._of_phone(row)

    def give(self, session: Session, conversation_id: str, name: str, phone: str, phone_index: str) -> None:
        """The phone is proven in the caller's transaction, in place of an earlier proof."""
        now = self._now()
        repository.delete_proof(session, conversation_id)
        session.add(
            ApplicantProof(
                conversation_id=conversation_id, name_sealed=self._vault.seal(name, _NAME),
                phone_sealed=self._vault.seal(phone, _PHONE), phone_index=phone_index, proven_at=now, active_at=now,
            )  # fmt: skip
        )
        session.flush()

    def make_room(self, session: Session, conversation_id: str, phone_index: str) -> ProofOwner | None:
        """Whoever was proven here with another phone leaves with everything shown to them; returns whose identity ended.

        What was agreed on the screen since then is the newcomer's own and stays.
        """
        proven = [*self._phones_here(session, conversation_id)]
        if all(index == phone_index for index, _ in proven):
            return None
        since = max(proven_at for _, proven_at in proven)
        agreed = session.get(ConversationConsent, conversation_id)
        newly = (agreed.version, agreed.given_at) if agreed and agreed.given_at > since else None
        self._before_end(conversation_id)
        left = self._identity_proofs.remove(session, conversation_id)
        if newly:
            session.add(ConversationConsent(conversation_id=conversation_id, version=newly[0], given_at=newly[1]))
        return left

    def record_end(self, session: Session, left: ProofOwner | None) -> None:
        """Tells the audit whose identity proof ended because somebody else came."""
        if left:
            self._identity_proofs.record_end(session, left, "somebody-else")

    @staticmethod
    def _phones_here(session: Session, conversation_id: str) -> list[tuple[str | None, datetime]]:
        """The fingerprint of each phone proven here, and since when."""
        found: list[tuple[str | None, datetime]] = []
        if row := repository.fetch_applicant(session, conversation_id):
            found.append((row[0].phone_index, row[0].proven_at))
        if known := identity_repository.fetch_proof(session, conversation_id, current_version()):
            proof, _, person, grant, _ = known
            found.append((grant.phone_index if grant else person.phone_index, proof.proven_at))
        return found

    def _of_identity(self, session: Session, identified: Identified) -> Applicant | None:
        if not identified.may(SCOPE):
            return None
        if identified.grant_id is None:
            person = repository.fetch_person(session, identified.person_id)
            if person is None or person.phone_sealed is None or person.phone_index is None:
                return None
            name, phone, index = person.name, self._vault.open(person.phone_sealed, PHONE), person.phone_index
        else:
            grant = repository.fetch_family_grant(session, identified.grant_id)
            if grant is None:
                return None
            phone = self._vault.open(grant.phone_sealed, "family_grant.phone")
            name, index = grant.relative_name, grant.phone_index
        return Applicant(
            identified.conversation_id, identified.channel, name, phone, index,
            person_id=identified.person_id if identified.grant_id is None else None, grant_id=identified.grant_id,
            deceased_person_id=None if identified.grant_id is None else identified.person_id,
            consented=identified.consented, expires_at=identified.expires_at,
        )  # fmt: skip

    def _of_phone(self, row: ApplicantRow) -> Applicant:
        proof, conversation, agreed = row
        return Applicant(
            conversation.id, conversation.channel, self._vault.open(proof.name_sealed, _NAME),
            self._vault.open(proof.phone_sealed, _PHONE), proof.phone_index,
            consented=agreed is not None and agreed.version == current_version(),
            expires_at=proof.active_at + PROOF_LIFETIME[conversation.channel],
        )  # fmt: skip

    def _end_idle(self, conversation_id: str, *, alone: bool) -> None:
        """With nobody else proven here, everything personal goes."""
        if alone:
            self._before_end(conversation_id)
        with UnitOfWork(self._engine) as work:
            if alone:
                delete_personal_part(work.session, conversation_id)
            else:
                repository.delete_proof(work.session, conversation_id)
            work.commit()

    def _note_activity(self, conversation_id: str) -> None:
        with UnitOfWork(self._engine) as work:
            repository.note_activity(work.session, conversation_id, self._now())
            work.commit()
