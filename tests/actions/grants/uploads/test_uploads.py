"""A photo is kept encrypted for its own case alone, within limits, and goes with the case."""

import io
import logging
import os
import stat
import threading
import time

import pytest
import upload_samples as samples
from sqlalchemy import delete, select

from actions.database.unit_of_work import UnitOfWork
from actions.grants.model import GrantCase, GrantUpload
from actions.grants.uploads.errors import (
    BrokenFile,
    Busy,
    CaseClosed,
    CaseFull,
    EmptyFile,
    LostFile,
    NoRoom,
    TooLarge,
    TooManyFiles,
    UnknownKind,
    UnknownUpload,
    UploadError,
)
from actions.grants.uploads.intake import CHUNK
from actions.grants.uploads.limits import Limits
from actions.personal_data.rotation import KeyRotation

PHOTO = samples.jpeg()


def keep(intake, service=None, data=PHOTO, kind="death_record", **options):
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    return (service or intake.service()).keep(intake.mourner, intake.case_id, kind, stream, **options)


def in_folder(intake):
    folder = intake.desk.home / "uploads"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_photo_is_kept_and_comes_back(intake):
    service = intake.service()
    info = keep(intake, service)
    assert (info.kind, info.media_type, info.pages, info.scan) == ("death_record", "image/jpeg", 1, "not_scanned")
    opened = service.open(intake.mourner, intake.case_id, info.id)
    assert opened.data.startswith(b"\xff\xd8\xff") and len(opened.data) == info.size
    assert service.open_for_staff("staff:3", intake.case_id, info.id).data == opened.data
    assert service.infos(intake.mourner, intake.case_id) == (info,)
    assert intake.events() == ["grants:upload:kept", "grants:upload:viewed", "grants:upload:viewed"]


def test_on_the_disk_nothing_can_be_read_and_only_the_owner_may_try(sqlite_intake):
    service = sqlite_intake.service()
    info = keep(sqlite_intake, service)
    (name,) = in_folder(sqlite_intake)
    path = sqlite_intake.desk.home / "uploads" / name
    assert b"JFIF" not in path.read_bytes()
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    with UnitOfWork(sqlite_intake.desk.engine, reads_only=True) as work:
        row = work.session.get(GrantUpload, info.id)
        assert len(row.key_sealed) <= 120 and row.key_sealed.startswith("s1.")


def test_a_file_opens_after_the_keys_were_rotated(sqlite_intake):
    info = keep(sqlite_intake)
    desk = sqlite_intake.desk
    KeyRotation(desk.engine, desk.vault, desk.audit).rotate(at_rest=True)
    assert sqlite_intake.service().open(sqlite_intake.mourner, sqlite_intake.case_id, info.id).data


@pytest.mark.parametrize("damage", [lambda raw: raw[:-1], lambda raw: raw[:60] + bytes([raw[60] ^ 1]) + raw[61:], lambda raw: b""])
def test_a_changed_file_does_not_open(sqlite_intake, damage):
    info = keep(sqlite_intake)
    path = sqlite_intake.desk.home / "uploads" / in_folder(sqlite_intake)[0]
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(LostFile):
        sqlite_intake.service().open(sqlite_intake.mourner, sqlite_intake.case_id, info.id)


def test_somebody_elses_case_looks_like_none(sqlite_intake):
    service, info = sqlite_intake.service(), keep(sqlite_intake)
    other = sqlite_intake.open_case(phone_index="phone-two", number="100000000002")
    mourner = sqlite_intake.mourner
    for case_id in (other, 999):
        with pytest.raises(UnknownUpload):
            service.keep(mourner, case_id, "death_record", io.BytesIO(PHOTO))
        with pytest.raises(UnknownUpload):
            service.open(mourner, case_id, info.id)
        with pytest.raises(UnknownUpload):
            service.delete(mourner, case_id, info.id)
        with pytest.raises(UnknownUpload):
            service.infos(mourner, case_id)
        with pytest.raises(UnknownUpload):
            service.open_for_staff("staff:3", case_id, info.id)


@pytest.mark.parametrize("kind", ["", "../x", "Death_record", "x" * 31, "death", "a19901234567"])
def test_a_kind_no_list_names_is_refused(sqlite_intake, kind):
    with pytest.raises(UnknownKind):
        keep(sqlite_intake, kind=kind)


@pytest.mark.parametrize("state", ["decided", "paid", "refused", "withdrawn", "expired"])
def test_a_closed_case_takes_no_more_papers(sqlite_intake, state):
    sqlite_intake.put_in(state)
    with pytest.raises(CaseClosed):
        keep(sqlite_intake)


def test_what_was_handed_in_cannot_be_taken_out_until_it_is_returned(sqlite_intake):
    service, info = sqlite_intake.service(), keep(sqlite_intake)
    sqlite_intake.put_in("reviewing")
    with pytest.raises(CaseClosed):
        service.delete(sqlite_intake.mourner, sqlite_intake.case_id, info.id)
    sqlite_intake.put_in("returned")
    service.delete(sqlite_intake.mourner, sqlite_intake.case_id, info.id)
    assert in_folder(sqlite_intake) == [] and service.infos(sqlite_intake.mourner, sqlite_intake.case_id) == ()
    assert sqlite_intake.events()[-1] == "grants:upload:deleted"


class Endless:
    """A body that never ends, and counts what was taken of it."""

    taken = 0

    def read(self, size):
        self.taken += size
        return b"\xff\xd8\xff" + b"\0" * (size - 3)


def test_of_25_megabytes_nothing_is_read_behind_the_limit(sqlite_intake):
    body = Endless()
    with pytest.raises(TooLarge, match="太大"):
        keep(sqlite_intake, data=body)
    assert body.taken <= Limits().file + CHUNK and in_folder(sqlite_intake) == []
    with pytest.raises(TooLarge):
        keep(sqlite_intake, data=b"\xff\xd8\xff" + os.urandom(25_000_000))


def test_an_empty_file_and_a_broken_connection_are_told_apart(sqlite_intake):
    class Broken:
        def read(self, size):
            raise ConnectionResetError

    with pytest.raises(EmptyFile):
        keep(sqlite_intake, data=b"")
    with pytest.raises(BrokenFile):
        keep(sqlite_intake, data=Broken())


def test_a_case_has_room_for_so_many_files_and_bytes(sqlite_intake):
    few = sqlite_intake.service(limits=Limits(files_of_case=2))
    keep(sqlite_intake, few)
    size = keep(sqlite_intake, few).size
    with pytest.raises(TooManyFiles):
        keep(sqlite_intake, few)
    with pytest.raises(CaseFull):
        keep(sqlite_intake, sqlite_intake.service(limits=Limits(bytes_of_case=size * 3 - 1)))
    assert len(in_folder(sqlite_intake)) == 2


def test_a_nearly_full_disk_takes_nothing_in(sqlite_intake):
    with pytest.raises(NoRoom):
        keep(sqlite_intake, sqlite_intake.service(limits=Limits(free_disk=10**16)))
    assert in_folder(sqlite_intake) == []


def together(count, do):
    """Runs `do(number)` in `count` threads at once; returns what each gave or raised."""
    results, start = [None] * count, threading.Barrier(count)

    def run(number):
        start.wait()
        try:
            results[number] = do(number)
        except UploadError as error:
            results[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_ten_at_once_fill_a_case_to_its_limit_and_no_further(intake):
    service = intake.service(limits=Limits(files_of_case=4))
    results = together(10, lambda number: keep(intake, service))
    kept = [result for result in results if not isinstance(result, UploadError)]
    assert len(kept) == 4 and {type(result) for result in results} - {type(kept[0])} == {TooManyFiles}
    assert len(in_folder(intake)) == 4, "a refused file stayed on the disk"
    assert intake.events() == ["grants:upload:kept"] * 4


def test_ten_at_once_never_promise_more_disk_than_there_is(sqlite_intake, monkeypatch):
    from actions.grants.uploads import files

    limits = Limits(free_disk=1_000_000, file=12_000_000, at_once=10)
    monkeypatch.setattr(files.shutil, "disk_usage", lambda folder: files.shutil._ntuple_diskusage(0, 0, 38_000_000))

    class Slow(io.BytesIO):
        def read(self, size):
            time.sleep(0.05)
            return super().read(size)

    service = sqlite_intake.service(limits=limits)
    results = together(10, lambda number: keep(sqlite_intake, service, Slow(PHOTO)))
    assert sum(not isinstance(result, NoRoom) for result in results) == 3, "3 x 12 MB fit over the floor"


def test_who_waits_too_long_for_a_turn_is_asked_to_come_back(sqlite_intake):
    service = sqlite_intake.service(limits=Limits(at_once=1, waiting=0.05))
    results = together(4, lambda number: keep(sqlite_intake, service))
    assert {type(result) for result in results if isinstance(result, UploadError)} == {Busy}


def test_more_than_there_are_places_for_wait_for_nobody(sqlite_intake):
    service = sqlite_intake.service(limits=Limits(at_once=1, places=2))
    results = together(6, lambda number: keep(sqlite_intake, service))
    refused = [result for result in results if isinstance(result, UploadError)]
    assert {type(result) for result in refused} == {Busy} and len(refused) < 6
    assert keep(sqlite_intake, service).kind == "death_record"  # the places are free again


def test_the_files_of_a_deleted_case_go_with_it(intake):
    service, info = intake.service(), keep(intake)
    remove_files = service.goes_with_case(intake.case_id)
    with UnitOfWork(intake.desk.engine) as work:
        work.session.execute(delete(GrantCase).where(GrantCase.id == intake.case_id))
        work.commit()
    assert len(in_folder(intake)) == 1
    remove_files()
    assert in_folder(intake) == []
    with UnitOfWork(intake.desk.engine, reads_only=True) as work:
        assert work.session.scalar(select(GrantUpload).where(GrantUpload.id == info.id)) is None


def test_a_sweep_removes_what_a_crash_left_and_nothing_that_is_under_way(sqlite_intake):
    service = sqlite_intake.service()
    keep(sqlite_intake)
    (kept,) = in_folder(sqlite_intake)
    folder = sqlite_intake.desk.home / "uploads"
    hour_ago = time.time() - 3700
    for name, old in (("a" * 32, True), (".x.part", True), ("b" * 32, False), (".y.part", False)):
        (folder / name).write_bytes(b"x")
        if old:
            os.utime(folder / name, (hour_ago, hour_ago))
    os.utime(folder / kept, (hour_ago, hour_ago))
    swept = service.sweep()
    assert (swept.removed, swept.lost) == (2, 0)
    assert in_folder(sqlite_intake) == sorted([kept, "b" * 32, ".y.part"])


def test_a_case_whose_rows_somebody_else_deleted_is_swept_too(sqlite_intake):
    keep(sqlite_intake)
    with UnitOfWork(sqlite_intake.desk.engine) as work:
        work.session.execute(delete(GrantUpload))
        work.commit()
    assert not sqlite_intake.service().sweep(), "young files may be somebody's upload under way"
    assert sqlite_intake.service().sweep(older_than=-1).removed == 1 and in_folder(sqlite_intake) == []


def test_a_row_whose_file_is_gone_is_counted_and_kept(sqlite_intake):
    service, info = sqlite_intake.service(), keep(sqlite_intake)
    service.files.remove(*in_folder(sqlite_intake))
    assert (service.sweep().removed, service.sweep().lost) == (0, 1)
    with pytest.raises(LostFile, match="原件"):
        service.open(sqlite_intake.mourner, sqlite_intake.case_id, info.id)
    assert service.infos(sqlite_intake.mourner, sqlite_intake.case_id) == (info,)


def test_a_failed_transaction_leaves_no_file(sqlite_intake):
    def refuse(applicant, case):
        refuse.asked += 1
        return refuse.asked == 1  # the case changes hands while the photo is being read

    refuse.asked = 0
    with pytest.raises(UnknownUpload):
        keep(sqlite_intake, sqlite_intake.service(may=refuse))
    assert in_folder(sqlite_intake) == []


def test_neither_the_name_of_a_file_nor_its_content_is_kept_or_logged(sqlite_intake, caplog):
    caplog.set_level(logging.DEBUG)
    keep(sqlite_intake, declared_name="张秀兰身份证.jpg")
    with UnitOfWork(sqlite_intake.desk.engine, reads_only=True) as work:
        row = work.session.scalars(select(GrantUpload)).one()
        assert "张秀兰" not in str(vars(row))
    assert "张秀兰" not in caplog.text
    opened = sqlite_intake.service().open(sqlite_intake.mourner, sqlite_intake.case_id, row.id)
    assert "JFIF" not in repr(opened)
