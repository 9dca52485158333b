"""What was agreed to, inside the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.conversations.model import Conversation
from actions.identity import repository
from actions.identity.consent.texts import current_version
from actions.identity.model import Consent, ConversationConsent


def has_agreed(session: Session, person_id: int, grant_id: int | None) -> bool:
    """Whether the person, or the relative with this grant, agreed to the text as it is now and did not withdraw."""
    version = current_version()
    return any(consent.version == version for consent in repository.fetch_open_consents(session, person_id, grant_id))


def copy_to_person(session: Session, conversation_id: str, person_id: int, grant_id: int | None, now: datetime) -> None:
    """What was agreed to on the screen becomes the proven person's, once."""
    agreed = session.get(ConversationConsent, conversation_id)
    conversation = session.get(Conversation, conversation_id)
    if agreed is None or conversation is None or agreed.version != current_version():
        return
    if not has_agreed(session, person_id, grant_id):
        session.add(
            Consent(
                person_id=person_id, grant_id=grant_id, version=agreed.version, channel=conversation.channel, given_at=now
            )
        )
        session.flush()
