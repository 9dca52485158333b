"""The uploaded files in a backup: copied as they lie, encrypted; a restore brings them back and removes none."""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from actions.clock import SHANGHAI
from actions.grants.uploads.files import FOLDER


def copy_uploads(home: Path, target: Path) -> None:
    """The files of `home` at this moment in the new folder `target`, after the database was copied.

    Every row of the copy has its file here, but for files somebody deleted in between: those they wanted gone.
    """
    source = home / FOLDER
    if not source.exists():
        return
    target.mkdir(mode=0o700)
    for file in source.iterdir():
        if not file.name.startswith("."):
            _link_or_copy(file, target / file.name)


def put_back_uploads(source: Path, home: Path) -> None:
    """Adds the files that are missing in `home`. A name is random and written once, so what is there is the same file."""
    if not source.exists():
        return
    target = home / FOLDER
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for file in source.iterdir():
        file.chmod(0o600)
        os.utime(file)  # a young file is safe from the sweep until the restored rows name it
        file.replace(target / file.name)


def keep_aside(home: Path) -> str | None:
    """Keeps the files the replaced database names, which the sweep takes after a restore; returns where, None without files."""
    source = home / FOLDER
    if not source.exists() or not any(source.iterdir()):
        return None
    kept = home / f"{FOLDER}-replaced-{datetime.now(SHANGHAI):%Y%m%d%H%M%S}"
    copy_uploads(home, kept)
    return str(kept)


def _link_or_copy(file: Path, target: Path) -> None:
    try:
        os.link(file, target)  # nothing ever writes into a file again, so a second name is a copy
    except FileNotFoundError:
        return  # deleted meanwhile
    except OSError:  # another disk
        with suppress(FileNotFoundError):
            shutil.copy2(file, target)
