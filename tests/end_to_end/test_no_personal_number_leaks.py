"""Every flow is driven over the real stack with known fictional numbers; none of them may be found written anywhere.

A new flow is a function over a `Visitor`, added to FLOWS; every number it types goes through `Visitor.secret`.
"""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date

import httpx
import pytest
from personal_traces import everything_written, pattern_of, traces

from actions.clock import today
from actions.demo.numbers import identity_number
from actions.demo.people import DemoPerson, build_retiree, list_demo_people, told_people
from actions.settings import Settings

PERSON = list_demo_people()[0]
OTHER_PHONE, RELATIVES_PHONE = "19901234567", "19907654321"
UNKNOWN_NUMBER = identity_number(date(1949, 1, 1), 402)  # valid, and nobody's in the demo


class Visitor:
    """Somebody at a face, who remembers every secret that was typed or shown."""

    def __init__(self, address: str, channel: str = "kiosk") -> None:
        self.http = httpx.Client(base_url=address, timeout=30, trust_env=False)
        opened = self.http.post("/api/conversations", json={"channel": channel}).json()
        self.path = f"/api/conversations/{opened['id']}"
        self.http.headers["Authorization"] = f"Bearer {opened['token']}"
        self.secrets: set[str] = set()
        self.last_message = max((message["id"] for message in self.messages()), default=0)

    def secret(self, number: str) -> str:
        self.secrets.add(number)
        return number

    def post(self, path: str, **body: object) -> httpx.Response:
        return self.http.post(f"{self.path}{path}", json=body)

    def say(self, text: str) -> list[dict]:
        return self.post("/messages", text=text).json()["replies"]

    def messages(self) -> list[dict]:
        return self.http.get("/demo/outbox.json").json()["messages"]

    def code(self, phone: str) -> str:
        """The newest code sent to `phone`, as the demo's outbox shows it."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for message in self.messages():
                fresh = message["id"] > self.last_message and message["phone"] == phone
                if fresh and (found := re.search(r"(?<!\d)\d{6}(?!\d)", message["text"])):
                    self.last_message = message["id"]
                    return found[0]
            time.sleep(0.3)
        pytest.fail("no code was sent")

    def prove(self, person: DemoPerson) -> None:
        """Identity by text message."""
        assert self.post("/consent", agree=True).status_code == 200
        assert self.post("/identity", id_number=self.secret(person.id_number), name=person.name).status_code == 200
        verified = self.post("/identity/verify", code=self.code(self.secret(person.phone or "")))
        assert verified.status_code == 200, verified.text


def numbers_typed_into_the_conversation(visitor: Visitor) -> None:
    """People write what they should not: whole, spaced, full-width, with a lower-case x, or a bank card."""
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in PERSON.id_number)
    for text in (
        f"我的身份证是{visitor.secret(PERSON.id_number)}，查一下",
        f"电话{visitor.secret(OTHER_PHONE)}",
        f"手机 {RELATIVES_PHONE[:3]} {RELATIVES_PHONE[3:7]} {visitor.secret(RELATIVES_PHONE)[7:]}",
        f"{wide}是我的号",
        f"银行卡{visitor.secret('6222021234567890128')}",
        f"身份证{visitor.secret('21020119490101002X').lower()}",
    ):
        assert visitor.say(text)


def an_unknown_number_and_a_wrong_code(visitor: Visitor) -> None:
    visitor.post("/consent", agree=True)
    assert visitor.post("/identity", id_number=visitor.secret(UNKNOWN_NUMBER), name="王秀英").status_code == 200
    assert visitor.post("/identity/verify", code="000000").status_code >= 400
    assert visitor.post("/identity", id_number=visitor.secret("21020119490101")[:14], name="王秀英").status_code == 422


def own_records_in_every_wording(visitor: Visitor) -> None:
    visitor.prove(PERSON)
    for text in (
        "这个月开支了没", "我一个月多少钱", "为什么是这个数", "我交了多少年", "我的认证到啥时候", "档案在哪", "发到哪张卡上",
        "个人账户还有多少钱",
    ):  # fmt: skip
        assert visitor.say(text)


def a_changed_phone(visitor: Visitor) -> None:
    visitor.prove(list_demo_people()[1])
    if visitor.post("/phone", phone=visitor.secret(OTHER_PHONE)).status_code == 200:
        assert visitor.post("/phone/verify", code=visitor.code(OTHER_PHONE)).status_code == 200


def a_relative_allowed_and_gone_again(visitor: Visitor) -> None:
    visitor.prove(list_demo_people()[2])
    visitor.post(
        "/family", name="李小红", relation="女儿", phone=visitor.secret(RELATIVES_PHONE), scopes=["payments"], days=30
    )  # fmt: skip
    visitor.http.get(f"{visitor.path}/family")
    visitor.http.get(f"{visitor.path}/views")


def a_booking_talked_through(visitor: Visitor) -> None:
    visitor.prove(PERSON)
    for text in ("我要预约认证", "明天上午", "第一个", "是", "我的预约", "取消预约", "是"):
        assert visitor.say(text)


def a_clerk_vouches(visitor: Visitor) -> None:
    clerk = visitor.http.get("/demo/people.json").json()["clerk"]
    visitor.post("/consent", agree=True)
    visitor.post("/identity/clerk", id_number=visitor.secret(PERSON.id_number), name=PERSON.name, reason="没带手机", **clerk)
    assert visitor.say("我一个月多少钱")


FLOWS: tuple[Callable[[Visitor], None], ...] = (
    numbers_typed_into_the_conversation, an_unknown_number_and_a_wrong_code, own_records_in_every_wording,
    a_changed_phone, a_relative_allowed_and_gone_again, a_booking_talked_through, a_clerk_vouches,
)  # fmt: skip


@pytest.fixture
def visitor(assistant_url: str) -> Iterator[Visitor]:
    made = Visitor(assistant_url)
    yield made
    made.http.close()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
def test_no_personal_number_is_written_anywhere(running_assistant: Settings, visitor: Visitor, flow):
    flow(visitor)
    assert visitor.secrets
    told = next(told for told in told_people() if told["key"] == PERSON.key)
    retiree = build_retiree(told, today())
    assert traces(running_assistant, visitor.secrets | {retiree.bank_account, str(retiree.address)}) == []


def test_what_the_sweep_reads_holds_the_transcripts_the_logs_and_rasas_memory(running_assistant: Settings, visitor: Visitor):
    """A sweep that looks in the wrong place finds nothing either: a harmless word must be found where it belongs."""
    visitor.say("海棠花开的时候丧葬费怎么领")
    places = {place.split(" ")[0] for place, text in everything_written(running_assistant) if "海棠花" in text}
    assert {"wanqing.db-wal", "table", "tracker"} <= places
    assert any(place.startswith("logs/") for place, _ in everything_written(running_assistant))


@pytest.mark.parametrize("text", ["19901234567", "1990 123 4567", "199-0123-4567", "幺九九零幺二三四五六七"])
def test_the_sweep_finds_a_number_however_it_is_written(text):
    assert pattern_of("19901234567").search(f"电话{text}。")
