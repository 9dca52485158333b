"""Photos through the API: bare bytes or a form, limits in words, one's own only."""

import io

import pytest
from grant_visits import OTHER_PHONE, GrantVisit
from PIL import Image

PHOTO = "death_record"


@pytest.fixture
def family(family):
    family.agree().prove()
    return family


@pytest.fixture
def case_id(family):
    return family.apply()["id"]


def photo():
    picture, file = Image.linear_gradient("L").resize((600, 800)).convert("RGB"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "somebody's own words"
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def send(family, case_id, data, kind=PHOTO, **options):
    return family.visit.client.post(
        f"{family.visit.path}/grants/{case_id}/uploads?kind={kind}", data=data, headers=family.visit.headers, **options
    )  # fmt: skip


def as_form(data, field="file"):
    """The body of a form with one file, and its type."""
    head = f'--B\r\nContent-Disposition: form-data; name="{field}"; filename="照片.jpg"\r\n\r\n'
    return head.encode() + data + b"\r\n--B--\r\n", "multipart/form-data; boundary=B"


def test_a_photo_is_kept_shown_and_taken_away_again(family, case_id):
    kept = send(family, case_id, photo(), content_type="image/jpeg")
    assert (kept.status_code, kept.headers["Cache-Control"]) == (201, "no-store")
    upload = kept.get_json()["upload"]
    assert (upload["kind"], upload["media_type"]) == (PHOTO, "image/jpeg")
    shown = family.call("GET", f"grants/{case_id}/uploads/{upload['id']}")
    assert (shown.content_type, shown.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert "sandbox" in shown.headers["Content-Security-Policy"] and b"somebody" not in shown.data
    assert [one["id"] for one in family.call("GET", f"grants/{case_id}").get_json()["case"]["uploads"]] == [upload["id"]]
    assert family.call("DELETE", f"grants/{case_id}/uploads/{upload['id']}").status_code == 204
    assert family.call("GET", f"grants/{case_id}/uploads/{upload['id']}").status_code == 404


def test_the_photos_of_a_deleted_draft_are_gone_from_the_disk_at_once(family, case_id, counter):
    assert send(family, case_id, photo(), content_type="image/jpeg").status_code == 201
    assert len(counter.uploads.files.names()) == 1
    assert family.call("DELETE", f"grants/{case_id}").status_code == 204
    assert counter.uploads.files.names() == frozenset()
    assert family.call("DELETE", f"grants/{case_id}").get_json()["code"] == "unknown-case"


def test_a_form_may_carry_it_too(family, case_id):
    form, content_type = as_form(photo())
    assert send(family, case_id, form, content_type=content_type).status_code == 201
    form, content_type = as_form(photo(), "other")
    without = send(family, case_id, form, content_type=content_type)
    assert without.get_json()["code"] == "empty-file"


@pytest.mark.parametrize("size", [12_000_001, 25_000_000])
@pytest.mark.parametrize("multipart", [False, True])
def test_what_is_too_large_is_stopped_with_words(family, case_id, size, multipart):
    data = b"\xff\xd8\xff" + bytes(size)
    data, content_type = as_form(data) if multipart else (data, "image/jpeg")
    answer = send(family, case_id, data, content_type=content_type)
    assert (answer.status_code, answer.get_json()["code"]) == (413, "file-too-large")
    assert "太大" in answer.get_json()["detail"]


def test_without_a_length_it_is_stopped_while_it_comes(family, case_id):
    stream = io.BytesIO(b"\xff\xd8\xff" + bytes(25_000_000))
    answer = send(
        family, case_id, None, input_stream=stream, content_type="image/jpeg",
        environ_overrides={"wsgi.input_terminated": True},
    )  # fmt: skip
    assert (answer.status_code, answer.get_json()["code"]) == (413, "file-too-large")
    assert stream.tell() < 14_000_000


@pytest.mark.parametrize(
    ("data", "kind", "status", "code"),
    [
        (b"", PHOTO, 422, "empty-file"), (b"MZ" + bytes(500), PHOTO, 415, "file-type-not-supported"),
        (photo()[:900], PHOTO, 422, "file-broken"), (photo(), "", 422, "unknown-paper-kind"),
        (photo(), "../../etc", 422, "unknown-paper-kind"),
    ],
)  # fmt: skip
def test_what_is_no_photo_of_a_paper_is_refused(family, case_id, data, kind, status, code):
    answer = send(family, case_id, data, kind, content_type="image/jpeg")
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_anothers_photo_cannot_be_seen_added_to_or_deleted(family, case_id, another_visit, counter):
    upload = send(family, case_id, photo(), content_type="image/jpeg").get_json()["upload"]
    stranger = GrantVisit(another_visit, counter)
    stranger.agree().prove(OTHER_PHONE, "李强")
    own = stranger.apply("k2")["id"]
    assert send(stranger, case_id, photo(), content_type="image/jpeg").status_code == 404
    paths = [f"grants/{case}/uploads/{upload['id']}" for case in (case_id, own)]
    assert {stranger.call(method, path).status_code for method in ("GET", "DELETE") for path in paths} == {404}
    assert family.call("GET", f"grants/{case_id}/uploads/{upload['id']}").status_code == 200
