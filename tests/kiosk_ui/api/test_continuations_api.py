"""Going on elsewhere through the API: a number and a picture of it, once; an application still asks for its own proof."""

import dataclasses

from grant_visits import FACTS, OTHER_PHONE

from kiosk_ui.app import create_app

ESTIMATE = {"kind": "estimate", "calculator": "survivor", "facts": FACTS}


def test_a_calculation_is_taken_up_elsewhere_once(family, strangers):
    offered = family.call("POST", "continuations", content=ESTIMATE)
    told = offered.get_json()
    assert (offered.status_code, offered.headers["Cache-Control"]) == (201, "no-store")
    assert (told["expires_in"], len(told["code"]), told["code"][4]) == (900, 9, " ")
    assert strangers.call("POST", "continuations/take", code=told["code"]).get_json() == {"content": ESTIMATE}
    again = strangers.call("POST", "continuations/take", code=told["code"])
    assert (again.status_code, again.get_json()["code"]) == (404, "unknown-continuation")


def test_an_application_is_offered_by_its_applicant_only_and_opens_nothing_by_itself(family, strangers):
    assert family.call("POST", "continuations", content={"kind": "case", "case_id": 1}).get_json()["code"] == "applicant-needed"
    family.agree().prove()
    case = {"kind": "case", "case_id": family.apply()["id"]}
    code = family.call("POST", "continuations", content=case).get_json()["code"]
    assert strangers.call("POST", "continuations/take", code=code).get_json() == {"content": case}
    assert strangers.agree().call("GET", f"grants/{case['case_id']}").get_json()["code"] == "applicant-needed"
    strangers.prove(OTHER_PHONE, "李强")
    assert strangers.call("GET", f"grants/{case['case_id']}").status_code == 404
    assert strangers.call("POST", "continuations", content=case).status_code == 404


def test_nothing_else_can_be_carried(family):
    for content in (
        None, "x", {"kind": "person"}, {**ESTIMATE, "name": "张秀兰"}, {**ESTIMATE, "facts": {"name": "张秀兰"}},
        {"kind": "case", "case_id": "1"}, {"kind": "case", "case_id": 10**30}, {"kind": "case", "case_id": True},
    ):  # fmt: skip
        assert family.call("POST", "continuations", content=content).status_code == 422


def test_one_address_offers_a_few_a_minute_however_many_conversations_it_opens(app, family, strangers):
    app.config["MESSAGES_PER_MINUTE"] = 9
    answers = [one.call("POST", "continuations", content=ESTIMATE).status_code for one in (family, strangers) * 2]
    assert answers == [201, 201, 201, 429]


def test_guessing_is_stopped(family, strangers):
    answers = [strangers.call("POST", "continuations/take", code=f"0000000{number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [404] * 4 + [429] * 2
    assert int(answers[-1].headers["Retry-After"]) > 60


# configured address, where the page was opened, where the picture leads
REACHED = [
    ("", "http://localhost/", ""), ("", "http://127.0.0.1:8000/", ""), ("", "http://10.0.0.5:8000/", "http://10.0.0.5:8000"),
    ("https://wanqing.example.cn", "http://127.0.0.1:8000/", "https://wanqing.example.cn"),
]  # fmt: skip


def test_the_picture_leads_where_a_phone_can_go_and_its_number_reaches_no_server(app, settings):
    for public_url, base, reached in REACHED:
        told = offered_at(create_app(dataclasses.replace(settings, public_url=public_url), app.extensions["wanqing"]), base)
        assert told["url"] == f"{reached}/chat#c={told['code'].replace(' ', '')}"
        assert told["qr"].startswith("<svg") if reached else told["qr"] == ""


def offered_at(app, base):
    """What is offered on the page opened at the address `base`."""
    client = app.test_client()
    opened = client.post("/api/conversations", json={"channel": "web"}, base_url=base).get_json()
    return client.post(
        f"/api/conversations/{opened['id']}/continuations", json={"content": ESTIMATE}, base_url=base,
        headers={"Authorization": f"Bearer {opened['token']}"},
    ).get_json()  # fmt: skip
