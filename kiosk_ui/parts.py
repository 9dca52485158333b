"""Parts: the services the web process is built from, made once and handed to the views."""

from dataclasses import dataclass

import httpx
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from actions.conversations.service import ConversationService
from actions.counter import Counter, build_counter
from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.keys import Keys
from actions.settings import Settings
from kiosk_ui.gateway.gateway import Gateway
from kiosk_ui.gateway.rasa_client import RasaClient
from kiosk_ui.voice.service import SpeechService
from knowledge_base.store.repository import fetch_suggestions


@dataclass
class Parts:
    """Everything a view may need; `health` asks each part for its state (up or down)."""

    settings: Settings
    engine: Engine
    conversations: ConversationService
    rasa: RasaClient
    voice: SpeechService
    gateway: Gateway
    counter: Counter

    def health(self) -> dict[str, str]:
        states = {
            "database": self._database_answers(),
            "dialogue": self.rasa.healthy(),
            "actions": self._actions_answer(),
            "voice": self.voice.healthy(),
        }
        return {name: "up" if up else "down" for name, up in states.items()}

    def close(self) -> None:
        self.voice.close()
        self.rasa.close()
        self.engine.dispose()

    def _database_answers(self) -> bool:
        try:
            with self.engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def _actions_answer(self) -> bool:
        try:
            return httpx.get(f"{self.settings.actions_url}/health", timeout=2, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False


def build_parts(settings: Settings) -> Parts:
    """The services behind `settings`; opens no connection yet."""
    engine = build_engine(settings.database_url)
    conversations = ConversationService(engine)
    rasa = RasaClient(settings.rasa_url, Keys(settings.home).rasa_token(), settings.dialogue_timeout)
    voice = SpeechService(
        cache_dir=settings.speech_cache, workers=settings.voice_workers, cache_mb=settings.speech_cache_mb
    )

    def suggestions() -> list[str]:
        with UnitOfWork(engine, reads_only=True) as work:
            return fetch_suggestions(work.session)

    counter = build_counter(settings, engine)
    counter.identity.call_before_end(lambda conversation: voice.forget(counter.private.speech_keys(conversation)))
    gateway = Gateway(conversations, rasa, voice, counter.private, suggestions)
    return Parts(settings, engine, conversations, rasa, voice, gateway, counter)
