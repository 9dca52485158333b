"""Parts: the services the web process is built from, made once and handed to the views."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

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
from kiosk_ui.keyboard.service import PinyinKeyboard
from kiosk_ui.voice.configured import configured_hearing, configured_voice
from kiosk_ui.voice.hearing import HearingService
from kiosk_ui.voice.service import SpeechService
from knowledge_base.store.repository import fetch_suggestions


@dataclass
class Parts:
    """Everything a view may need; `health` tells the state of each part (up or down)."""

    settings: Settings
    engine: Engine
    conversations: ConversationService
    rasa: RasaClient
    voice: SpeechService
    gateway: Gateway
    counter: Counter
    keyboard: PinyinKeyboard
    hearing: HearingService | None  # None: nothing is configured that hears
    closing: list[Callable[[], None]] = field(default_factory=list)  # what faces started by themselves
    _looking: threading.Lock = field(default_factory=threading.Lock)
    _seen: dict[str, str] = field(default_factory=dict)

    def health(self) -> dict[str, str]:
        """The state of each part. While one caller looks, the others are told what was seen last.

        A part that hangs holds one thread of the server so, not all.
        """
        if not self._looking.acquire(blocking=not self._seen):
            return self._seen
        try:
            self._seen = self._look()
        finally:
            self._looking.release()
        return self._seen

    def _look(self) -> dict[str, str]:
        states = {
            "database": self._database_answers(),
            "dialogue": self.rasa.healthy(),
            "actions": self._actions_answer(),
            "voice": self.voice.healthy(),
        }
        return {name: "up" if up else "down" for name, up in states.items()}

    def close(self) -> None:
        for end in self.closing:
            end()
        self.voice.close()
        if self.hearing is not None:
            self.hearing.close()
        self.rasa.close()
        if self.counter.wechat:
            self.counter.wechat.api.close()
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
    voice = configured_voice(settings)

    def suggestions() -> list[str]:
        with UnitOfWork(engine, reads_only=True) as work:
            return fetch_suggestions(work.session)

    counter = build_counter(settings, engine)
    for proofs in (counter.identity, counter.applicants):
        proofs.call_before_end(lambda conversation: voice.forget(counter.private.speech_keys(conversation)))
    gateway = Gateway(conversations, rasa, voice, counter.private, suggestions)
    keyboard = PinyinKeyboard(lambda: [office.name for office in counter.offices.offices()])
    return Parts(settings, engine, conversations, rasa, voice, gateway, counter, keyboard, configured_hearing(settings))
