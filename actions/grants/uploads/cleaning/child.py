"""Has a file cleaned in a process of its own, and waits no longer than a person does."""

import json
import subprocess
import sys
from pathlib import PurePath

from actions.grants.uploads.cleaning.kinds import Cleaned, kind_of
from actions.grants.uploads.errors import ERRORS_BY_CODE, NotSupported, TooComplex, UploadError
from actions.settings import ROOT

SECONDS = 40.0
_COMMAND = [sys.executable, "-m", "actions.grants.uploads.cleaning.process"]
_WORDS = {".jpg": "照片", ".jpeg": "照片", ".png": "照片", ".heic": "照片", ".heif": "照片", ".pdf": "PDF"}


def clean(data: bytes, declared_name: str = "") -> Cleaned:
    """`data` as a JPEG or PDF of our own making. Raises UploadError; whatever the file does to the process is TooComplex."""
    if kind_of(data) is None:
        raise _not_supported(declared_name)
    try:
        done = subprocess.run(  # noqa: S603 - our own module; an empty environment, no descriptor but the pipes
            _COMMAND, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
            env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"},
            timeout=SECONDS, check=False, close_fds=True, start_new_session=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TooComplex from error
    return _read_answer(done.returncode, done.stdout)


def _read_answer(status: int, answer: bytes) -> Cleaned:
    line, _, data = answer.partition(b"\n")
    if status or not line:
        raise TooComplex
    head = json.loads(line)
    if "error" in head:
        raise ERRORS_BY_CODE.get(head["error"], UploadError)
    return Cleaned(data, head["media_type"], head["pages"])


def _not_supported(declared_name: str) -> NotSupported:
    """Tells who sent something else under a photo's name that renaming does not help."""
    word = _WORDS.get(PurePath(declared_name).suffix.lower())
    if word is None:
        return NotSupported()
    return NotSupported(f"这个文件的名字像{word}，里面却不是{word}。请直接用手机拍一张照片再传。")
