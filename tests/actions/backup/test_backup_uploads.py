"""Uploaded papers are in a backup as they lie, encrypted, and come back with the database that holds their keys."""

import json
import shutil
import stat
import tarfile

import pytest
from sqlalchemy import text
from test_backup import MOMENT, House, drop_leftovers, quiet, repacked, restored

from actions.backup.errors import BrokenBackup
from actions.database.unit_of_work import UnitOfWork
from actions.grants.model import GrantCase, GrantUpload
from actions.grants.uploads.files import EncryptedFiles
from actions.grants.uploads.service import KEY_FIELD, UploadService


class HouseWithPapers(House):
    """A house in which one case has photos."""

    def __init__(self, url, home):
        super().__init__(url, home)
        self.uploads = UploadService(self.engine, self.vault, self.audit, home)
        with UnitOfWork(self.engine) as work:
            case = GrantCase(
                number="100000000001", idempotency_key="k", state="draft", known_at=MOMENT, channel="web", made_at=MOMENT,
                applicant_name_sealed=self.vault.seal("张秀兰", "grant_case.applicant_name"), changed_at=MOMENT,
                applicant_phone_sealed=self.vault.seal("19900000001", "grant_case.applicant_phone"), applicant_phone_index="i",
            )  # fmt: skip
            work.session.add(case)
            work.commit()
        self.case_id = case.id

    def photo(self, content):
        """Keeps `content` as if it were a photo; returns its id."""
        files = EncryptedFiles(self.home, 0)
        with files.room_for(1):
            name, key = files.write(content)
        upload = GrantUpload(
            case_id=self.case_id, kind="k", stored_name=name, key_sealed=self.vault.seal(key, KEY_FIELD), scan="clean",
            media_type="image/jpeg", size=len(content), uploaded_at=MOMENT, uploaded_by="applicant",
        )  # fmt: skip
        with UnitOfWork(self.engine) as work:
            work.session.add(upload)
            work.commit()
        return upload.id

    def seen(self, upload_id):
        return self.uploads.open_for_staff("staff:1", self.case_id, upload_id).data


@pytest.fixture
def house(any_url, tmp_path):
    made = HouseWithPapers(any_url, tmp_path / "home")
    yield made
    made.close()
    drop_leftovers(any_url)


def test_photos_come_back_and_later_ones_are_kept_aside(house, tmp_path):
    first = house.photo(b"first photo")
    manifest = house.backups.make(tmp_path / "a.backup", quiet)
    house.photo(b"second photo")
    shutil.rmtree(house.home / "uploads")
    house.photo(b"third photo")
    assert len(manifest.uploads) == 1
    result = restored(house, tmp_path / "a.backup")
    assert house.seen(first) == b"first photo"
    folder = house.home / "uploads"
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert [path.read_bytes() for path in house.home.glob("uploads-replaced-*/*")] != []
    assert result.kept_uploads is not None
    assert house.uploads.sweep().lost == 0
    assert house.uploads.sweep(older_than=-1).removed == 1, "the third photo, which the restored database does not know"


def test_a_fresh_machine_gets_the_photos_too(house, tmp_path):
    upload_id = house.photo(b"a photo")
    house.backups.make(tmp_path / "a.backup", quiet)
    with tarfile.open(tmp_path / "a.backup") as archive:
        assert [b"a photo" in archive.extractfile(member).read() for member in archive] == [False, False, False]
    shutil.rmtree(house.home / "uploads")
    result = restored(house, tmp_path / "a.backup")
    assert house.seen(upload_id) == b"a photo" and result.kept_uploads is None


def test_a_house_without_photos_makes_a_backup_as_before(house, tmp_path):
    assert house.backups.make(tmp_path / "a.backup", quiet).uploads == {}
    assert restored(house, tmp_path / "a.backup").kept_uploads is None


def test_a_backup_with_a_photo_changed_missing_or_added_is_refused(house, tmp_path):
    house.photo(b"a photo")

    def changed(members):
        return {name: data + b"x" if name.startswith("uploads/") else data for name, data in members.items()}

    def without(members):
        return {name: data for name, data in members.items() if not name.startswith("uploads/")}

    for number, change in enumerate((changed, without, lambda members: {**members, f"uploads/{'a' * 32}": b"x"})):
        file = tmp_path / f"{number}.backup"
        house.backups.make(file, quiet)
        repacked(file, change)
        with pytest.raises(BrokenBackup):
            restored(house, file)


@pytest.mark.parametrize("name", ["uploads/../../x", "uploads/x.exe", "uploads/" + "A" * 32, "uploads"])
def test_a_backup_with_another_name_among_the_photos_is_refused(house, tmp_path, name):
    file = tmp_path / "a.backup"
    house.backups.make(file, quiet)
    repacked(file, lambda members: {**members, name: b"x"})
    with pytest.raises(BrokenBackup):
        restored(house, file)


def test_a_backup_of_the_first_format_can_still_be_restored(house, tmp_path):
    house.write()
    file = tmp_path / "a.backup"
    house.backups.make(file, quiet)

    def older(members):
        manifest = json.loads(members["manifest.json"])
        del manifest["uploads"]
        return {**members, "manifest.json": json.dumps({**manifest, "format": 1}).encode()}

    repacked(file, older)
    restored(house, file)
    with house.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outgoing_message")).scalar_one() == 1
