"""Manifest: what a backup holds, so that a restore can tell whether it has all of it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sqlalchemy import Engine, func, inspect, select, table, text

from actions.backup.errors import BrokenBackup

FORMAT = 2
_READABLE = (1, 2)  # 1 had no uploads
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """`database` is sqlite or postgresql; `counts` are rows by table; `uploads` the files by name; hashes are SHA-256 in hex."""

    format: int
    made_at: str
    database: str
    revision: str
    counts: dict[str, int]
    database_sha256: str
    keys_sha256: str | None
    key_ids: tuple[str, ...]
    uploads: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Manifest":
        """Raises BrokenBackup."""
        try:
            read = json.loads(data)
            if read["format"] not in _READABLE:
                raise BrokenBackup(f"这个备份是第{read['format']}版格式的，这一版晚晴读不了。")
            return cls(**{**read, "key_ids": tuple(read["key_ids"])})
        except (ValueError, TypeError, KeyError) as error:
            raise BrokenBackup from error


def sha256_of(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def hashes_of(folder: Path) -> dict[str, str]:
    """The files of `folder` by name; none when there is no such folder."""
    return {path.name: sha256_of(path) for path in sorted(folder.iterdir())} if folder.exists() else {}


def schema_revision(engine: Engine) -> str:
    """The migration the database stands at; empty when it has none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def row_counts(engine: Engine) -> dict[str, int]:
    """Rows of every table, all at one moment where the engine's isolation allows it."""
    with engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}
