"""Bad input to the forms gets a clear Chinese sentence; nothing is half done and nothing typed comes back."""

import re
from datetime import date

import pytest
from visitors import XIULAN, Desk, fictional_number

from actions.identity.model import IdentityChallenge

FORMS = {
    "identity": {"id_number": XIULAN, "name": "张秀兰"},
    "identity/verify": {"code": "123456"},
    "identity/relative": {"phone": "19900000055", "name": "王丽", "elder_name": "张秀兰"},
    "identity/clerk": {"id_number": XIULAN, "name": "张秀兰", "staff_number": "G1", "pin": "740912", "reason": "没带手机"},
}
FIELDS = [(path, field) for path, body in FORMS.items() for field in body]


def send(visit, path, body):
    return visit.client.post(f"{visit.path}/{path}", json=body, headers=visit.headers)


def assert_plain(response, status, *codes):
    body = response.get_json()
    assert response.status_code == status and body["code"] in codes
    assert re.fullmatch(r"[^A-Za-z]*。", body["detail"])


@pytest.mark.parametrize(("path", "field"), FIELDS)
@pytest.mark.parametrize("value", [None, 1, True, ["x"], {"a": 1}])
def test_another_type_is_refused(visit, path, field, value):
    assert_plain(send(visit, path, {**FORMS[path], field: value}), 422, "wrong-type")


@pytest.mark.parametrize(("path", "field"), FIELDS)
def test_too_long_missing_and_blank_are_refused(visit, path, field):
    body = FORMS[path]
    assert_plain(send(visit, path, {**body, field: "1" * 61}), 413, "too-long")
    assert_plain(send(visit, path, {**body, field: " \u3000"}), 422, "empty-field")
    assert_plain(send(visit, path, {name: value for name, value in body.items() if name != field}), 422, "wrong-type")


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("data", [b"", b"[1]", b"not json"])
def test_what_is_no_object_is_refused(visit, path, data):
    assert_plain(visit.client.post(f"{visit.path}/{path}", data=data, headers=visit.headers), 400, "invalid-json")


@pytest.mark.parametrize(
    "number",
    ["12", XIULAN[:-1] + "A", XIULAN[:16] + "?" + XIULAN[17], fictional_number(date(2090, 1, 1)), "210201194902290021", "二一〇"],
)
def test_a_number_that_cannot_be_one_is_explained_and_never_repeated(app, settings, visit, number):
    refused = send(visit, "identity", {"id_number": number, "name": "张秀兰"})
    assert_plain(refused, 422, "bad-identity-number")
    assert len(number) < 4 or number not in refused.get_data(as_text=True)
    assert Desk(app.extensions["wanqing"].engine, settings.home).rows(IdentityChallenge) == []


@pytest.mark.parametrize(
    "number",
    [
        XIULAN.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}), XIULAN[:6] + XIULAN[8:17],
        f" {XIULAN[:6]} {XIULAN[6:14]} {XIULAN[14:]} ", fictional_number(date(1948, 2, 29)),
        next(made for sequence in range(99) if (made := fictional_number(sequence=sequence)).endswith("X")).lower(),
    ],
)  # fmt: skip
def test_a_number_written_as_people_write_it_is_taken(visit, number):
    assert send(visit, "identity", {"id_number": number, "name": "张　秀兰"}).status_code == 200


@pytest.mark.parametrize("phone", ["199 0000 0055", "１９９００００００５５", "+86 19900000055"])
def test_a_phone_written_as_people_write_it_is_taken(visit, phone):
    assert send(visit, "identity/relative", {**FORMS["identity/relative"], "phone": phone}).status_code == 200


def test_a_phone_that_cannot_be_one_is_explained(visit):
    assert_plain(send(visit, "identity/relative", {**FORMS["identity/relative"], "phone": "0411-1234567"}), 422, "bad-phone-number")


def test_a_name_with_digits_is_explained(visit):
    assert_plain(send(visit, "identity", {"id_number": XIULAN, "name": "张3"}), 422, "bad-name")


@pytest.mark.parametrize("agree", [None, "yes", 1, []])
def test_consent_is_yes_or_no(visit, agree):
    assert_plain(send(visit, "consent", {"agree": agree}), 422, "wrong-type")


def test_a_code_before_any_was_asked_for_is_explained(visit):
    assert_plain(send(visit, "identity/verify", {"code": "123456"}), 410, "code-expired")
