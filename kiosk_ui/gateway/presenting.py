"""Turns a Reply into what a face gets: choices as tokens, speech as chunks with keys."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Protocol

from actions.reply import Choice, Reply


class SpeechChunk(Protocol):
    """A stretch of speech: its key for GET /api/speech, the words shown and the words spoken."""

    key: str
    shown: str
    spoken: str


class Voice(Protocol):
    """What the gateway needs of the voice: it registers text and hands out keys."""

    def prepare(self, text: str, private: bool = False) -> list[Any]: ...

    def forget(self, keys: Iterable[str]) -> None: ...


def present(reply: Reply, voice: Voice) -> tuple[dict[str, Any], dict[str, Choice]]:
    """The public form of `reply` and the choice tokens it offers (token -> choice)."""
    offered = {secrets.token_urlsafe(12): choice for choice in reply.choices}
    public = {
        "id": secrets.token_hex(8),
        "text": reply.text,
        "speech": reply.speech or reply.text,
        "outcome": reply.outcome,
        "citations": [asdict(citation) for citation in reply.citations],
        "choices": [{"label": choice.label, "token": token} for token, choice in offered.items()],
        "card": reply.card,
        "audio": _audio(voice, reply.speech or reply.text),
        "more_audio": _audio(voice, spoken_parts(reply.card)),
        "private": reply.private,
        "asks_for": reply.asks_for,
        "speech_on_request_audio": _audio(voice, reply.speech_on_request, private=True),
    }
    return public, offered


def spoken_parts(card: dict[str, Any] | None) -> str:
    """What 接着听 reads: the parts of a guide, each under its label; the text that consent is asked for."""
    if card and card.get("type") in ("identity", "consent"):
        consent = card.get("consent") or card
        return "\n".join([f"{consent['heading']}。", *consent["paragraphs"]]) if "paragraphs" in consent else ""
    if not card or card.get("type") != "guide":
        return ""
    return "\n".join(f"{part['label']}。{''.join(part['lines'])}" for part in card["parts"])


def _audio(voice: Voice, text: str, private: bool = False) -> list[dict[str, str]]:
    if not text:
        return []
    chunks = voice.prepare(text, private=private)
    return [{"key": chunk.key, "shown": chunk.shown, "spoken": chunk.spoken} for chunk in chunks]
