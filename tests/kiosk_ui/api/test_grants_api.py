"""Applications through the API: consent and a proven phone first, one's own only, nothing whole comes back."""

import dataclasses

import pytest
from grant_visits import DECEASED_NUMBER, FACTS, OTHER_PHONE, OWN_NUMBER, PHONE, GrantVisit
from jsonschema import Draft202012Validator
from sqlalchemy import select

from actions.audit.model import AuditEntry
from actions.database.unit_of_work import UnitOfWork
from actions.papers.errors import PrinterWithoutPaper

ALL = [
    ("GET", "grants"), ("POST", "grants"), ("GET", "grants/{id}"), ("DELETE", "grants/{id}"), ("PUT", "grants/{id}/deceased"),
    ("POST", "grants/{id}/submit"), ("POST", "grants/{id}/withdraw"), ("POST", "grants/{id}/survivors"),
    ("PUT", "grants/{id}/survivors/1"), ("DELETE", "grants/{id}/survivors/1"), ("POST", "grants/{id}/uploads?kind=death_record"),
    ("GET", "grants/{id}/uploads/1"), ("DELETE", "grants/{id}/uploads/1"), ("GET", "grants/{id}/form.pdf"),
    ("GET", "grants/{id}/checklist.pdf"), ("POST", "grants/{id}/print"),
]  # fmt: skip
BODY = {
    "facts": FACTS, "key": "k", "values": {}, "version": 1, "name": "李强", "relation": "child", "consent": "agreed",
    "reason": "", "paper": "slip",
}  # fmt: skip


@pytest.fixture
def applied(family):
    family.agree().prove()
    return family.apply()


def events(counter):
    with UnitOfWork(counter.engine, reads_only=True) as work:
        return [(entry.event, entry.details) for entry in work.session.scalars(select(AuditEntry).order_by(AuditEntry.number))]


def answers_of(family, routes, case_id):
    """(status, code) of every route's answer."""
    answers = [family.call(method, path.format(id=case_id), **BODY) for method, path in routes]
    return [(answer.status_code, answer.get_json()["code"]) for answer in answers]


def test_nothing_of_an_application_without_a_proven_phone(family):
    assert answers_of(family.agree(), ALL, 1) == [(403, "applicant-needed")] * len(ALL)


def test_nothing_of_an_application_before_consent(family):
    assert family.prove().get_json()["cases"] == []
    assert answers_of(family, ALL, 1) == [(403, "consent-needed")] * len(ALL)


def test_the_talk_goes_on_when_the_phone_is_proven(family, rasa):
    replies = family.agree().prove().get_json()["replies"]
    assert [reply["text"] for reply in replies] == ["先找您住的街道或社区。"]
    assert [message["message"] for message in rasa.messages] == ["/applicant_proven"]


def test_before_consent_the_talk_learns_nothing_and_afterwards_it_goes_on(family, rasa):
    assert family.prove().get_json()["replies"] == []
    assert rasa.messages == []
    agreed = family.call("POST", "consent", agree=True)
    assert [message["message"] for message in rasa.messages] == ["/applicant_proven"]
    assert len(agreed.get_json()["replies"]) == 1 and agreed.headers["Cache-Control"] == "no-store"


def test_the_phone_is_proven_even_when_the_dialogue_is_down(family, rasa):
    rasa.be_broken()
    told = family.agree().prove().get_json()
    assert (told["proven"], len(told["replies"])) == (True, 1)
    assert family.call("GET", "grants").get_json() == {"cases": []}


def test_the_page_learns_what_to_ask_first(family):
    standing = family.call("GET", "applicant").get_json()
    assert (standing["proven"], standing["name"], standing["consent"]["agree"]) == (False, "", "同意")
    assert family.agree().call("GET", "applicant").get_json()["consent"] is None
    proven = family.prove()
    told = proven.get_json()
    assert (told["proven"], told["consent"], told["cases"], len(told["replies"])) == (True, None, [], 1)
    assert proven.headers["Cache-Control"] == "no-store"
    standing = family.call("GET", "applicant").get_json()
    assert (standing["proven"], standing["name"], standing["relative"], standing["consent"]) == (True, "王*", False, None)
    assert 0 < standing["expires_in"] <= 1800


def test_an_application_is_opened_filled_in_and_handed_in(family, counter, applied):
    assert (applied["state"], applied["estimate"]["outcome"], applied["version"]) == ("draft", "range", 1)
    assert family.apply()["number"] == applied["number"]  # the same key again
    filled = family.fill(applied)
    assert filled["missing"] == [] and [paper["kind"] for paper in filled["documents"]][:2] == ["application_form", "applicant_identity"]
    told = str(filled)
    assert [whole for whole in (DECEASED_NUMBER, OWN_NUMBER, PHONE, "张德海", "王丽") if whole in told] == []
    added = family.call("POST", f"grants/{filled['id']}/survivors", name="王强", relation="child")
    survivor = added.get_json()["case"]["survivors"][0]
    assert (added.status_code, survivor["name"]) == (201, "王*")
    agreed = family.call("PUT", f"grants/{filled['id']}/survivors/{survivor['id']}", consent="agreed").get_json()["case"]
    assert agreed["survivors"][0]["consent"] == "agreed"
    removed = family.call("DELETE", f"grants/{filled['id']}/survivors/{survivor['id']}").get_json()["case"]
    submitted = family.call("POST", f"grants/{filled['id']}/submit", version=removed["version"], key="s")
    assert submitted.get_json()["case"]["state"] == "submitted" and submitted.headers["Cache-Control"] == "no-store"
    again = family.call("POST", f"grants/{filled['id']}/submit", version=removed["version"], key="s")
    assert again.get_json()["case"]["version"] == submitted.get_json()["case"]["version"]
    withdrawn = family.call("POST", f"grants/{filled['id']}/withdraw", reason="先不办了")
    assert withdrawn.get_json()["case"]["state"] == "withdrawn"


def test_looking_is_written_down(family, counter, applied):
    family.call("GET", f"grants/{applied['id']}")
    family.call("GET", "grants")
    family.call("POST", "applicant", name="王丽", phone=PHONE)
    viewed = [details for event, details in events(counter) if event == "grants:case:viewed"]
    assert viewed == [{"case": applied["id"]}] * 2


def test_the_family_finds_its_application_again_on_another_day_with_the_same_phone(family, strangers, applied, counter):
    with UnitOfWork(counter.engine) as work:  # as if the minute between two codes had passed
        work.session.execute(_locks().delete())
        work.commit()
    cases = strangers.agree().prove().get_json()["cases"]
    assert [case["number"] for case in cases] == [applied["number"]]


def _locks():
    from actions.identity.model import IdentityLock

    return IdentityLock.__table__


def test_another_familys_application_looks_like_an_unknown_one(strangers, applied):
    strangers.agree().prove(OTHER_PHONE, "李强")
    foreign, unknown = (answers_of(strangers, ALL[2:], case_id) for case_id in (applied["id"], 987654))
    assert foreign == unknown and set(foreign) == {(404, "unknown-case"), (404, "unknown-upload")}


def test_a_second_visitor_in_the_same_conversation_sees_nothing(family, applied):
    assert family.prove(OTHER_PHONE, "李强").get_json()["cases"] == []
    assert family.call("GET", f"grants/{applied['id']}").get_json()["code"] == "consent-needed"
    assert family.agree().call("GET", f"grants/{applied['id']}").status_code == 404
    assert family.call("GET", "grants").get_json() == {"cases": []}


def test_leaving_ends_it(family, applied):
    family.call("DELETE", "identity")
    assert family.agree().call("GET", "grants").get_json()["code"] == "applicant-needed"


def test_of_two_changes_at_once_the_second_is_told(family, applied):
    for status in (200, 409):
        answer = family.call("PUT", f"grants/{applied['id']}/account", values={"kind": "deceased"}, version=applied["version"])
        assert answer.status_code == status
    assert answer.get_json()["code"] == "stale-case"


# part, values, the code of the refusal
REFUSED = [
    ("deceased", {"number": "210201195003150021"}, "bad-value"), ("deceased", {"name": "\x00"}, "odd-characters"),
    ("nobody", {}, "bad-value"), ("account", {"kind": "mine"}, "bad-value"), ("situation", {"abroad": "perhaps"}, "bad-facts"),
    ("facts", {"contribution": -1}, "bad-facts"), ("deceased", [], "wrong-type"), ("deceased", {"name": 5}, "bad-value"),
    ("deceased", {"name": {"a": {"b": {"c": {}}}}}, "wrong-type"), ("applicant", {"phone": PHONE}, "bad-value"),
]  # fmt: skip


def test_what_cannot_be_is_refused_with_words_that_quote_nothing(family, applied):
    for part, values, code in REFUSED:
        answer = family.call("PUT", f"grants/{applied['id']}/{part}", values=values, version=applied["version"])
        assert (answer.status_code, answer.get_json()["code"]) == (422, code)
        assert "210201195003150021" not in answer.get_data(as_text=True)


def test_an_opening_that_cannot_be_understood_opens_nothing(family):
    family.agree().prove()
    for content in (
        {}, {"facts": FACTS}, {"facts": [], "key": "k"}, {"facts": FACTS, "key": "k" * 61}, {"facts": {"name": "x"}, "key": "k"}
    ):  # fmt: skip
        assert family.call("POST", "grants", **content).status_code in (413, 422)
    assert family.call("GET", "grants").get_json() == {"cases": []}


def test_an_incomplete_application_says_what_is_missing(family, applied):
    answer = family.call("POST", f"grants/{applied['id']}/submit", version=applied["version"], key="s")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "not-complete")


def test_a_draft_can_be_thrown_away(family, applied):
    assert family.call("DELETE", f"grants/{applied['id']}").status_code == 204
    assert family.call("GET", f"grants/{applied['id']}").status_code == 404


def test_wrong_codes_burn_and_a_code_is_needed_first(family):
    assert family.call("POST", "applicant/verify", code="123456").get_json()["code"] == "code-expired"
    family.call("POST", "applicant", name="王丽", phone=PHONE)
    wrong = f"{(int(family.code()) + 1) % 10**6:06d}"
    codes = [family.call("POST", "applicant/verify", code=wrong).get_json()["code"] for _ in range(3)]
    assert codes == ["wrong-code", "wrong-code", "code-burnt"]
    too_soon = family.call("POST", "applicant", name="王丽", phone=PHONE)
    assert (too_soon.get_json()["code"], int(too_soon.headers["Retry-After"]) > 50) == ("resend-too-soon", True)


def test_progress_is_told_by_number_and_phone_without_name_or_amount(family, strangers, applied):
    asked = strangers.call("POST", "grants/progress", number=applied["number_words"], phone=PHONE)
    found = asked.get_json()["progress"]
    assert (found["state_words"], found["number_words"]) == ("还没有交", applied["number_words"])
    assert asked.headers["Cache-Control"] == "no-store"
    assert [word for word in ("王", "元", PHONE) if word in str(found)] == []
    wrong = [
        strangers.call("POST", "grants/progress", number=number, phone=phone).get_json()
        for number, phone in ((applied["number"], OTHER_PHONE), ("2", PHONE))
    ]
    assert wrong[0] == wrong[1] and wrong[0]["code"] == "no-such-progress"


def test_papers_are_pdf_nobody_keeps_and_are_written_down(family, counter, applied):
    for paper in ("form", "checklist"):
        answer = family.call("GET", f"grants/{applied['id']}/{paper}.pdf")
        assert (answer.content_type, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
        assert answer.data.startswith(b"%PDF-") and PHONE.encode() not in answer.data
    made = [details for event, details in events(counter) if event == "grants:paper:made"]
    assert made == [{"case": applied["id"], "paper": "form"}, {"case": applied["id"], "paper": "checklist"}]


def test_only_the_kiosk_prints_and_says_so_when_it_has_no_printer(family, applied, counter, client):
    assert family.call("POST", f"grants/{applied['id']}/print", paper="slip").get_json()["code"] == "kiosk-only"
    kiosk = GrantVisit(type(family.visit)(client, "kiosk"), counter)
    kiosk.agree().prove(OTHER_PHONE, "李强")
    own = kiosk.apply("k2")
    for paper in ("slip", "checklist", "form"):
        assert kiosk.call("POST", f"grants/{own['id']}/print", paper=paper).get_json() == {"printed": False}
    assert kiosk.call("POST", f"grants/{own['id']}/print", paper="poster").status_code == 422


class Pages:
    """An A4 printer that keeps what it gets, or has no paper."""

    available = in_order = True

    def __init__(self):
        self.paper, self.printed = True, []

    def print(self, pdf):
        if not self.paper:
            raise PrinterWithoutPaper
        self.printed.append(pdf)


def test_the_list_goes_on_a_whole_page_where_there_is_a_printer_and_the_form_with_names_never(family, app, counter, client, monkeypatch):
    parts, pages = app.extensions["wanqing"], Pages()
    monkeypatch.setattr(parts, "counter", dataclasses.replace(counter, page_printer=pages))
    kiosk = GrantVisit(type(family.visit)(client, "kiosk"), counter)
    kiosk.agree().prove(OTHER_PHONE, "李强")
    own = kiosk.apply("k3")
    assert kiosk.call("POST", f"grants/{own['id']}/print", paper="checklist").get_json() == {"printed": True}
    assert kiosk.call("POST", f"grants/{own['id']}/print", paper="form").get_json() == {"printed": False}
    assert [page[:5] for page in pages.printed] == [b"%PDF-"]
    pages.paper = False
    refused = kiosk.call("POST", f"grants/{own['id']}/print", paper="checklist")
    assert (refused.status_code, refused.get_json()["code"]) == (503, "printer-without-paper")
    assert "没有纸" in refused.get_json()["detail"]


def test_an_estimate_comes_on_paper_too(client):
    answer = client.post("/api/estimates/survivor/paper.pdf", json={"facts": FACTS})
    assert (answer.status_code, answer.content_type, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.post("/api/estimates/survivor/paper.pdf", json={"facts": {}}).status_code == 422


def test_what_is_answered_has_the_described_shape(family, strangers, client):
    document = client.get("/api/openapi.json").get_json()

    def check(name, told):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator(schema).validate(told)

    check("ApplicantStanding", family.call("GET", "applicant").get_json())
    family.agree().prove()
    case = family.fill(family.apply())
    case = family.call("POST", f"grants/{case['id']}/survivors", name="王强", relation="child").get_json()["case"]
    check("GrantCase", case)
    check("ApplicantStanding", family.call("GET", "applicant").get_json())
    progress = strangers.call("POST", "grants/progress", number=case["number"], phone=PHONE).get_json()["progress"]
    check("GrantProgress", progress)
    check("ContinuationContent", {"kind": "case", "case_id": case["id"]})
