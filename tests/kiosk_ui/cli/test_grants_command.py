"""`wanqing grants`: clerks of three levels at the command line, over the demo's applications."""

import subprocess

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from actions.audit.model import AuditEntry
from actions.audit.service import Audit
from actions.clock import utc_now
from actions.counter import build_counter
from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.demo.loading import DEMO_STAFF_PIN, load_demo_people
from actions.grants.model import GrantCase, GrantUpload
from actions.grants.uploads.service import KEY_FIELD
from actions.identity.model import StaffMember
from actions.offices.model import Office
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.settings import Settings
from kiosk_ui.cli.main import wanqing


@pytest.fixture
def loaded(sqlite_url, tmp_path, monkeypatch):
    """The demo in a database of the test's own, and the command pointed at it."""
    monkeypatch.setenv("WANQING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WANQING_DATABASE_URL", sqlite_url)
    engine, keyring = build_engine(sqlite_url), Keyring(tmp_path / "home")
    load_demo_people(engine, Vault(keyring), Audit(keyring))
    engine.dispose()


def run(*words, pin=DEMO_STAFF_PIN, answers=""):
    return CliRunner().invoke(wanqing, ["grants", *words], input=f"{pin}\n{answers}")


def number_in(state):
    listed = run("list", "--staff", "8103", "--state", state).output
    [line] = [one for one in listed.splitlines() if "示范" in one]
    return line.split("\t")[0].split()[-1]


def test_a_district_clerk_lists_looks_decides_and_pays(loaded):
    number = number_in("deciding")
    shown = run("show", number, "--staff", "8103")
    assert shown.exit_code == 0 and "区经办核定" in shown.output and "身份证\t核对过了" in shown.output
    assert "吕树林" not in shown.output and "19900000092" not in shown.output
    assert "吕树林" in run("show", number, "--staff", "8103", "--whole").output
    assert "一样" in run("recompute", number, "--staff", "8103").output
    words = ("decide", number, "--staff", "8103", "--funeral", "8342", "--survivor", "41710.00", "--reason", "按核定表")
    assert "现在是" not in run(*words, answers="n\n").output
    decided = run(*words, answers="y\n")
    assert "50,052.00元" in decided.output and "现在是：已核定，待发放" in decided.output
    assert "现在是：已发放" in run("pay", number, "--staff", "8103", "--yes").output


def test_a_community_clerk_takes_a_returned_case_on_and_undoes_a_step(loaded):
    number = number_in("returned")
    assert "现在是：社区已受理" in run("accept", number, "--staff", "8101", "--card-seen", "--yes").output
    assert "看过原件了" in run("document", number, "relation_promise", "shown", "--staff", "8101").output
    assert "现在是：街道审核" in run("forward", number, "--staff", "8101", "--yes").output
    back = run("step-back", number, "--staff", "8102", "--reason", "少一样材料", "--yes")
    assert "现在是：社区已受理" in back.output
    again = run("return", number, "--staff", "8101", "--paper", "relation_promise", "--reason", "看不清", "--yes")
    assert "已退回" in again.output


def test_a_refusal_carries_the_way_to_object(loaded):
    number = number_in("deciding")
    assert "不予办理" in run("refuse", number, "--staff", "8103", "--reason", "不在这里参保", "--yes").output
    assert "行政复议" in run("show", number, "--staff", "8103").output


def test_what_is_refused_says_so_in_chinese_and_ends_with_a_failure(loaded):
    number = number_in("deciding")
    for words, said in (
        (("forward", number, "--staff", "8101", "--yes"), "不能转上一级"),
        (("decide", number, "--staff", "8101", "--funeral", "1", "--survivor", "1", "--yes"), "归区办"),
        (("decide", number, "--staff", "8103", "--funeral", "1", "--survivor", "1", "--yes"), "请写明原因"),
        (("show", "22222222", "--staff", "8103"), "没有找到这份申请"),
    ):
        refused = run(*words)
        assert refused.exit_code == 1 and said in refused.output
    assert "工号或者密码不对" in run("list", "--staff", "8103", pin="135791").output
    assert run("decide", number, "--staff", "8103", "--funeral", "一百", "--survivor", "1").exit_code == 2


def test_the_pin_is_never_shown(loaded):
    assert DEMO_STAFF_PIN not in run("list", "--staff", "8103").output


def test_drafts_whose_time_is_over_can_be_cleared_by_hand(loaded):
    assert "收走了 0 份" in run("purge-drafts").output


def test_a_closed_case_is_deleted_by_the_district_only_and_never_one_under_way(loaded):
    paid, deciding = number_in("paid"), number_in("deciding")
    words = ("--reason", "kept-long-enough", "--yes")
    assert "归区" in run("forget", paid, "--staff", "8101", *words).output
    assert "不能删" in run("forget", deciding, "--staff", "8103", *words).output
    assert run("forget", paid, "--staff", "8103", "--reason", "whim", "--yes").exit_code == 2
    assert "删掉就没有了" in run("forget", paid, "--staff", "8103", *words[:2], answers="n\n").output
    assert "删掉了" in run("forget", paid, "--staff", "8103", *words).output
    assert run("show", paid, "--staff", "8103").exit_code == 1
    assert "一共 0 份" in run("list", "--staff", "8103", "--state", "paid").output


def test_the_whole_form_is_kept_for_its_clerk_only_after_a_warning_and_written_down(loaded, sqlite_url, tmp_path):
    number, file = number_in("deciding"), tmp_path / "form.pdf"
    words = ("print", number, "--to", str(file), "--staff", "8103")
    declined = run(*words, answers="n\n")
    assert "完整的身份证号" in declined.output and not file.exists()
    assert run(*words, pin="135791", answers="y\n").exit_code == 1 and not file.exists()
    assert run(*words, answers="y\n").exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    assert "吕树林" in text and "19900000092" in text
    assert "已经有这个文件" in run(*words, "--yes").output
    with UnitOfWork(build_engine(sqlite_url), reads_only=True) as work:
        entries = work.session.scalars(select(AuditEntry).where(AuditEntry.event == "grants:paper:made")).all()
    assert [entry.details["paper"] for entry in entries] == ["whole-form"] and entries[0].actor.startswith("staff:")


def test_the_form_of_another_area_is_not_printed(loaded, sqlite_url, tmp_path):
    number, file = number_in("deciding"), tmp_path / "form.pdf"
    engine = build_engine(sqlite_url)
    with UnitOfWork(engine) as work:
        work.session.add(Office(id="far", level="community", name="别处"))
        work.session.flush()
        work.session.execute(update(StaffMember).where(StaffMember.number == "8101").values(office_id="far"))
        work.commit()
    engine.dispose()
    refused = run("print", number, "--to", str(file), "--staff", "8101", "--yes")
    assert "没有找到这份申请" in refused.output and not file.exists()


def test_a_forgotten_case_takes_its_photos_off_the_disk(loaded, sqlite_url, tmp_path):
    number, counter = number_in("paid"), build_counter(Settings.from_environment(), build_engine(sqlite_url))
    with counter.uploads.files.room_for(7):
        name, key = counter.uploads.files.write(b"a photo")
    with UnitOfWork(counter.engine) as work:
        case_id = work.session.scalars(select(GrantCase.id).where(GrantCase.number == number)).one()
        sealed = counter.vault.seal(key, KEY_FIELD)
        work.session.add(GrantUpload(
            case_id=case_id, kind="applicant_identity", stored_name=name, key_sealed=sealed, media_type="image/jpeg", size=7,
            pages=1, scan="off", uploaded_at=utc_now(), uploaded_by="applicant",
        ))  # fmt: skip
        work.commit()
    counter.engine.dispose()
    assert counter.uploads.files.names() == {name}
    assert "删掉了" in run("forget", number, "--staff", "8103", "--reason", "kept-long-enough", "--yes").output
    assert counter.uploads.files.names() == frozenset()
