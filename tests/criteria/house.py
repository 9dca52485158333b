"""The real application for the catalogue of screens: knowledge, offices and services are real, only the understanding is a stand-in."""

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from actions.clock import today
from actions.counter import Counter
from actions.database.migrate import upgrade
from actions.database.unit_of_work import UnitOfWork
from actions.dialogue.choices import MENU_LENGTH
from actions.dialogue.home import HOME_TILES, TOPIC_TASKS, open_guide_payload
from actions.dialogue.wording import replies_for
from actions.grants.model import ApplicantChallenge
from actions.identity.staff import StaffMembers
from actions.offices.demo import load_demo_offices
from actions.reply import Choice, Reply
from actions.settings import Settings
from kiosk_ui.app import create_app
from kiosk_ui.parts import Parts, build_parts
from knowledge_base.answering.answerer import Answerer
from knowledge_base.answering.model import Question
from knowledge_base.snapshot import Knowledge
from knowledge_base.store.loading import load_if_changed
from tests.kiosk_ui.conftest import StandInRasa
from tests.kiosk_ui.hall import OFFICE, PIN, STAFF
from tests.serving import serving


class House:
    """Where the pages are, and what stands behind them."""

    def __init__(self, address: str, parts: Parts, rasa: StandInRasa, answerer: Answerer) -> None:
        self.address, self.parts, self.rasa, self._answerer = address, parts, rasa, answerer
        self.counter: Counter = parts.counter
        self.understand()

    def understand(self) -> None:
        """From now on what is said is answered from the knowledge base."""
        self.rasa.behave = self._answered

    def answer(self, text: str = "好的。", **fields: Any) -> None:
        """From now on everything is answered with this reply."""
        reply = Reply(text=text, **({"outcome": "answer"} | fields))
        self.rasa.behave = lambda message: [reply]

    def applicants_code(self) -> str:
        """The newest code sent to somebody who applies."""
        with UnitOfWork(self.counter.engine, reads_only=True) as work:
            sealed = work.session.scalars(select(ApplicantChallenge.code_sealed)).all()[-1]
            return self.counter.vault.open(sealed, "applicant_challenge.code")

    def clerk(self) -> tuple[str, str]:
        """Number and PIN of a clerk of the office; asking twice is asking for the same."""
        members = StaffMembers(self.counter.engine, self.counter.vault, self.counter.audit)
        if STAFF not in [member.number for member in members.all()]:
            members.add(STAFF, "陈静", OFFICE, PIN)
        return STAFF, PIN

    def _answered(self, message: str) -> list[Reply]:
        answerer = self._answerer
        wish, _, entities = message.partition("{")
        if wish == "/open_topic":
            return [self._topic(json.loads("{" + entities)["topic"])]
        if wish == "/open_guide":
            verdict = answerer.open_guide(json.loads("{" + entities)["guide_id"])
        else:
            verdict = answerer.answer(Question(text=message, reading="policy"))
        return replies_for(verdict, answerer.knowledge.guides, answerer.knowledge.tables)

    def _topic(self, topics: str) -> Reply:
        label = next(label for label, key in HOME_TILES if key == topics)
        tasks = tuple(Choice(*task) for task in TOPIC_TASKS.get(topics, ()))
        guides = self._answerer.topic_guides(topics.split(","), MENU_LENGTH - len(tasks))
        choices = tasks + tuple(Choice(guide.title, open_guide_payload(guide.id)) for guide in guides)
        return Reply(f"{label}的事，常问的有这些。请点一个，或者把问题写在框里。", outcome="clarify", choices=choices)


@contextmanager
def open_house(home: Path, knowledge: Knowledge | None = None) -> Iterator[House]:
    """The application on a port of its own, with everything it keeps in `home`. `knowledge` spares reading it again."""
    rasa = StandInRasa()
    made = Settings.from_environment({"WANQING_HOME": str(home), "WANQING_RASA_PORT": str(rasa.port)})
    settings = dataclasses.replace(made, messages_per_minute=100_000, conversations_per_minute=100_000, dialogue_timeout=20.0)
    upgrade(settings.database_url)
    parts = build_parts(settings)
    with UnitOfWork(parts.engine) as work:
        load_if_changed(work.session)
        work.commit()
        answerer = Answerer(knowledge or Knowledge.load(work.session, today()))
    load_demo_offices(parts.engine)
    parts.keyboard.warm_up()
    try:
        with serving(create_app(settings, parts), threads=8) as server:
            yield House(f"http://127.0.0.1:{server.effective_port}", parts, rasa, answerer)
    finally:
        parts.close()
        rasa.stop()
