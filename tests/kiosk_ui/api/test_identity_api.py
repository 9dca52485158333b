"""Identity through the API, as both faces use it."""

import dataclasses

import pytest
from visitors import XIULAN, XIULAN_PHONE, Desk, fictional_number

from actions.audit.model import AuditEntry
from actions.reply import Reply
from kiosk_ui.app import create_app

PIN = "740912"
SAME = {"challenge": "sms", "expires_in": 300, "resend_after": 60}


@pytest.fixture
def desk(app, settings):
    """The services behind the application, and a person on record."""
    made = Desk(app.extensions["wanqing"].engine, settings.home)
    made.add_person()
    return made


@pytest.fixture
def kiosk(visit):
    return another(visit, "kiosk")


def another(visit, channel="web"):
    """A conversation of its own, from the same machine."""
    return type(visit)(visit.client, channel)


def send(visit, method, path, body=None):
    return visit.client.open(f"{visit.path}/{path}", method=method, json=body, headers=visit.headers)


def prove(desk, visit, number=XIULAN, name="张秀兰"):
    assert send(visit, "POST", "identity", {"id_number": number, "name": name}).get_json() == SAME
    return send(visit, "POST", "identity/verify", {"code": desk.code(visit.id)})


def test_a_code_proves_the_person_and_the_dialogue_goes_on(desk, visit, rasa):
    rasa.behave = lambda message: [Reply(text="查到了。", outcome="answer")]
    proven = prove(desk, visit)
    assert proven.status_code == 200 and proven.get_json()["replies"][0]["text"] == "查到了。"
    assert rasa.messages[-1]["message"] == "/identity_proven"
    standing = send(visit, "GET", "identity").get_json()
    assert (standing["proven"], standing["name"], standing["relative"]) == (True, "张**", False)
    assert 0 < standing["expires_in"] <= 30 * 60


def test_nobody_is_proven_at_first(visit, desk):
    assert send(visit, "GET", "identity").get_json() == {"proven": False, "name": "", "expires_in": 0, "relative": False}


@pytest.mark.parametrize("name", ["张秀兰", "王丽"])
@pytest.mark.parametrize("number", [XIULAN, fictional_number(sequence=40)])
def test_every_answer_to_number_and_name_is_the_same(desk, visit, number, name):
    answer = send(visit, "POST", "identity", {"id_number": number, "name": name})
    assert (answer.status_code, answer.get_json()) == (200, SAME)


def test_rasa_logs_and_transcript_hold_nothing_personal(app, desk, visit, rasa, caplog):
    prove(desk, visit)
    held = repr(rasa.messages) + caplog.text + "".join(str(entry.details) for entry in desk.rows(AuditEntry))
    with app.extensions["wanqing"].engine.connect() as connection:
        held += str(connection.exec_driver_sql("SELECT said, replies FROM turn").all())
    assert not any(personal in held for personal in (XIULAN, XIULAN_PHONE, "张秀兰"))


def test_a_wrong_code_says_so_and_five_lock_with_the_time_to_wait(desk, visit):
    answers = []
    for number in range(2):
        with_number = another(visit)
        send(with_number, "POST", "identity", {"id_number": fictional_number(sequence=50 + number), "name": "王丽"})
        answers += [
            send(with_number, "POST", "identity/verify", {"code": desk.wrong_code(with_number.id)}) for _ in range(3 - number)
        ]
    codes = [(answer.status_code, answer.get_json()["code"]) for answer in answers]
    assert codes == [(422, "wrong-code")] * 2 + [(410, "code-burnt"), (422, "wrong-code"), (429, "identity-locked")]
    assert 110 < int(answers[-1].headers["Retry-After"]) <= 120 and "工作人员" in answers[-1].get_json()["detail"]


def test_a_code_is_not_sent_twice_within_a_minute(desk, visit):
    body = {"id_number": XIULAN, "name": "张秀兰"}
    send(visit, "POST", "identity", body)
    again = send(visit, "POST", "identity", body)
    assert (again.status_code, again.get_json()["code"]) == (429, "resend-too-soon")
    assert 0 < int(again.headers["Retry-After"]) <= 60


def test_a_clerk_vouches_at_the_kiosk_only(desk, kiosk, visit):
    desk.identity.staff.add("G017", "刘芳", None, PIN)
    body = {"id_number": XIULAN, "name": "张秀兰", "staff_number": "G017", "pin": PIN, "reason": "没带手机"}
    refused = send(visit, "POST", "identity/clerk", body)
    assert (refused.status_code, refused.get_json()["code"]) == (403, "kiosk-only")
    wrong = send(kiosk, "POST", "identity/clerk", {**body, "pin": "112233"})
    assert (wrong.status_code, wrong.get_json()["code"]) == (422, "wrong-staff-pin")
    assert send(kiosk, "POST", "identity/clerk", body).get_json()["replies"]
    assert send(kiosk, "GET", "identity").get_json()["proven"]


def test_a_terminal_without_a_reader_says_so(desk, kiosk):
    answer = send(kiosk, "POST", "identity/card", {})
    assert (answer.status_code, answer.get_json()["code"]) == (503, "no-card-reader")


def test_leaving_forgets_the_person_and_keeps_the_conversation(desk, visit):
    prove(desk, visit)
    assert send(visit, "DELETE", "identity").status_code == 204
    assert not send(visit, "GET", "identity").get_json()["proven"]
    assert visit.say("丧葬费找谁领").status_code == 200


def test_the_end_of_a_conversation_is_the_end_of_the_proof_and_is_audited(desk, visit):
    prove(desk, visit)
    assert visit.end().status_code == 204
    assert desk.events()[-1] == "identity:visit:ended"


def test_consent_is_given_and_refused(desk, visit):
    assert send(visit, "POST", "consent", {"agree": True}).get_json() == {"agreed": True, "replies": []}
    prove(desk, visit)
    assert desk.identity.peek(visit.id).consented
    assert send(visit, "POST", "consent", {"agree": False}).get_json() == {"agreed": False, "replies": []}
    assert not send(visit, "GET", "identity").get_json()["proven"]
    assert visit.say("丧葬费找谁领").status_code == 200


def test_family_access_from_allowing_to_the_views(desk, visit):
    send(visit, "POST", "consent", {"agree": True})
    prove(desk, visit)
    body = {"name": "王丽", "relation": "女儿", "phone": "199 0000 0055", "scopes": ["payments"], "days": 30}
    allowed = send(visit, "POST", "family", body)
    grant = allowed.get_json()["grant"]
    assert allowed.status_code == 201
    assert (grant["name"], grant["scopes"], grant["phone_tail"]) == ("王丽", ["养老金发放"], "0055")
    daughter = another(visit)
    send(daughter, "POST", "identity/relative", {"phone": "19900000055", "name": "王丽", "elder_name": "张秀兰"})
    assert send(daughter, "POST", "identity/verify", {"code": desk.code(daughter.id)}).status_code == 200
    assert send(daughter, "GET", "identity").get_json()["relative"] is True
    for method, path, wanted in (("GET", "family", None), ("POST", "phone", {"phone": "19900000099"}), ("GET", "views", None)):
        refused = send(daughter, method, path, wanted)
        assert (refused.status_code, refused.get_json()["code"]) == (403, "only-the-person")
    listed = send(visit, "GET", "family").get_json()
    assert [shown["id"] for shown in listed["grants"]] == [grant["id"]]
    assert [(view["who"], view["what"]) for view in send(visit, "GET", "views").get_json()["views"]] == [
        ("女儿王丽", "核对身份，进来了")
    ]
    assert send(visit, "DELETE", f"family/{grant['id']}").status_code == 204
    assert not send(daughter, "GET", "identity").get_json()["proven"]


def test_a_phone_is_changed_by_a_fresh_proof_and_the_code(desk, visit):
    send(visit, "POST", "consent", {"agree": True})
    prove(desk, visit)
    assert send(visit, "POST", "phone", {"phone": "19900000077"}).get_json() == SAME
    assert send(visit, "POST", "phone/verify", {"code": desk.code(visit.id)}).get_json() == {"changed": True}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("GET", "family", None), ("GET", "views", None), ("POST", "phone", {"phone": "19900000077"}), ("DELETE", "family/1", None)],
)
def test_what_is_personal_wants_a_proof_and_then_consent(desk, visit, method, path, body):
    unproven = send(visit, method, path, body)
    assert (unproven.status_code, unproven.get_json()["code"]) == (403, "not-identified")
    prove(desk, visit)
    unasked = send(visit, method, path, body)
    assert (unasked.status_code, unasked.get_json()["code"]) == (403, "consent-needed")


def test_asking_for_codes_is_slowed_down(app, settings, visit):
    slow = dataclasses.replace(settings, conversations_per_minute=2)
    visit = type(visit)(create_app(slow, app.extensions["wanqing"]).test_client())
    answers = [
        send(visit, "POST", "identity", {"id_number": fictional_number(sequence=60 + turn), "name": "王丽"}) for turn in range(4)
    ]
    assert (answers[-1].status_code, answers[-1].get_json()["code"]) == (429, "too-many-requests")
