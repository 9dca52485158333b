"""The process that reads one file from outside: no secrets, no files, little memory and time. Answers on its standard output."""

import json
import resource
import sys
import warnings

from actions.grants.uploads.cleaning.documents import clean_document
from actions.grants.uploads.cleaning.images import clean_image
from actions.grants.uploads.cleaning.kinds import Cleaned, kind_of
from actions.grants.uploads.errors import NotSupported, TooComplex, UploadError

MEMORY = 1_200_000_000  # bytes of address space: MAX_PIXELS in RGBA, once decoded and once copied, and the libraries
CPU_SECONDS = 15  # a 64-megapixel PNG takes two


def restrict() -> None:
    """What is read from here on can neither write a file nor take the machine."""
    for name, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(name, (limit, limit))


def clean_here(data: bytes) -> Cleaned:
    """Raises UploadError."""
    kind = kind_of(data)
    if kind is None:
        raise NotSupported
    return clean_document(data) if kind == "PDF" else clean_image(data, kind)


def main() -> None:
    """Reads the file from standard input; writes one line of JSON and then the cleaned file."""
    restrict()
    warnings.simplefilter("ignore")
    try:
        cleaned = clean_here(sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        _answer({"error": TooComplex.code})
    except UploadError as error:
        _answer({"error": error.code})
    else:
        _answer({"media_type": cleaned.media_type, "pages": cleaned.pages}, cleaned.data)


def _answer(head: dict[str, object], data: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
