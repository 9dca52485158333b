"""A PostgreSQL of one's own in a temporary folder, for tests and benchmarks; it ends with the block."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

PROGRAMS = ("initdb", "postgres")
OWNER = "wanqing"
READY_SECONDS = 60
_INSTALLED = Path("/usr/lib/postgresql")  # where Debian keeps the server's programs, off the PATH
# Nothing here outlives the block, so nothing is ever waited for to reach the disk.
_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",  # a socket in a folder of mode 700 only: no port, nobody else
    "max_connections": "300",
    "shared_buffers": "128MB",
    "log_min_messages": "fatal",
}


class NoPostgres(RuntimeError):
    """PostgreSQL's programs are not on this machine, or the server did not start; the message says which."""


class ThrowawayPostgres:
    """A running server whose socket lies in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, database: str = "postgres") -> str:
        """SQLAlchemy's URL of `database`."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self._folder}"

    def create(self, database: str, template: str = "template1") -> str:
        """Makes `database` as a copy of `template`, which nobody may be connected to; returns its URL."""
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(database), sql.Identifier(template)))
        return self.url(database)

    def drop(self, database: str) -> None:
        """Removes `database` and ends whoever is connected to it."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def answers(self) -> bool:
        try:
            self._run(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, statement: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(host=str(self._folder), user=OWNER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def throwaway_postgres(options: dict[str, str] | None = None) -> Iterator[ThrowawayPostgres]:
    """A server that lives as long as the block; `options` are settings of its own. Raises NoPostgres."""
    programs = postgres_programs()
    if programs is None:
        raise NoPostgres("PostgreSQL's programs are missing: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="wanqing-pg-"))
    owner = _unprivileged_owner()
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _initialise(programs, folder, owner)
        with _serving(programs, folder, owner, {**_OPTIONS, **(options or {})}) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def postgres_programs() -> Path | None:
    """The folder that holds the newest server's programs, or None."""
    versions = sorted(_INSTALLED.glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    folders = [*versions, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if all((folder / name).exists() for name in PROGRAMS)), None)


def _unprivileged_owner() -> pwd.struct_passwd | None:
    """Whom the server runs as: PostgreSQL refuses root; None means as we are."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _initialise(programs: Path, folder: Path, owner: pwd.struct_passwd | None) -> None:
    command = [str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", OWNER, "--auth", "trust"]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"]
    with _as_owner(command, folder, owner) as process:
        if process.wait():
            raise NoPostgres(_tail(folder))


@contextmanager
def _serving(
    programs: Path, folder: Path, owner: pwd.struct_passwd | None, options: dict[str, str]
) -> Iterator[ThrowawayPostgres]:
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    server = ThrowawayPostgres(folder)
    with _as_owner(command, folder, owner) as process:
        try:
            _await(server, process, folder)
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: what is in it is thrown away
            process.wait()


def _await(server: ThrowawayPostgres, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not server.answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise NoPostgres(_tail(folder))
        time.sleep(0.05)


def _as_owner(command: list[str], folder: Path, owner: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - PostgreSQL's own programs
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            user=owner.pw_uid if owner else None, group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )  # fmt: skip


def _tail(folder: Path) -> str:
    return (folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
