"""One turn: text or choice -> clean, mask, map -> Rasa -> replies -> transcript, voice, tokens."""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from actions.conversations.private_replies import PrivateReplies
from actions.conversations.service import BegunTurn, ConversationService
from actions.dialogue.home import greeting
from actions.reply import Choice, Reply
from kiosk_ui.gateway.apologies import MASKED_NOTICE, NOTHING_SAID, dialogue_down
from kiosk_ui.gateway.cleaning import clean, says_something
from kiosk_ui.gateway.masking import mask
from kiosk_ui.gateway.presenting import Voice, present
from kiosk_ui.gateway.rasa_client import DialogueUnavailable, KeptReply, RasaClient

log = logging.getLogger(__name__)

IDENTITY_PROVEN, IDENTITY_PROVEN_SAID = "/identity_proven", "（身份已核实）"
APPLICANT_PROVEN, APPLICANT_PROVEN_SAID = "/applicant_proven", "（手机号已核对）"
PRIVATE_TOKEN = "private_reply"  # noqa: S105 - a key of the transcript, no secret


@dataclass(frozen=True)
class Opened:
    """A fresh conversation as the face gets it."""

    id: str
    token: str
    replies: list[dict[str, Any]]


class Gateway:
    """The one door between the faces and the dialogue. Thread-safe."""

    def __init__(
        self,
        conversations: ConversationService,
        rasa: RasaClient,
        voice: Voice,
        private: PrivateReplies,
        suggestions: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._conversations = conversations
        self._rasa = rasa
        self._voice = voice
        self._private = private
        self._suggestions = suggestions

    def open(self, channel: str) -> Opened:
        """A new conversation that greets; needs no Rasa, so that people are always received."""
        conversation = self._conversations.open(channel)
        public, offered = present(greeting(self._suggestions()), self._voice)
        self._conversations.offer(conversation.id, offered)
        return Opened(conversation.id, conversation.token, [public])

    def say(self, conversation_id: str, text: str, key: str | None = None) -> list[dict[str, Any]]:
        """Answer free text; the words of a button just shown count as its tap. `key` makes a resend harmless. Raises ConversationError."""
        masked = mask(clean(text))
        if choice := self._conversations.choice_called(conversation_id, masked.text):
            return self._turn(conversation_id, key, choice.label, choice.payload, False)
        return self._turn(conversation_id, key, masked.text, masked.text, masked.found)

    def choose(self, conversation_id: str, token: str, key: str | None = None) -> list[dict[str, Any]]:
        """Answer a tapped choice. Raises UnknownChoice when this conversation did not offer it."""
        choice = self._conversations.choice(conversation_id, token)
        return self._turn(conversation_id, key, choice.label, choice.payload, False)

    def proven(self, conversation_id: str) -> list[dict[str, Any]]:
        """Tell the dialogue that identity was proven in this conversation; answers what waited for it."""
        return self._turn(conversation_id, None, IDENTITY_PROVEN_SAID, IDENTITY_PROVEN, False)

    def applicant_proven(self, conversation_id: str) -> list[dict[str, Any]]:
        """Tell the dialogue that a phone was proven here and its owner agreed; answers what waited for it."""
        return self._turn(conversation_id, None, APPLICANT_PROVEN_SAID, APPLICANT_PROVEN, False)

    def last(self, conversation_id: str) -> list[dict[str, Any]]:
        """What was answered last, as the face was given it: for another window on the same conversation."""
        return [self._again(conversation_id, stored) for stored in self._conversations.last_replies(conversation_id)]

    def wipe(self, conversation_id: str, dialogue_id: str) -> None:
        """Everything of the visit goes: transcript, choices, identity, private sounds and Rasa's tracker."""
        self._voice.forget(self._private.speech_keys(conversation_id))
        self._conversations.wipe(conversation_id)
        try:
            self._rasa.forget(dialogue_id)
        except DialogueUnavailable as error:
            # Rasa keeps trackers in memory only: when it does not answer, its restart forgets them.
            log.warning("tracker not wiped: %s", error.reason)

    def _turn(
        self, conversation_id: str, key: str | None, said: str, message: str, masked: bool
    ) -> list[dict[str, Any]]:
        turn = self._conversations.begin_turn(conversation_id, key or secrets.token_hex(16), said)
        if turn.replies is not None:
            return [self._again(conversation_id, stored) for stored in turn.replies]
        try:
            replies = self._answer(turn, message)
        except DialogueUnavailable as error:
            log.error("dialogue unavailable: %s", error.reason)
            return self._apologise(conversation_id, turn, said, message)
        return self._finish(conversation_id, turn, [MASKED_NOTICE, *replies] if masked else replies)

    def _again(self, conversation_id: str, stored: dict[str, Any]) -> dict[str, Any]:
        """What the face was given the first time."""
        token = stored.get(PRIVATE_TOKEN)
        return self._private.shown(conversation_id, token) if token else stored

    def _answer(self, turn: BegunTurn, message: str) -> Sequence[Reply | KeptReply]:
        if not says_something(message):
            return [NOTHING_SAID]
        if turn.replaced_dialogue_id:
            self._rasa.carry_over(turn.replaced_dialogue_id, turn.dialogue_id)
        return self._rasa.say(turn.dialogue_id, message)

    def _finish(
        self, conversation_id: str, turn: BegunTurn, replies: Sequence[Reply | KeptReply]
    ) -> list[dict[str, Any]]:
        public: list[dict[str, Any]] = []
        stored: list[dict[str, Any]] = []
        offered: dict[str, Choice] = {}
        for said in replies:
            shown, tokens, kept = self._present(conversation_id, said)
            public.append(shown)
            stored.append(kept)
            offered |= tokens
        self._conversations.finish_turn(conversation_id, turn.turn_id, stored, offered)
        return public

    def _present(
        self, conversation_id: str, said: Reply | KeptReply
    ) -> tuple[dict[str, Any], dict[str, Choice], dict[str, Any]]:
        """What the face gets, the choices it offers, and what the transcript keeps of it."""
        if isinstance(said, Reply):
            shown, tokens = present(said, self._voice)
            return shown, tokens, shown
        shown, tokens = present(self._private.reply(conversation_id, said.token), self._voice)
        self._private.replace_by_shown(conversation_id, said.token, shown)
        return shown, tokens, {PRIVATE_TOKEN: said.token}

    def _apologise(self, conversation_id: str, turn: BegunTurn, said: str, message: str) -> list[dict[str, Any]]:
        # The turn is dropped so that a resend is tried afresh, and the dialogue replaced because Rasa may still hold it.
        self._conversations.drop_turn(turn.turn_id)
        self._conversations.replace_dialogue(conversation_id)
        public, offered = present(dialogue_down(said, message), self._voice)
        self._conversations.offer(conversation_id, offered)
        return [public]
