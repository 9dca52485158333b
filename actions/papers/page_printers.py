"""PagePrinter: none by default, or an A4 printer behind CUPS, which takes a PDF by its `lp` command (WANQING_PAGE_PRINTER)."""

import shutil
import subprocess
from typing import Protocol

from actions.papers.errors import NoPrinterHere, PrinterUnavailable, PrinterWithoutPaper

SECONDS = 15.0  # for CUPS to take a job; what the printer does with it afterwards takes as long as it takes
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"  # and nothing else of our environment
# What CUPS calls a printer without paper (RFC 8011 section 5.4.12), as `lpstat -l` shows it.
_OUT_OF_PAPER = ("media-empty", "media-needed", "out of paper", "paper out")
_OUT_OF_ORDER = ("disabled", "not accepting", "offline", "shutdown", "cover-open", "door-open", "media-jam")


class PagePrinter(Protocol):
    """Prints whole pages."""

    available: bool
    in_order: bool  # as far as the last paper showed

    def print(self, pdf: bytes) -> None:
        """Returns when the print server has the whole paper. Raises PrinterUnavailable."""


class NoPagePrinter:
    """This installation has none."""

    available = in_order = False

    def print(self, pdf: bytes) -> None:
        raise NoPrinterHere


class CupsPrinter:
    """`cups:NAME`, a queue of this machine, or `ipp://HOST/PRINTER`, reached through the CUPS of that host."""

    available = True

    def __init__(self, address: str, seconds: float = SECONDS, path: str = _PATH) -> None:
        self._queue, self._server = split_page_address(address)
        self._seconds, self._path = seconds, path
        self.in_order = True

    def print(self, pdf: bytes) -> None:
        """Asks after the printer first: CUPS takes a job for a printer without paper and keeps it till somebody comes."""
        self.in_order = False
        self._check()
        # One side, A4, and no name of anybody on a banner or in the list of jobs.
        options = ("-d", self._queue, "-t", "wanqing", "-o", "media=A4", "-o", "sides=one-sided", "-o", "job-sheets=none")
        if self._run("lp", *options, "-", given=pdf).returncode:
            raise PrinterUnavailable
        self.in_order = True

    def _check(self) -> None:
        """Raises PrinterWithoutPaper or PrinterUnavailable when CUPS says so."""
        told = self._run("lpstat", "-l", "-a", self._queue, "-p", self._queue)
        words = (told.stdout + told.stderr).decode(errors="replace").lower()
        if any(sign in words for sign in _OUT_OF_PAPER):
            raise PrinterWithoutPaper
        if told.returncode or any(sign in words for sign in _OUT_OF_ORDER):
            raise PrinterUnavailable

    def _run(self, command: str, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        found = shutil.which(command, path=self._path)
        if found is None:
            raise PrinterUnavailable
        where = ("-h", self._server) if self._server else ()
        environment = {"PATH": self._path, "LC_ALL": "C"}  # its words are read above
        try:
            return subprocess.run(  # noqa: S603 - CUPS's own command, no shell, words of our making
                [found, *where, *words], input=given, capture_output=True, timeout=self._seconds, check=False, env=environment,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrinterUnavailable from error


def split_page_address(address: str) -> tuple[str, str]:
    """(queue, server); the server is empty for this machine's own CUPS. Raises ValueError."""
    kind, _, rest = address.partition(":")
    if kind == "cups" and rest and not rest.startswith("-"):
        return rest, ""
    server, _, path = rest.removeprefix("//").partition("/")
    queue = path.rsplit("/", 1)[-1]
    if kind in ("ipp", "ipps") and rest.startswith("//") and server and queue and not queue.startswith("-"):
        return queue, server + ("/E" if kind == "ipps" else "")
    raise ValueError("an A4 printer is cups:NAME or ipp://HOST/PRINTER")


def page_printer_from(address: str) -> PagePrinter:
    """The printer of WANQING_PAGE_PRINTER."""
    return CupsPrinter(address) if address else NoPagePrinter()
