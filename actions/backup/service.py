"""Makes a backup of a running house, and puts one back after everything in it was verified."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from actions.audit.service import Audit
from actions.audit.verifying import verify_chain
from actions.backup.archive import DATABASE, KEYS, UPLOADS, read_archive, write_archive
from actions.backup.copies import Progress, copies_of
from actions.backup.errors import BrokenBackup, DatabaseInUse, FileExists, ForeignBackup
from actions.backup.locked_keys import lock_keys, unlock_keys
from actions.backup.manifest import FORMAT, Manifest, hashes_of, row_counts, schema_revision, sha256_of
from actions.backup.uploads import copy_uploads, keep_aside, put_back_uploads
from actions.clock import utc_now
from actions.database.engine import build_engine
from actions.database.migrate import alembic_config, upgrade
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.keyring import Keyring
from actions.personal_data.rotation import KeyRotation
from actions.personal_data.vault import Vault

_KEY_FOLDER = Path("keys") / "personal"
_LASTING_KEYS = ("index.key", "audit.key")  # never rotated: they tell whose data these are


@dataclass(frozen=True)
class Restored:
    """What was put back, and where the replaced database and its uploaded files are kept (None: there were none)."""

    manifest: Manifest
    kept: str | None
    kept_uploads: str | None = None


class Backups:
    """Backups of the database at `url`, whose keys and uploaded files are in `home`."""

    def __init__(self, url: str, home: Path) -> None:
        self._url, self._home, self._copies = url, home, copies_of(url)

    def make(self, target: Path, progress: Progress, passphrase: str | None = None) -> Manifest:
        """Writes `target`, with the keys in it when there is a passphrase. Raises FileExists, MissingPrograms."""
        if target.exists():
            raise FileExists
        keyring = Keyring(self._home)
        with self._folder(target.resolve().parent) as folder:
            counts = self._copies.save(folder / DATABASE, progress)
            copy_uploads(self._home, folder / UPLOADS)
            locked = lock_keys(self._home / _KEY_FOLDER, passphrase) if passphrase else None
            if locked is not None:
                (folder / KEYS).write_bytes(locked)
            engine = build_engine(self._url)
            manifest = Manifest(
                format=FORMAT, made_at=utc_now().isoformat(), database=self._copies.kind,
                revision=schema_revision(engine), counts=counts, database_sha256=sha256_of(folder / DATABASE),
                keys_sha256=sha256_of(folder / KEYS) if locked is not None else None, key_ids=keyring.ids,
                uploads=hashes_of(folder / UPLOADS),
            )  # fmt: skip
            write_archive(target, manifest, folder, locked)
            _record(engine, Audit(keyring), "backup:made", target.name)
            engine.dispose()
        return manifest

    def restore(self, source: Path, progress: Progress, passphrase: str | None = None, *, force: bool = False) -> Restored:
        """Puts `source` in place of the database. Raises BackupError, and then nothing was changed."""
        with self._folder(self._home) as folder:
            manifest = read_archive(source, folder)
            progress(1, 3)
            if manifest.database != self._copies.kind:
                raise ForeignBackup(f"这份备份是 {manifest.database} 的，现在用的是 {self._copies.kind}。请先换成同样的数据库。")
            home = self._home_with_keys(folder, manifest, passphrase)
            with self._copies.opened(folder / DATABASE) as engine:
                _check(engine, manifest, Keyring(home))
                progress(2, 3)
                upgrade(engine.url.render_as_string(hide_password=False))  # an older backup meets today's product
                _record(engine, Audit(Keyring(home)), "backup:restored", source.name)
                if not force and self._copies.in_use():
                    raise DatabaseInUse
                self._install_keys(home)
                aside = keep_aside(self._home)
                put_back_uploads(folder / UPLOADS, self._home)  # before the rows that name them; alone they are only left over
                kept = self._copies.put_in_place(engine)
            progress(3, 3)
        return Restored(manifest, kept, aside)

    def _home_with_keys(self, folder: Path, manifest: Manifest, passphrase: str | None) -> Path:
        """The home whose keys the backup is read with: ours, or one made of the keys in the backup."""
        if passphrase is None:
            if not (self._home / _KEY_FOLDER).exists():
                raise ForeignBackup(f"这里没有密钥。请先把原来的 {_KEY_FOLDER} 文件夹放回，或者用带密钥的备份和口令。")
            return self._home
        if manifest.keys_sha256 is None:
            raise ForeignBackup("这份备份里没有密钥。请不带口令再试。")
        unlock_keys((folder / KEYS).read_bytes(), passphrase, folder / _KEY_FOLDER)
        for name in _LASTING_KEYS:
            ours, theirs = self._home / _KEY_FOLDER / name, folder / _KEY_FOLDER / name
            if ours.exists() and ours.read_bytes() != theirs.read_bytes():
                raise ForeignBackup(f"这台机器已经有另一套密钥。要换成备份里的，请先把 {_KEY_FOLDER} 文件夹移开。")
        return folder

    def _install_keys(self, home: Path) -> None:
        """Adds the keys that are missing here; none is ever replaced."""
        if home == self._home:
            return
        target = self._home / _KEY_FOLDER
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        target.parent.chmod(0o700)
        for file in sorted((home / _KEY_FOLDER).glob("*.key")):
            if not (target / file.name).exists():
                shutil.copy2(file, target / file.name)

    @contextmanager
    def _folder(self, beside: Path) -> Iterator[Path]:
        """A folder for drafts, on the disk where the result will be, readable by the owner alone."""
        beside.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=".wanqing-backup-", dir=beside) as folder:
            yield Path(folder)


def _check(engine: Engine, manifest: Manifest, keyring: Keyring) -> None:
    """Raises BrokenBackup or ForeignBackup when the copy is not what its manifest and our keys say."""
    if row_counts(engine) != manifest.counts or schema_revision(engine) != manifest.revision:
        raise BrokenBackup
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config("sqlite://")).walk_revisions()}
    if manifest.revision not in known:
        raise ForeignBackup("这份备份来自更新的版本。请先升级晚晴，再恢复。")
    if "audit_head" not in manifest.counts:
        return  # older than the audit and the sealed columns
    if next(verify_chain(engine, Audit(keyring)), None) is not None:
        raise ForeignBackup("审计记录和这里的密钥对不上：备份被改过，或者密钥不是当时那一套。没有恢复。")
    missing = set(KeyRotation(engine, Vault(keyring), Audit(keyring)).uses()) - set(keyring.ids)
    if missing:
        raise ForeignBackup(f"备份里的数据要用密钥 {'、'.join(sorted(missing))}，这里没有。请先把它放回 {_KEY_FOLDER}。")


def _record(engine: Engine, audit: Audit, event: str, name: str) -> None:
    if not inspect(engine).has_table("audit_head"):
        return  # a backup before the upgrade that brings the audit
    with UnitOfWork(engine) as work:
        audit.record(work.session, event, actor="system:backup", name=name)
        work.commit()
