"""The backup file: a compressed tar of manifest, database, uploaded files (encrypted as they are) and, if wanted, sealed keys."""

import io
import os
import re
import tarfile
import zlib
from pathlib import Path

from actions.backup.errors import BrokenBackup, FileExists
from actions.backup.manifest import Manifest, hashes_of, sha256_of

MANIFEST, DATABASE, KEYS, UPLOADS = "manifest.json", "database", "keys.sealed", "uploads"
_UPLOAD = re.compile(rf"{UPLOADS}/[0-9a-f]{{32}}")


def write_archive(target: Path, manifest: Manifest, folder: Path, sealed_keys: bytes | None) -> None:
    """Writes `target` from the database and uploads in `folder`, whole or not at all, for the owner alone. Raises FileExists."""
    draft = target.with_name(f".{target.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as archive:
                _add(archive, MANIFEST, manifest.to_json())
                if sealed_keys is not None:
                    _add(archive, KEYS, sealed_keys)
                for name in (DATABASE, *(f"{UPLOADS}/{upload}" for upload in sorted(manifest.uploads))):
                    archive.add(folder / name, name, filter=_anonymous)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, target)  # unlike a rename it never replaces an older backup
        except FileExistsError as error:
            raise FileExists from error
    finally:
        draft.unlink(missing_ok=True)


def read_archive(source: Path, folder: Path) -> Manifest:
    """Unpacks `source` into `folder` and checks every hash. Raises BrokenBackup."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                known = member.name in (MANIFEST, DATABASE, KEYS) or _UPLOAD.fullmatch(member.name)
                if not known or not member.isfile():
                    raise BrokenBackup
                archive.extract(member, folder, filter="data")
            while archive.fileobj is not None and archive.fileobj.read(1 << 20):
                continue  # to the end, where the checksum of the whole file stands
        manifest = Manifest.from_json((folder / MANIFEST).read_bytes())
        whole = sha256_of(folder / DATABASE) == manifest.database_sha256
        if manifest.keys_sha256 is not None:
            whole = whole and sha256_of(folder / KEYS) == manifest.keys_sha256
        whole = whole and hashes_of(folder / UPLOADS) == manifest.uploads
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise BrokenBackup from error
    if not whole:
        raise BrokenBackup
    return manifest


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(data), 0o600
    archive.addfile(member, io.BytesIO(data))


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid, member.gid, member.uname, member.gname, member.mode = 0, 0, "", "", 0o600
    return member
