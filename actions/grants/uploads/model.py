"""What is told of a kept file, and what keeping it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from actions.grants.model import GrantCase
from actions.grants.neighbours import Applicant

# Whether a case is the applicant's own; asked inside the transaction that then reads or writes.
CaseAccess = Callable[[Applicant, GrantCase], bool]


class ByteStream(Protocol):
    """Whatever a body is read from."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class UploadInfo:
    """A kept file. `size` is in bytes; `scan` is clean or not_scanned."""

    id: int
    kind: str
    media_type: str
    size: int
    pages: int
    scan: str
    uploaded_at: datetime


@dataclass(frozen=True, repr=False)
class Opened:
    """The content of a kept file, in the clear; never shown in a log."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class Swept:
    """What a sweep found: files removed that no row names, rows whose file is gone."""

    removed: int
    lost: int

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.removed or self.lost)

