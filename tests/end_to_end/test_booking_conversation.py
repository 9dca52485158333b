"""A whole booking through the JSON API with Rasa and the action server really running."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import httpx
import pytest
from sqlalchemy import Engine, select

from actions.booking.model import Booking
from actions.conversations.service import TURNS_PER_DIALOGUE
from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.identity.consent.texts import current_version
from actions.identity.model import Consent, Proof
from actions.offices.model import Office, OfficeService, OpeningHours
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.model import ImportBatch, Person
from actions.settings import Settings

STREET = "street-of-booking-talk"


@pytest.fixture(scope="module")
def engine(running_assistant: Settings) -> Iterator[Engine]:
    """The running copy's own database, with a street office that is open on every day."""
    engine = build_engine(running_assistant.database_url)
    with UnitOfWork(engine) as work:
        work.session.add(Office(id=STREET, level="street", parent_id=None, name="听潮街道", address="听潮路1号", phone="12333"))
        work.session.flush()
        work.session.add(OfficeService(office_id=STREET, service="counter_check", slot_minutes=30, capacity=4))
        for weekday in range(7):
            work.session.add(OpeningHours(office_id=STREET, weekday=weekday, opens=time(8, 30), closes=time(16)))
        work.commit()
    yield engine
    engine.dispose()


class Visit:
    """One conversation over the API of somebody fictional who has proven who they are."""

    def __init__(self, url: str, engine: Engine, settings: Settings) -> None:
        self._http = httpx.Client(base_url=url, timeout=20, trust_env=False)
        opened = self._http.post("/api/conversations", json={"channel": "web"}).json()
        self.id, self._engine = opened["id"], engine
        self._http.headers["Authorization"] = f"Bearer {opened['token']}"
        self.person_id = self._prove(Vault(Keyring(settings.home)))
        self.turns = 0

    def _prove(self, vault: Vault) -> int:
        now, key = datetime.now(UTC), secrets.token_hex(8)
        with UnitOfWork(self._engine) as work:
            batch = ImportBatch(kind="persons", file_name="talk.csv", sha256=secrets.token_hex(32), rows=1,
                                as_of=date(2026, 11, 1), imported_at=now, imported_by="system:test")  # fmt: skip
            work.session.add(batch)
            work.session.flush()
            person = Person(
                id_number_sealed=vault.seal("210201195203040014", "person.id_number"),
                id_number_index=vault.index(key, "person.id_number"), name="张秀兰", sex="女", birth_date=date(1952, 3, 4),
                street_id=STREET, batch_id=batch.id,
            )  # fmt: skip
            work.session.add(person)
            work.session.flush()
            work.session.add(Proof(conversation_id=self.id, person_id=person.id, grant_id=None, method="sms",
                                   proven_at=now, active_at=now))  # fmt: skip
            work.session.add(Consent(person_id=person.id, grant_id=None, version=current_version(), channel="web",
                                     given_at=now))  # fmt: skip
            work.commit()
            return person.id

    def close(self) -> None:
        self._http.close()

    def says(self, text: str) -> list[dict]:
        return self._send({"text": text})

    def taps(self, replies: list[dict], label: str) -> list[dict]:
        choices = [choice for reply in replies for choice in reply["choices"]]
        return self._send({"choice": next(choice["token"] for choice in choices if choice["label"] == label)})

    def _send(self, body: dict) -> list[dict]:
        self.turns += 1
        answer = self._http.post(f"/api/conversations/{self.id}/messages", json=body)
        assert answer.status_code == 200, answer.text
        replies = answer.json()["replies"]
        assert "error" not in {reply["outcome"] for reply in replies}, replies
        return replies

    def states(self) -> list[str]:
        with UnitOfWork(self._engine, reads_only=True) as work:
            wanted = select(Booking.state).where(Booking.person_id == self.person_id).order_by(Booking.id)
            return list(work.session.scalars(wanted))


@pytest.fixture
def visit(assistant_url: str, engine: Engine, running_assistant: Settings) -> Iterator[Visit]:
    visit = Visit(assistant_url, engine, running_assistant)
    yield visit
    visit.close()


def test_booked_with_a_question_and_a_change_in_between_then_moved_and_cancelled(visit: Visit) -> None:
    replies = visit.says("帮我约认证")
    assert replies[-1]["outcome"] == "ask"
    replies = visit.taps(replies, "去窗口")
    assert "听潮街道" in replies[-1]["text"]

    replies = visit.says("社保卡丢了怎么办")
    assert replies[0]["card"]["type"] == "guide"
    assert "您想约哪天" in replies[-1]["text"]

    replies = visit.says("后天上午")
    assert replies[-1]["card"]["type"] == "slots"
    replies = visit.says("第二个")
    assert (replies[-1]["outcome"], "上午9:00" in replies[-1]["text"]) == ("confirm", True)
    replies = visit.says("不对，改成下午")
    assert replies[-1]["card"]["type"] == "slots"
    replies = visit.says("那个两点的")
    assert "下午2:00" in replies[-1]["text"]
    replies = visit.says("是")
    assert (replies[-1]["outcome"], replies[-1]["card"]["type"]) == ("done", "booking")
    assert visit.states()[-1] == "confirmed"

    replies = visit.says("我想把预约改到大后天上午九点")
    assert replies[-1]["outcome"] == "confirm"
    assert visit.says("对")[-1]["outcome"] == "done"
    assert visit.states()[-2:] == ["moved", "confirmed"]

    replies = visit.says("取消预约")
    assert replies[-1]["outcome"] == "confirm"
    replies = visit.says("是")
    assert replies[-1]["outcome"] == "done"
    assert visit.states()[-1] == "cancelled"
    assert visit.taps(replies, "约回来")[-1]["outcome"] == "done"


def test_an_open_form_goes_on_when_the_dialogue_gets_a_fresh_id(visit: Visit) -> None:
    visit.taps(visit.says("帮我约认证"), "去窗口")
    while visit.turns < TURNS_PER_DIALOGUE:
        assert "您想约哪天" in visit.says("认证要带什么材料")[-1]["text"]
    assert visit.says("后天上午")[-1]["card"]["type"] == "slots"  # the first message under the fresh id
    assert visit.says("第一个")[-1]["outcome"] == "confirm"
    assert visit.says("确定")[-1]["outcome"] == "done"
    assert visit.states() == ["confirmed"]


def test_never_mind_home_and_a_person_leave_the_form(visit: Visit) -> None:
    visit.taps(visit.says("帮我约认证"), "去窗口")
    assert "先不约" in visit.says("算了")[-1]["text"]
    visit.says("帮我约认证")
    assert len(visit.says("找人工")) == 1
    visit.says("帮我约认证")
    assert visit.says("回首页")[-1]["text"].startswith("您好")
    assert visit.says("认证要带什么材料")[-1]["outcome"] == "answer"
