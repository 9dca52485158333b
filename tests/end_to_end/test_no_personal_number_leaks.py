"""Every flow is driven over the real stack with known fictional numbers; none of them may be found written anywhere.

A new flow is a function over a `Visitor`, added to FLOWS; every number it types goes through `Visitor.secret`. A flow
asserts that it reached its outcome: one that fails early writes nothing, and would prove nothing.
"""

import csv
import io
import re
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from personal_traces import everything_written, pattern_of, readable, traces
from PIL import ExifTags, Image

from actions.clock import today
from actions.demo.numbers import identity_number
from actions.demo.people import DemoPerson, build_retiree, list_demo_people, told_people
from actions.settings import ROOT, Settings, process_environment

PEOPLE = {person.key: person for person in list_demo_people()}
PERSON = PEOPLE["normal"]
OTHER_PHONE, RELATIVES_PHONE, ALLOWED_PHONE = "19901234567", "19907654321", "19900000090"
UNKNOWN_NUMBER = identity_number(date(1949, 1, 1), 402)  # valid, and nobody's in the demo
IMPORTED_NUMBER = identity_number(date(1948, 2, 3), 602)
DEAD_NUMBER, MOURNERS_NUMBER = identity_number(date(1946, 4, 5), 702), identity_number(date(1971, 6, 7), 704)
MOURNERS_PHONE, SISTERS_PHONE, PHOTOGRAPHERS_PHONE = "19903332211", "19903332244", "19903332255"
ACCOUNT = "6217000020098765432"
COMMUNITY, COMMUNITY_CLERK = "demo-zhongshan-wanghai-1", "8101"
DEATH = {"status": "retired", "contribution": 384, "drawn": 72, "died_on": "2026-03-05", "cause": "illness"}
VISIT_ADDRESS = "中山区示范海棠街88号3单元502"


class Visitor:
    """Somebody at a face, who remembers every secret that was typed or shown, and what commands printed."""

    def __init__(self, settings: Settings, channel: str = "kiosk") -> None:
        self.settings = settings
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{settings.port}", timeout=30, trust_env=False)
        opened = self.http.post("/api/conversations", json={"channel": channel}).json()
        self.path = f"/api/conversations/{opened['id']}"
        self.http.headers["Authorization"] = f"Bearer {opened['token']}"
        self.secrets: set[str] = set()
        self.printed: list[str] = []
        self.replies: list[dict] = opened["replies"]
        self.last_message = max((message["id"] for message in self.messages()), default=0)

    def another(self) -> "Visitor":
        """Somebody else at another face, whose secrets count here."""
        other = Visitor(self.settings)
        other.secrets, other.printed = self.secrets, self.printed
        return other

    def secret(self, number: str) -> str:
        self.secrets.add(number)
        return number

    def post(self, path: str, **body: object) -> httpx.Response:
        return self.http.post(f"{self.path}{path}", json=body)

    def get(self, path: str) -> httpx.Response:
        return self.http.get(f"{self.path}{path}")

    def say(self, text: str) -> dict:
        """The last reply to `text`."""
        return self._heard(self.post("/messages", text=text))

    def tap(self, place: int = 0) -> dict:
        """The last reply to the choice at `place` of the last reply."""
        return self._heard(self.post("/messages", choice=self.replies[-1]["choices"][place]["token"]))

    def tap_until(self, outcome: str) -> dict:
        """Takes the first choice until a reply has `outcome`."""
        for _ in range(6):
            if self.replies[-1]["outcome"] == outcome:
                return self.replies[-1]
            self.tap()
        pytest.fail(f"the dialogue never came to {outcome}")

    def sees(self, text: str) -> None:
        """`text` is answered from the person's own records."""
        reply = self.say(text)
        assert (reply["outcome"], reply["private"]) == ("answer", True), text

    def _heard(self, response: httpx.Response) -> dict:
        assert response.status_code == 200, response.text
        self.replies = response.json()["replies"]
        return self.replies[-1]

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

    def wait_for(self, kind: str, phone: str) -> None:
        """Until a message of `kind` went to `phone`."""
        deadline = time.monotonic() + 20
        while not any((message["kind"], message["phone"]) == (kind, phone) for message in self.messages()):
            assert time.monotonic() < deadline, kind
            time.sleep(0.3)

    def knows(self, person: DemoPerson) -> None:
        """Everything secret about `person` is looked for."""
        retiree = build_retiree(next(told for told in told_people() if told["key"] == person.key), today())
        self.secrets |= {person.id_number, retiree.bank_account, str(retiree.address)}
        self.secrets |= {person.phone} if person.phone else set()

    def prove(self, person: DemoPerson) -> None:
        """Identity by text message."""
        self.knows(person)
        assert self.post("/consent", agree=True).json()["agreed"] is True
        assert self.post("/identity", id_number=person.id_number, name=person.name).status_code == 200
        verified = self.post("/identity/verify", code=self.code(person.phone or ""))
        assert verified.status_code == 200, verified.text
        assert self.get("/identity").json()["proven"] is True

    def prove_as_relative(self, phone: str, name: str, elder: str) -> None:
        assert self.post("/consent", agree=True).status_code == 200
        assert self.post("/identity/relative", phone=self.secret(phone), name=name, elder_name=elder).status_code == 200
        assert self.post("/identity/verify", code=self.code(phone)).status_code == 200
        assert self.get("/identity").json()["relative"] is True

    def prove_phone(self, phone: str, name: str) -> dict:
        """Somebody proves a phone to apply for the grant; what is told them at that."""
        assert self.post("/consent", agree=True).status_code == 200
        assert self.post("/applicant", name=self.secret(name), phone=self.secret(phone)).status_code == 200
        verified = self.post("/applicant/verify", code=self.code(phone))
        assert verified.status_code == 200, verified.text
        return verified.json()

    def fill(self, case: dict, part: str, **values: str) -> dict:
        """The case after a page of its form was saved."""
        saved = self.http.put(f"{self.path}/grants/{case['id']}/{part}", json={"values": values, "version": case["version"]})
        assert saved.status_code == 200, saved.text
        return saved.json()["case"]

    def photograph(self, case: dict, note: str) -> int:
        """A photo of a paper is sent, with `note` in its EXIF; the id of what is kept."""
        path = f"{self.path}/grants/{case['id']}/uploads?kind=applicant_identity&name={note}.jpg"
        sent = self.http.post(path, content=photo_with_note(note), headers={"Content-Type": "image/jpeg"})
        assert sent.status_code == 201, sent.text
        return int(sent.json()["upload"]["id"])

    def command(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """A `wanqing` command on the running installation; `typed` is what somebody types at it, unseen or not."""
        done = subprocess.run(
            [sys.executable, "-m", "kiosk_ui.cli", *words], cwd=ROOT, env=process_environment(self.settings),
            capture_output=True, text=True, check=False, input=typed, start_new_session=True,  # no terminal: it reads `typed`
        )  # fmt: skip
        self.printed.append(done.stdout + done.stderr)
        return done


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
    assert visitor.post("/identity/verify", code="000000").json()["code"] == "wrong-code"
    short = visitor.post("/identity", id_number=visitor.secret("21020119490101"), name="王秀英")
    assert short.json()["code"] == "bad-identity-number"


def own_records_in_every_wording(visitor: Visitor) -> None:
    visitor.prove(PERSON)
    for text in (
        "这个月开支了没", "我一个月多少钱", "为什么是这个数", "比上个月少了", "我交了多少年", "我的认证到啥时候", "档案在哪",
        "发到哪张卡上", "个人账户还有多少钱",
    ):  # fmt: skip
        visitor.sees(text)


def a_changed_phone(visitor: Visitor) -> None:
    person = PEOPLE["missing_index"]
    visitor.prove(person)
    assert visitor.post("/phone", phone=visitor.secret(OTHER_PHONE)).status_code == 200
    assert visitor.post("/phone/verify", code=visitor.code(OTHER_PHONE)).json() == {"changed": True}
    visitor.wait_for("phone_changed", person.phone or "")


def a_relative_allowed_who_looks_and_is_sent_away(visitor: Visitor) -> None:
    person = PEOPLE["returned"]
    visitor.prove(person)
    wanted = {"name": "李小红", "relation": "女儿", "phone": visitor.secret(RELATIVES_PHONE), "scopes": ["payments"], "days": 30}
    allowed = visitor.post("/family", **wanted)
    assert allowed.status_code == 201
    daughter = visitor.another()
    daughter.prove_as_relative(RELATIVES_PHONE, "李小红", person.name)
    daughter.sees("我妈这个月开支了没")
    assert "看了养老金发放记录" in {view["what"] for view in visitor.get("/views").json()["views"]}
    assert visitor.say("谁看过我的信息")["private"] is True
    assert visitor.http.delete(f"{visitor.path}/family/{allowed.json()['grant']['id']}").status_code == 204
    assert visitor.get("/family").json()["grants"] == []
    assert daughter.get("/identity").json()["proven"] is False
    daughter.http.close()


def a_relative_of_somebody_who_died(visitor: Visitor) -> None:
    visitor.knows(PEOPLE["deceased"])
    visitor.prove_as_relative(ALLOWED_PHONE, "孙丽萍", PEOPLE["deceased"].name)
    assert visitor.say("这个月开支了没")["private"] is False


def a_booking_talked_through_with_its_calendar_file(visitor: Visitor) -> None:
    visitor.prove(PERSON)
    visitor.say("我要预约认证")
    assert visitor.tap_until("confirm")["private"] is True
    card = visitor.tap_until("done")["card"]
    file = visitor.get(f"/bookings/{card['number'].replace(' ', '')}.ics")
    assert file.status_code == 200 and file.text.startswith("BEGIN:VCALENDAR")
    assert visitor.say("我的预约")["private"] is True
    visitor.say("取消预约")
    visitor.tap_until("done")
    assert visitor.get("/bookings").json() == {"bookings": []}


def a_home_visit_to_another_address(visitor: Visitor) -> None:
    visitor.prove(PEOPLE["home_visit"])
    visitor.say("我要预约上门认证")
    visitor.tap_until("confirm")
    told = visitor.post("/visit-address", address=visitor.secret(VISIT_ADDRESS))
    assert told.status_code == 200, told.text
    visitor.tap_until("done")
    assert [booking["state"] for booking in visitor.get("/bookings").json()["bookings"]] == ["confirmed"]


def a_clerk_vouches(visitor: Visitor) -> None:
    person, clerk = PEOPLE["no_phone"], visitor.http.get("/demo/people.json").json()["clerk"]
    visitor.knows(person)
    visitor.post("/consent", agree=True)
    vouched = visitor.post("/identity/clerk", id_number=person.id_number, name=person.name, reason="没带手机", **clerk)
    assert vouched.status_code == 200, vouched.text
    visitor.sees("我一个月多少钱")
    assert visitor.post("/phone", phone=visitor.secret("19905551234")).json()["code"] == "needs-clerk-for-phone"


def photo_with_note(note: str) -> bytes:
    """A JPEG that tells in its EXIF what it should not."""
    exif, buffer = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.ImageDescription] = exif[ExifTags.Base.Artist] = note
    Image.effect_noise((400, 300), 60).convert("RGB").save(buffer, "JPEG", exif=exif)
    assert note.encode() in buffer.getvalue()
    return buffer.getvalue()


def applied(visitor: Visitor, key: str) -> dict:
    """An application filled in, with names and numbers nobody else has."""
    visitor.prove_phone(MOURNERS_PHONE, "欧阳杏梅")
    opened = visitor.post("/grants", facts=DEATH, key=key)
    assert opened.status_code == 201, opened.text
    dead, mine = visitor.secret(DEAD_NUMBER), visitor.secret(MOURNERS_NUMBER)
    case = visitor.fill(opened.json()["case"], "deceased", name=visitor.secret("司徒柏舟"), number=dead, office_id=COMMUNITY)
    case = visitor.fill(case, "applicant", number=mine, relation="child")
    case = visitor.fill(case, "account", kind="applicant", bank="大连银行中山支行", name="欧阳杏梅", number=visitor.secret(ACCOUNT))
    return visitor.fill(case, "situation", death_registered="hospital", only_survivor="no")


def an_application_filled_in_with_a_photo_and_handed_in(visitor: Visitor) -> None:
    case = applied(visitor, "k1")
    path = f"/grants/{case['id']}"
    case = visitor.post(f"{path}/survivors", name=visitor.secret("端木榆"), relation="child").json()["case"]
    photo = visitor.photograph(case, visitor.secret(PHOTOGRAPHERS_PHONE))
    seen = visitor.get(f"{path}/uploads/{photo}")
    assert seen.status_code == 200 and PHOTOGRAPHERS_PHONE.encode() not in seen.content
    for paper in ("form", "checklist"):
        made = visitor.get(f"{path}/{paper}.pdf")
        assert made.content.startswith(b"%PDF-")
    handed_in = visitor.post(f"{path}/submit", version=case["version"], key="s1")
    assert handed_in.json()["case"]["state"] == "submitted", handed_in.text
    assert visitor.say("我爸的丧葬费办到哪了")["private"] is True
    visitor.wait_for("grant_step", MOURNERS_PHONE)
    pin = visitor.http.get("/demo/people.json").json()["clerk"]["pin"]
    for words in (("accept", case["number"], "--yes", "--card-seen"), ("show", case["number"]), ("list",)):
        done = visitor.command("grants", *words, "--staff", COMMUNITY_CLERK, typed=f"{pin}\n")
        assert done.returncode == 0, done.stderr
    sister = visitor.another()
    told = sister.post("/grants/progress", number=case["number"], phone=MOURNERS_PHONE)
    assert told.json()["progress"]["state"] == "accepted"
    carried = visitor.post("/continuations", content={"kind": "case", "case_id": case["id"]}).json()
    assert sister.post("/continuations/take", code=carried["code"]).json()["content"] == carried["content"]
    assert sister.prove_phone(SISTERS_PHONE, "欧阳杏芝")["cases"] == []
    assert sister.get(path).status_code == 404
    assert visitor.post(f"{path}/withdraw", reason=f"换个电话 {MOURNERS_PHONE}").json()["code"] == "reason-needed"
    assert visitor.post(f"{path}/withdraw", reason="家里再商量").json()["case"]["state"] == "withdrawn"
    sister.http.close()


def forged_requests_about_an_application(visitor: Visitor) -> None:
    """Numbers where none belongs in everything an application is made of."""
    number, phone = visitor.secret(MOURNERS_NUMBER), visitor.secret(PHOTOGRAPHERS_PHONE)
    visitor.prove_phone(SISTERS_PHONE, "欧阳杏芝")
    case = visitor.post("/grants", facts=DEATH, key="k2").json()["case"]
    path, version = f"/grants/{case['id']}", case["version"]

    def save(part: str, **values: object) -> httpx.Response:
        return visitor.http.put(f"{visitor.path}{path}/{part}", json={"values": values, "version": version})

    refused = (
        save(number), save("deceased", **{number: phone}), save("deceased", name=phone), save("deceased", number=phone),
        save("deceased", died_on=number), save("deceased", office_id=number), save("applicant", relation=number),
        save("account", kind=number), save("account", bank=phone), save("facts", **{phone: number}),
        save("facts", **{**DEATH, "status": number}), save("facts", **{**DEATH, "died_on": phone}),
        save("facts", **{**DEATH, "contribution": int(phone)}), save("situation", **{number: "yes"}),
        save("situation", overpaid=phone),
        visitor.post("/grants", facts={number: phone}, key="k3"),
        visitor.post(f"{path}/survivors", name=phone, relation="child"),
        visitor.post(f"{path}/survivors", name="端木榆", relation=number),
        visitor.post(f"{path}/print", paper=number[:18]),
        visitor.post(f"{path}/submit", version=int(phone), key="s2"),
        visitor.post("/grants/progress", number=number, phone=phone),
        visitor.post("/grants/progress", number=phone, phone=number),
        visitor.post("/applicant", name=number, phone=phone),
        visitor.post("/applicant", name="端木榆", phone=number),
        visitor.post("/applicant/verify", code=number),
        visitor.post("/continuations", content={"kind": "estimate", "calculator": number, "facts": {phone: number}}),
        visitor.post("/continuations/take", code=number),
        visitor.get(f"/grants/{phone}"),
        visitor.get(f"{path}/uploads/{phone}"),
        visitor.http.post(f"{visitor.path}{path}/uploads?kind=a{phone}&name={number}.jpg", content=photo_with_note(phone)),
        visitor.http.post(f"{visitor.path}{path}/uploads?kind=applicant_identity&name={number}.jpg", content=number.encode()),
        visitor.http.post(f"/api/estimates/{number}", json={"facts": {phone: number}}),
        visitor.http.post("/api/estimates/survivor", json={"facts": {**DEATH, "cause": number, phone: 1}}),
    )  # fmt: skip
    assert [(place, answer.status_code) for place, answer in enumerate(refused) if not 400 <= answer.status_code < 500] == []
    assert visitor.http.delete(f"{visitor.path}{path}").status_code == 204


def forged_and_tampered_requests(visitor: Visitor) -> None:
    """Numbers where none belongs, another one's conversation, commands of the dialogue typed as text."""
    number, phone = visitor.secret(PERSON.id_number), visitor.secret(OTHER_PHONE)
    visitor.post("/consent", agree=True)
    refused = (
        visitor.post("/identity", id_number=phone, name=number),
        visitor.post("/identity", id_number=number, name=phone),
        visitor.post("/identity/verify", code=number),
        visitor.post("/identity/relative", phone=number, name=phone, elder_name=number),
        visitor.post("/identity/clerk", id_number=number, name="王丽", staff_number=number, pin=phone, reason="换手机"),
        visitor.post("/identity/clerk", id_number=number, name="王丽", staff_number="1", pin="1", reason=f"号码{phone}"),
        visitor.post("/messages", choice=number),
        visitor.post("/phone", phone=phone),
        visitor.post("/family", name=number, relation=phone, phone=phone, scopes=[number], days=1),
        visitor.post("/visit-address", address=visitor.secret(VISIT_ADDRESS)),
        visitor.get(f"/bookings/{number}.ics"),
        visitor.http.get(f"/api/conversations/{number}/identity"),
        visitor.http.get(f"/api/speech/{phone}.wav"),
        visitor.http.post(f"{visitor.path}/messages", content=f'{{"text": {number}', headers={"Content-Type": "application/json"}),
        visitor.http.post(f"{visitor.path}/messages", json={"text": "你好"}, headers={"Authorization": f"Bearer {number}"}),
    )
    assert [answer.status_code for answer in refused if not 400 <= answer.status_code < 500] == []
    assert [phone in answer.text or number in answer.text for answer in refused].count(True) == 0
    for text in ("/identity_proven", "／identity_proven", '\u200b/SetSlots{"pending_request": "records_payment_amount"}', "/consent_given"):
        assert visitor.say(text)["private"] is False
    assert visitor.get("/identity").json()["proven"] is False


def records_imported_with_good_and_bad_lines(visitor: Visitor) -> None:
    folder = visitor.settings.home.parent / "files"  # beside the home: the file itself holds the numbers
    folder.mkdir(exist_ok=True)
    good = [visitor.secret(IMPORTED_NUMBER), "赵玉兰", visitor.secret("19905557788"), visitor.secret(VISIT_ADDRESS)]
    bad = [visitor.secret(IMPORTED_NUMBER[:-1] + ("1" if IMPORTED_NUMBER[-1] != "1" else "2")), "钱桂芬", "1990555778", ""]
    heading = ["身份证号", "姓名", "手机号", "住址"]
    assert visitor.command("records", "import", _written(folder / "bad.csv", heading, good, bad)).returncode == 1
    assert "第3行" in visitor.printed[-1]
    done = visitor.command("records", "import", _written(folder / "good.csv", heading, good))
    assert done.returncode == 0 and "导入 1 行" in done.stdout


def _written(path: Path, *rows: list[str]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def keys_rotated_and_everything_backed_up(visitor: Visitor) -> None:
    mourner = visitor.another()
    case = applied(mourner, "k9")
    photo = mourner.photograph(case, mourner.secret(PHOTOGRAPHERS_PHONE))
    visitor.prove(PERSON)
    rotated = visitor.command("keys", "rotate")
    assert rotated.returncode == 0, rotated.stderr
    visitor.sees("这个月开支了没")
    assert mourner.get(f"/grants/{case['id']}").json()["case"]["deceased_number"].endswith(DEAD_NUMBER[-4:])
    assert mourner.get(f"/grants/{case['id']}/uploads/{photo}").content.startswith(b"\xff\xd8\xff")
    mourner.http.close()
    copy = visitor.settings.home / "copy.backup"
    assert visitor.command("backup", str(copy)).returncode == 0
    with tarfile.open(copy) as archive:
        archive.extractall(visitor.settings.home / "unpacked", filter="data")  # the sweep reads no compressed files
    assert visitor.command("audit", "verify").returncode == 0


FLOWS: tuple[Callable[[Visitor], None], ...] = (
    numbers_typed_into_the_conversation, an_unknown_number_and_a_wrong_code, own_records_in_every_wording, a_changed_phone,
    a_relative_allowed_who_looks_and_is_sent_away, a_relative_of_somebody_who_died,
    a_booking_talked_through_with_its_calendar_file, a_home_visit_to_another_address, a_clerk_vouches,
    an_application_filled_in_with_a_photo_and_handed_in, forged_requests_about_an_application,
    forged_and_tampered_requests, records_imported_with_good_and_bad_lines, keys_rotated_and_everything_backed_up,
)  # fmt: skip


@pytest.fixture
def visitor(running_assistant: Settings) -> Iterator[Visitor]:
    made = Visitor(running_assistant)
    yield made
    made.http.close()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
def test_no_personal_number_is_written_anywhere(running_assistant: Settings, visitor: Visitor, flow):
    flow(visitor)
    assert visitor.secrets
    assert traces(running_assistant, visitor.secrets) == []
    printed = readable("\n".join(visitor.printed))
    assert sum(bool(pattern_of(secret).search(printed)) for secret in visitor.secrets) == 0


def test_what_the_sweep_reads_holds_the_transcripts_the_logs_and_rasas_memory(running_assistant: Settings, visitor: Visitor):
    """A sweep that looks in the wrong place finds nothing either: a harmless word must be found where it belongs."""
    visitor.say("海棠花开的时候丧葬费怎么领")
    places = {place.split(" ")[0] for place, text in everything_written(running_assistant) if "海棠花" in text}
    assert {"wanqing.db-wal", "table", "tracker"} <= places
    assert any(place.startswith("logs/") for place, _ in everything_written(running_assistant))


@pytest.mark.parametrize("text", ["19901234567", "1990 123 4567", "199-0123-4567", "幺九九零幺二三四五六七"])
def test_the_sweep_finds_a_number_however_it_is_written(text):
    assert pattern_of("19901234567").search(f"电话{text}。")
