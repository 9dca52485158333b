"""UploadService: takes in a photo or scan of a paper, shows it, deletes it."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.grants.cases import is_own
from actions.grants.checklist import paper_kinds
from actions.grants.model import GrantCase, GrantUpload
from actions.grants.neighbours import Applicant
from actions.grants.uploads import repository
from actions.grants.uploads.cleaning.child import clean
from actions.grants.uploads.cleaning.kinds import Cleaned
from actions.grants.uploads.errors import (
    Busy,
    CaseClosed,
    CaseFull,
    LostFile,
    TooLarge,
    TooManyFiles,
    UnknownKind,
    UnknownUpload,
)
from actions.grants.uploads.files import REST_SECONDS, EncryptedFiles
from actions.grants.uploads.intake import read_within
from actions.grants.uploads.limits import ADD_IN, DELETE_IN, LIMITS, Limits
from actions.grants.uploads.model import ByteStream, CaseAccess, Opened, Swept, UploadInfo
from actions.grants.uploads.scanners import NoScanner, VirusScanner
from actions.personal_data.vault import Vault

KEY_FIELD = "grant_upload.key"


class UploadService:
    """Files of grant cases under `home`/uploads. `may` says whose a case is; staff are checked by their own service."""

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, home: Path, scanner: VirusScanner | None = None,
        now: Callable[[], datetime] = utc_now, *, may: CaseAccess = is_own, limits: Limits = LIMITS,
    ) -> None:  # fmt: skip
        self._engine, self._vault, self._audit, self._now, self._may = engine, vault, audit, now, may
        self._scanner, self._limits = scanner or NoScanner(), limits
        self.files = EncryptedFiles(home, limits.free_disk)
        self._turns, self._places = threading.BoundedSemaphore(limits.at_once), threading.BoundedSemaphore(limits.places)

    def keep(self, applicant: Applicant, case_id: int, kind: str, stream: ByteStream, declared_name: str = "") -> UploadInfo:
        """Reads, scans, cleans and keeps `stream`. `declared_name` words the refusal and is not kept. Raises UploadError."""
        if kind not in paper_kinds():  # it stands in rows and audit, so it must be a word of ours
            raise UnknownKind
        with UnitOfWork(self._engine, reads_only=True) as work:  # before anything is read from somebody else
            self._check_room(work.session, self._own(work.session, applicant, case_id), 1)
        with self.files.room_for(self._limits.file):
            data = read_within(stream, self._limits.file)
            cleaned, scan = self._in_turn(data, declared_name)
            name, key = self.files.write(cleaned.data)
            try:
                return self._add(applicant, case_id, kind, cleaned, scan, name, key)
            except BaseException:
                self.files.remove(name)
                raise

    def infos(self, applicant: Applicant, case_id: int) -> tuple[UploadInfo, ...]:
        """The files of the applicant's own case, oldest first. Raises UnknownUpload."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            self._own(work.session, applicant, case_id)
            return infos_of(repository.fetch_uploads(work.session, case_id))

    def open(self, applicant: Applicant, case_id: int, upload_id: int) -> Opened:
        """A file of the applicant's own case. Raises UnknownUpload, LostFile."""
        with UnitOfWork(self._engine) as work:
            self._own(work.session, applicant, case_id)
            return self._open(work, case_id, upload_id, applicant.actor, applicant.conversation_id)

    def open_for_staff(self, actor: str, case_id: int, upload_id: int) -> Opened:
        """A file for `staff:<id>`, whose office the caller has checked. Raises UnknownUpload, LostFile."""
        with UnitOfWork(self._engine) as work:
            return self._open(work, case_id, upload_id, actor, None)

    def delete(self, applicant: Applicant, case_id: int, upload_id: int) -> None:
        """Deletes a file of the applicant's own case, row first. Raises UnknownUpload, CaseClosed."""
        with UnitOfWork(self._engine) as work:
            case = self._own(work.session, applicant, case_id, lock=True)
            if case.state not in DELETE_IN:
                raise CaseClosed
            upload = _known(repository.fetch_upload(work.session, case_id, upload_id))
            work.session.delete(upload)
            work.session.flush()
            self._record(work, "deleted", applicant.actor, case_id, upload.kind, applicant.conversation_id)
            work.commit()
        self.files.remove(upload.stored_name)

    def goes_with(self, applicant: Applicant, case_id: int) -> Callable[[], None]:
        """What deletes the files of the applicant's own case, to be called when the case is gone. Raises UnknownUpload."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            self._own(work.session, applicant, case_id)
        return self.goes_with_case(case_id)

    def goes_with_case(self, case_id: int) -> Callable[[], None]:
        """What deletes the files of a case that a clerk forgets, to be called when it is gone, and its keys with it."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            names = [upload.stored_name for upload in repository.fetch_uploads(work.session, case_id)]
        return lambda: self.files.remove(*names)

    def sweep(self, older_than: float = REST_SECONDS) -> Swept:
        """Removes what a crash or a deleted case left behind. Rows without a file are counted, never deleted.

        Rows go before their files, so no crash makes such a row: the folder was moved or is not mounted.
        """
        with UnitOfWork(self._engine, reads_only=True) as work:
            known = repository.fetch_stored_names(work.session)
        return Swept(self.files.remove_left_behind(known, older_than), len(known - self.files.names()))

    def _in_turn(self, data: bytes, declared_name: str) -> tuple[Cleaned, str]:
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            cleaned, scan = self._when_free(data, declared_name)
        finally:
            self._places.release()
        if len(cleaned.data) > self._limits.file:
            raise TooLarge
        return cleaned, scan

    def _when_free(self, data: bytes, declared_name: str) -> tuple[Cleaned, str]:
        if not self._turns.acquire(timeout=self._limits.waiting):
            raise Busy
        try:
            scan = self._scanner.scan(data)
            return clean(data, declared_name), scan
        finally:
            self._turns.release()

    def _add(
        self, applicant: Applicant, case_id: int, kind: str, cleaned: Cleaned, scan: str, name: str, key: str
    ) -> UploadInfo:
        upload = GrantUpload(
            case_id=case_id, kind=kind, stored_name=name, key_sealed=self._vault.seal(key, KEY_FIELD),
            media_type=cleaned.media_type, size=len(cleaned.data), pages=cleaned.pages, scan=scan,
            uploaded_at=self._now(), uploaded_by=applicant.actor,
        )  # fmt: skip
        with UnitOfWork(self._engine) as work:
            self._check_room(work.session, self._own(work.session, applicant, case_id, lock=True), upload.size)
            work.session.add(upload)
            work.session.flush()
            self._record(work, "kept", applicant.actor, case_id, kind, applicant.conversation_id)
            work.commit()
        return info_of(upload)

    def _own(self, session: Session, applicant: Applicant, case_id: int, *, lock: bool = False) -> GrantCase:
        case = repository.lock_case(session, case_id) if lock else repository.fetch_case(session, case_id)
        if case is None or not self._may(applicant, case):
            raise UnknownUpload
        return case

    def _check_room(self, session: Session, case: GrantCase, size: int) -> None:
        if case.state not in ADD_IN:
            raise CaseClosed
        count, together = repository.count_and_size(session, case.id)
        if count >= self._limits.files_of_case:
            raise TooManyFiles
        if together + size > self._limits.bytes_of_case:
            raise CaseFull

    def _open(self, work: UnitOfWork, case_id: int, upload_id: int, actor: str, conversation_id: str | None) -> Opened:
        upload = _known(repository.fetch_upload(work.session, case_id, upload_id))
        data = self.files.read(upload.stored_name, self._vault.open(upload.key_sealed, KEY_FIELD))
        if len(data) != upload.size:
            raise LostFile
        self._record(work, "viewed", actor, case_id, upload.kind, conversation_id)
        work.commit()
        return Opened(data, upload.media_type)

    def _record(
        self, work: UnitOfWork, what: str, actor: str, case_id: int, kind: str, conversation_id: str | None
    ) -> None:
        self._audit.record(
            work.session, f"grants:upload:{what}", actor=actor, conversation_id=conversation_id, case=case_id, kind=kind
        )


def _known(upload: GrantUpload | None) -> GrantUpload:
    if upload is None:
        raise UnknownUpload
    return upload


def info_of(upload: GrantUpload) -> UploadInfo:
    return UploadInfo(
        upload.id, upload.kind, upload.media_type, upload.size, upload.pages, upload.scan, upload.uploaded_at
    )


def infos_of(uploads: Sequence[GrantUpload]) -> tuple[UploadInfo, ...]:
    return tuple(map(info_of, uploads))
