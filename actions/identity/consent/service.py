"""ConsentService: asks for, records and takes back the separate consent of 个人信息保护法第二十九条."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.conversations.errors import UnknownConversation
from actions.conversations.model import Conversation
from actions.database.unit_of_work import UnitOfWork
from actions.identity import repository
from actions.identity.consent.agreements import copy_to_person
from actions.identity.consent.texts import ConsentText, consent_text, current_version
from actions.identity.identified import Identified
from actions.identity.model import ConversationConsent
from actions.identity.proofs import ProofOwner, Proofs, actor_of
from actions.personal_data.vault import Vault

DEFAULT_HANDLER = "设这个服务的社保部门或街道"


class ConsentService:
    """Consents of the database behind `engine`; `handler` is named as the one who answers for the data."""

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now,
        handler: str = DEFAULT_HANDLER,
    ) -> None:  # fmt: skip
        self._engine, self._vault, self._audit, self._now, self._handler = engine, vault, audit, now, handler
        self._proofs = Proofs(engine, audit, now)

    def text(self, version: str | None = None) -> ConsentText:
        """The text of `version`, by default the newest. Raises LookupError for no version of ours."""
        return consent_text(version or current_version(), self._handler)

    def agree(self, conversation_id: str) -> None:
        """Agreed on the screen; for a proven conversation it is the person's at once. Raises UnknownConversation."""
        with UnitOfWork(self._engine) as work:
            conversation, version, now = self._conversation(work.session, conversation_id), current_version(), self._now()
            work.session.merge(ConversationConsent(conversation_id=conversation_id, version=version, given_at=now))
            work.session.flush()
            proof = repository.fetch_proof(work.session, conversation_id, version)
            who = ProofOwner(conversation_id, proof[0].person_id, actor_of(proof[0])) if proof else None
            if proof:
                copy_to_person(work.session, conversation_id, proof[0].person_id, proof[0].grant_id, now)
            self._record(work.session, "consent:given", conversation, who)
            work.commit()

    def refuse(self, conversation_id: str) -> None:
        """Refused: nothing personal of the conversation stays, and it goes on. Raises UnknownConversation."""
        with UnitOfWork(self._engine) as work:
            conversation = self._conversation(work.session, conversation_id)
            ended = self._proofs.remove(work.session, conversation_id)
            self._record(work.session, "consent:refused", conversation, ended)
            if ended:
                self._proofs.record_end(work.session, ended, "consent-refused")
            work.commit()

    def withdraw(self, identified: Identified) -> None:
        """Takes back every consent of the person (or of this relative), ends their proofs and WeChat bindings."""
        person_id, grant_id = identified.person_id, identified.grant_id
        with UnitOfWork(self._engine) as work:
            session = work.session
            for consent in repository.fetch_open_consents(session, person_id, grant_id):
                consent.withdrawn_at = self._now()
            repository.delete_bindings_of(session, person_id, grant_id)
            open_in = repository.fetch_conversations_of(session, person_id, grant_id)
            ended = [self._proofs.remove(session, conversation_id) for conversation_id in open_in]
            self._audit.record(
                session, "consent:withdrawn", actor=identified.actor, person_id=person_id,
                conversation_id=identified.conversation_id, version=current_version(), channel=identified.channel,
            )  # fmt: skip
            for proof in filter(None, ended):
                self._proofs.record_end(session, proof, "consent-withdrawn")
            work.commit()

    @staticmethod
    def _conversation(session: Session, conversation_id: str) -> Conversation:
        conversation = repository.fetch_conversation_and_lock(session, conversation_id)
        if conversation is None:
            raise UnknownConversation
        return conversation

    def _record(self, session: Session, event: str, conversation: Conversation, who: ProofOwner | None) -> None:
        self._audit.record(
            session, event, actor=who.actor if who else "visitor", person_id=who.person_id if who else None,
            conversation_id=conversation.id, version=current_version(), channel=conversation.channel,
        )  # fmt: skip
