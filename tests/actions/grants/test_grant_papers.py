"""The papers of a case as the service tells it: the list of the checklist, masked for the family, whole for the counter."""

import io
import re
import subprocess
from datetime import date

import pytest
from grant_hall import COMMUNITY, deceased_number
from PIL import Image

from actions.grants.uploads.errors import CaseClosed, UnknownUpload
from actions.grants.uploads.service import UploadService
from actions.papers.service import Papers

PAPERS = Papers(now=lambda: date(2026, 11, 23))
NAMES = ("张福祥", "张丽萍", "李秀英")
NUMBERS = ("19900000001", "0000000000001234", deceased_number(1))


def words(data):
    return re.sub(r"\s", "", subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode())


def photo():
    buffer = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(buffer, "JPEG")
    return io.BytesIO(buffer.getvalue())


@pytest.fixture
def case(small_hall):
    filled = small_hall.filled()
    return small_hall.grants.add_survivor(small_hall.applicant(), filled.id, "李秀英", "spouse")


def test_the_family_gets_its_form_with_names_whole_numbers_masked_and_every_paper(case):
    text = words(PAPERS.application_form(case))
    assert case.number in text and "尾号1234" in text and all(name in text for name in NAMES) and "75,078.00元" in text
    assert [document.title for document in case.documents if re.sub(r"\s", "", document.title) not in text] == []
    assert [number for number in NUMBERS if number in text] == []


def test_the_clerk_gets_the_same_form_whole(small_hall, case):
    small_hall.grants.submit(small_hall.applicant(), case.id, case.version, "submit")
    whole = small_hall.grants.get(small_hall.clerk(COMMUNITY), case.number)
    text = words(PAPERS.application_form(whole.info, whole))
    assert [one for one in (*NAMES, *NUMBERS) if one not in text] == []


def test_list_and_slip_tell_papers_duties_and_days(case):
    text = words(PAPERS.checklist_paper(case))
    for title in (*(one.title for one in case.documents), *(one.title for one in case.duties)):
        assert re.sub(r"\s", "", title) in text
    assert [whole for whole in (*NAMES, *NUMBERS) if whole in text] == []
    assert PAPERS.slip(case).width == 576


def test_an_ordinary_list_takes_two_pages_and_no_paper_tells_a_time_of_day(small_hall, case):
    small_hall.grants.submit(small_hall.applicant(), case.id, case.version, "submit")
    case = small_hall.mine(1, case.id)
    made = PAPERS.checklist_paper(case)
    assert b"Pages:           2" in subprocess.run(["pdfinfo", "-"], input=made, capture_output=True, check=True).stdout
    for text in (words(made), words(PAPERS.application_form(case))):
        assert not re.search(r"\d:\d\d", text)


def test_what_comes_next_speaks_of_the_application_only(small_hall, case):
    small_hall.grants.submit(small_hall.applicant(), case.id, case.version, "submit")
    text = words(PAPERS.checklist_paper(small_hall.mine(1, case.id)))
    assert "申请这边，等消息就行" in text and "不用做什么" not in text


def test_photos_belong_to_the_case_of_the_service(small_hall, case):
    uploads = UploadService(small_hall.engine, small_hall.vault, small_hall.audit, small_hall.home, now=small_hall.clock)
    kept = uploads.keep(small_hall.applicant(), case.id, case.documents[0].kind, photo())
    told = small_hall.mine(1, case.id)
    assert [one.id for one in told.uploads] == [kept.id] and told.documents[0].uploads == 1
    with pytest.raises(UnknownUpload):
        uploads.open(small_hall.applicant(2), case.id, kept.id)


def test_what_expired_takes_its_photos_with_it(small_hall):
    uploads = UploadService(small_hall.engine, small_hall.vault, small_hall.audit, small_hall.home, now=small_hall.clock)
    case = small_hall.filled()
    kept = uploads.keep(small_hall.applicant(), case.id, "applicant_identity", photo())
    small_hall.clock.forward(days=31)
    small_hall.grants.expire_drafts()
    with pytest.raises(UnknownUpload):
        uploads.open_for_staff("staff:1", case.id, kept.id)
    assert uploads.sweep(older_than=-1).removed == 1
    with pytest.raises((CaseClosed, UnknownUpload)):
        uploads.keep(small_hall.applicant(), case.id, "applicant_identity", photo())
