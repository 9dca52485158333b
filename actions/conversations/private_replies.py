"""Keeps replies with personal data sealed, so that Rasa's tracker and the transcript hold a token in their place."""

import json
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine

from actions.clock import utc_now
from actions.conversations import repository
from actions.conversations.errors import UnknownConversation
from actions.conversations.private_model import PrivateReply
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.vault import Vault
from actions.reply import Reply

_FIELD = "private_reply.content"


class PrivateReplies:
    """Sealed replies in the database behind `engine`; each belongs to one conversation and goes with it."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault

    def keep(self, dialogue_id: str, reply: Reply) -> str:
        """Seals `reply` for the conversation Rasa knows as `dialogue_id`; returns its token. Raises UnknownConversation."""
        token = secrets.token_urlsafe(18)
        with UnitOfWork(self._engine) as work:
            conversation = repository.fetch_conversation_of_dialogue(work.session, dialogue_id)
            if conversation is None:
                raise UnknownConversation
            sealed = self._seal(reply.to_dict())
            row = PrivateReply(token=token, conversation_id=conversation.id, content_sealed=sealed, made_at=utc_now())
            work.session.add(row)
            work.commit()
        return token

    def reply(self, conversation_id: str, token: str) -> Reply:
        """The reply behind `token`. Raises UnknownConversation when it is not this conversation's."""
        return Reply.from_dict(self._content(conversation_id, token))

    def replace_by_shown(self, conversation_id: str, token: str, shown: dict[str, Any]) -> None:
        """Keeps what the face was given instead of the reply, for a resend of the same message."""
        with UnitOfWork(self._engine) as work:
            row = repository.fetch_private_reply(work.session, conversation_id, token)
            if row is not None:
                row.content_sealed = self._seal(shown)
                work.commit()

    def shown(self, conversation_id: str, token: str) -> dict[str, Any]:
        """What the face was given under `token`. Raises UnknownConversation."""
        return self._content(conversation_id, token)

    def speech_keys(self, conversation_id: str) -> list[str]:
        """Keys of the sounds that speak the conversation's personal data, to be forgotten with it."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            rows = repository.fetch_private_replies(work.session, conversation_id)
        shown = (json.loads(self._vault.open(row.content_sealed, _FIELD)) for row in rows)
        return [chunk["key"] for item in shown for chunk in item.get("speech_on_request_audio", ())]

    def drop_older_than(self, age: timedelta) -> int:
        """Deletes what visits that were never ended left behind; returns how many."""
        with UnitOfWork(self._engine) as work:
            count = repository.delete_private_replies_before(work.session, utc_now() - age)
            work.commit()
        return count

    def _content(self, conversation_id: str, token: str) -> dict[str, Any]:
        with UnitOfWork(self._engine, reads_only=True) as work:
            row = repository.fetch_private_reply(work.session, conversation_id, token)
        if row is None:
            raise UnknownConversation
        content: dict[str, Any] = json.loads(self._vault.open(row.content_sealed, _FIELD))
        return content

    def _seal(self, content: dict[str, Any]) -> str:
        return self._vault.seal(json.dumps(content, ensure_ascii=False), _FIELD)
