"""Reads PDF, Word and HTML in a process of its own, so that a broken or hostile file can neither crash nor fill this one."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Literal, get_args

from knowledge_base.documents.errors import DocumentError, ErrorCode
from knowledge_base.documents.reading.line import Line

ROOT = Path(__file__).resolve().parents[3]
MAX_SECONDS = 300


def read_guarded(kind: Literal["pdf", "word", "html"], content: bytes) -> list[Line]:
    """The lines of a PDF, Word or HTML file. Raises DocumentError and nothing else."""
    command = [sys.executable, "-m", "knowledge_base.documents.reading.guarded_process", kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=content, capture_output=True, cwd=ROOT, timeout=MAX_SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise DocumentError("unreadable-file") from error
    if done.returncode != 0:
        raise DocumentError("unreadable-file")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise DocumentError(answer["error"] if answer["error"] in get_args(ErrorCode) else "unreadable-file")
    return [Line(text, level) for text, level in answer["lines"]]
