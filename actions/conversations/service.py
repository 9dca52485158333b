"""Opens, continues and wipes conversations. Plain Python over SQLAlchemy; knows no web and no Rasa."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from actions.clock import utc_now
from actions.conversations import repository
from actions.conversations.errors import TurnInProgress, UnknownChoice, UnknownConversation
from actions.conversations.model import Conversation, OfferedChoice, Turn
from actions.database.unit_of_work import UnitOfWork
from actions.reply import Choice

# A turn leaves about eight events in Rasa's tracker; rotating here keeps the hundredth turn as cheap as the first.
TURNS_PER_DIALOGUE = 12


@dataclass(frozen=True)
class OpenedConversation:
    """What the face must keep: the id and the bearer token (shown once, stored only as a hash)."""

    id: str
    token: str
    dialogue_id: str


@dataclass(frozen=True)
class BegunTurn:
    """A turn that was taken up; `replies` is set when this very message was answered before."""

    turn_id: int
    dialogue_id: str
    replaced_dialogue_id: str | None
    replies: list[dict[str, Any]] | None


class ConversationService:
    """Conversations in the database behind `engine`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, channel: str) -> OpenedConversation:
        """A new conversation on `channel` (kiosk, web or wechat)."""
        token, now = secrets.token_urlsafe(24), utc_now()
        conversation = Conversation(
            id=secrets.token_hex(16),
            channel=channel,
            token_hash=_hash(token),
            dialogue_id=secrets.token_hex(16),
            dialogue_turns=0,
            created_at=now,
            last_active_at=now,
        )
        with UnitOfWork(self._engine) as work:
            work.session.add(conversation)
            work.commit()
        return OpenedConversation(conversation.id, token, conversation.dialogue_id)

    def reopen(self, conversation_id: str) -> OpenedConversation:
        """The conversation under a new token, for another window on it; the old token ends. Raises UnknownConversation."""
        token = secrets.token_urlsafe(24)
        with UnitOfWork(self._engine) as work:
            conversation = repository.fetch_conversation(work.session, conversation_id)
            if conversation is None:
                raise UnknownConversation
            conversation.token_hash, conversation.last_active_at = _hash(token), utc_now()
            work.commit()
        return OpenedConversation(conversation_id, token, conversation.dialogue_id)

    def last_replies(self, conversation_id: str) -> list[dict[str, Any]]:
        """What the transcript keeps of the last answer; empty before the first."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            turn = repository.fetch_last_answered_turn(work.session, conversation_id)
        return turn.replies or [] if turn else []

    def begun_before(self, key: str) -> tuple[str, bool] | None:
        """In which conversation a turn of this idempotency key was begun, if any, and whether it was answered."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            turn = repository.fetch_turn_of_key(work.session, key)
        return (turn.conversation_id, turn.replies is not None) if turn else None

    def check(self, conversation_id: str, token: str) -> Conversation:
        """The conversation, if `token` is its own. Raises UnknownConversation otherwise."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            conversation = repository.fetch_conversation(work.session, conversation_id)
        if conversation is None or not hmac.compare_digest(conversation.token_hash, _hash(token)):
            raise UnknownConversation
        return conversation

    def begin_turn(self, conversation_id: str, key: str, said: str) -> BegunTurn:
        """Records `said` (already masked) under the idempotency `key`, rotating the dialogue when it grew long.

        Raises UnknownConversation when it was wiped meanwhile, TurnInProgress when the same key is being answered.
        """
        with UnitOfWork(self._engine) as work:
            conversation = repository.fetch_conversation(work.session, conversation_id)
            if conversation is None:
                raise UnknownConversation
            if earlier := repository.fetch_turn(work.session, conversation_id, key):
                return _resumed(earlier, conversation)
            replaced = _rotate_when_long(conversation)
            turn = Turn(conversation_id=conversation_id, idempotency_key=key, said=said, created_at=utc_now())
            work.session.add(turn)
            try:
                work.commit()
            except IntegrityError as error:  # the same message arrived twice at the same moment
                raise TurnInProgress from error
            return BegunTurn(turn.id, conversation.dialogue_id, replaced, None)

    def finish_turn(
        self, conversation_id: str, turn_id: int, replies: list[dict[str, Any]], offered: dict[str, Choice]
    ) -> None:
        """Stores what was answered and the choice tokens it offered; a wiped conversation stays wiped."""
        with UnitOfWork(self._engine) as work:
            if turn := work.session.get(Turn, turn_id):
                turn.replies = replies
                self._offer(work, conversation_id, offered)
                work.commit()

    def offer(self, conversation_id: str, offered: dict[str, Choice]) -> None:
        """Stores choice tokens shown outside a turn (the greeting)."""
        with UnitOfWork(self._engine) as work:
            self._offer(work, conversation_id, offered)
            work.commit()

    def drop_turn(self, turn_id: int) -> None:
        """Forgets a turn that could not be answered, so that a resend is tried afresh."""
        with UnitOfWork(self._engine) as work:
            if turn := work.session.get(Turn, turn_id):
                work.session.delete(turn)
                work.commit()

    def replace_dialogue(self, conversation_id: str) -> None:
        """A new dialogue id, because the old one hangs in Rasa."""
        with UnitOfWork(self._engine) as work:
            if conversation := repository.fetch_conversation(work.session, conversation_id):
                conversation.dialogue_id, conversation.dialogue_turns = secrets.token_hex(16), 0
                work.commit()

    def choice(self, conversation_id: str, token: str) -> Choice:
        """What `token` stands for. Raises UnknownChoice when this conversation did not offer it."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            offered = repository.fetch_choice(work.session, conversation_id, token)
        if offered is None:
            raise UnknownChoice
        return Choice(offered.label, offered.payload)

    def choice_called(self, conversation_id: str, words: str) -> Choice | None:
        """The choice of the last replies whose label somebody wrote instead of tapping it; None for none."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            token = _token_called(repository.fetch_last_replies(work.session, conversation_id), words)
            offered = repository.fetch_choice(work.session, conversation_id, token) if token else None
        return Choice(offered.label, offered.payload) if offered else None

    def wipe(self, conversation_id: str) -> None:
        """Everything of the conversation is deleted."""
        with UnitOfWork(self._engine) as work:
            repository.delete_conversation(work.session, conversation_id)
            work.commit()

    def wipe_older_than(self, days: int) -> int:
        """Deletes transcripts past their retention; returns how many conversations went."""
        with UnitOfWork(self._engine) as work:
            count = repository.delete_conversations_idle_since(work.session, utc_now() - timedelta(days=days))
            work.commit()
        return count

    @staticmethod
    def _offer(work: UnitOfWork, conversation_id: str, offered: dict[str, Choice]) -> None:
        work.session.add_all(
            OfferedChoice(token=token, conversation_id=conversation_id, label=choice.label, payload=choice.payload)
            for token, choice in offered.items()
        )


def _token_called(replies: list[dict[str, Any]], words: str) -> str | None:
    label = words.strip().rstrip("。.！!？?，, ")
    choices = [choice for reply in replies for choice in reply.get("choices") or ()]
    return next((choice["token"] for choice in choices if choice["label"] == label), None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _resumed(turn: Turn, conversation: Conversation) -> BegunTurn:
    if turn.replies is None:
        raise TurnInProgress
    return BegunTurn(turn.id, conversation.dialogue_id, None, turn.replies)


def _rotate_when_long(conversation: Conversation) -> str | None:
    """Counts the turn; returns the dialogue id that was replaced, if it was."""
    conversation.last_active_at = utc_now()
    conversation.dialogue_turns += 1
    if conversation.dialogue_turns <= TURNS_PER_DIALOGUE:
        return None
    replaced, conversation.dialogue_id = conversation.dialogue_id, secrets.token_hex(16)
    conversation.dialogue_turns = 1
    return replaced
