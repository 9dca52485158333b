"""Copies of a PostgreSQL database through pg_dump and pg_restore."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, func, inspect, select, table, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from actions.backup.copies import Progress
from actions.backup.errors import BackupError, BrokenBackup, MissingPrograms
from actions.clock import SHANGHAI
from actions.database.throwaway_postgres import postgres_programs


class PostgresCopies:
    """The database of a PostgreSQL URL. Restoring needs the right to create databases."""

    kind = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = make_url(url)

    def save(self, target: Path, progress: Progress) -> dict[str, int]:
        """Counts and dump see one snapshot, exported by the transaction that counts."""
        engine = create_engine(self._url, isolation_level="REPEATABLE READ", poolclass=NullPool)
        with engine.connect() as connection:
            snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            names = sorted(inspect(connection).get_table_names())
            counts = {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}
            target.touch(mode=0o600)
            options = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={target}"]
            self._run("pg_dump", self._url, options, BackupError("pg_dump 没有做成。请看数据库的日志。"))
        progress(1, 1)
        return counts

    @contextmanager
    def opened(self, saved: Path) -> Iterator[Engine]:
        """Raises BrokenBackup when pg_restore cannot read it, BackupError when no database may be made."""
        beside = self._url.set(database=f"{self._url.database}_restoring_{secrets.token_hex(3)}")
        self._command(f'CREATE DATABASE "{beside.database}" TEMPLATE template0')
        engine = create_engine(beside, poolclass=NullPool)
        try:
            options = ["--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", str(saved)]
            self._run("pg_restore", beside, options, BrokenBackup())
            yield engine
        finally:
            self._command(f'DROP DATABASE IF EXISTS "{beside.database}" WITH (FORCE)')

    def in_use(self) -> bool:
        with self._beside() as connection:
            return bool(connection.execute(_OTHERS, {"name": self._url.database}).scalar_one())

    def put_in_place(self, opened: Engine) -> str | None:
        """Two renamings in one transaction. Who is connected is cut off and finds the new one when connecting again."""
        kept = f"{self._url.database}_replaced_{datetime.now(SHANGHAI):%Y%m%d%H%M%S}"
        opened.dispose()
        with self._beside(autocommit=False) as connection:
            for _ in range(RENAMING_TRIES):
                try:
                    connection.execute(_CUT_OFF, {"name": self._url.database})
                    connection.execute(text(f'ALTER DATABASE "{self._url.database}" RENAME TO "{kept}"'))
                    connection.execute(text(f'ALTER DATABASE "{opened.url.database}" RENAME TO "{self._url.database}"'))
                    connection.commit()
                    return kept
                except DBAPIError as error:  # somebody connected again between the first statement and the second
                    connection.rollback()
                    failure = error
        raise BackupError("数据库没有换成，仍是原来的。请先停下晚晴再试。") from failure

    @contextmanager
    def _beside(self, *, autocommit: bool = True) -> Iterator[Connection]:
        """A connection to the server that does not hold the database itself."""
        level = "AUTOCOMMIT" if autocommit else "READ COMMITTED"
        engine = create_engine(self._url.set(database="postgres"), isolation_level=level, poolclass=NullPool)
        with engine.connect() as connection:
            yield connection

    def _command(self, statement: str) -> None:
        try:
            with self._beside() as connection:
                connection.execute(text(statement))
        except DBAPIError as error:
            raise BackupError("这个数据库用户不能新建数据库，没有恢复。请数据库管理员给它 CREATEDB 权限。") from error

    @staticmethod
    def _run(name: str, url: URL, options: Sequence[str], failure: BackupError) -> None:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [program(name), *_connection_options(url), *options],
            env={**_password(url), "PATH": os.defpath}, capture_output=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if done.returncode:
            raise failure


RENAMING_TRIES = 20
_OTHERS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()")
_CUT_OFF = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
)


def program(name: str) -> str:
    """Path of one of PostgreSQL's programs. Raises MissingPrograms."""
    folder = postgres_programs()
    if folder is not None and (folder / name).exists():
        return str(folder / name)
    found = shutil.which(name)
    if found is None:
        raise MissingPrograms(name)
    return found


def _connection_options(url: URL) -> list[str]:
    host = url.host or url.query.get("host")
    given = (("host", host), ("port", url.port), ("username", url.username), ("dbname", url.database))
    return [f"--{name}={value}" for name, value in given if value] + (["--no-password"] if not url.password else [])


def _password(url: URL) -> dict[str, str]:
    # In the environment and not among the arguments: those can be read by everybody on the machine.
    return {"PGPASSWORD": str(url.password)} if url.password else {}
