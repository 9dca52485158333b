"""A whole page reaches CUPS, or the family is told why not. A stand-in for CUPS's two commands keeps what it was given."""

import time

import pytest

from actions.papers.errors import NoPrinterHere, PrinterUnavailable, PrinterWithoutPaper
from actions.papers.page_printers import CupsPrinter, NoPagePrinter, page_printer_from, split_page_address
from actions.setting_values import SettingsError
from actions.settings import Settings

PDF = b"%PDF-1.7 a page\n" + bytes(range(256)) * 40
IDLE = "printer hall is idle.  enabled since Mon\n\tReasons: none\nhall accepting requests"


class Cups:
    """A folder with `lp` and `lpstat` in it, as CUPS's own behave."""

    def __init__(self, folder):
        self.folder = folder
        self.state(IDLE)
        self.lp("exit 0")

    def _write(self, name, lines):
        file = self.folder / name
        file.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        file.chmod(0o755)

    def state(self, words, status=0):
        self._write("lpstat", f"cat <<'WORDS'\n{words}\nWORDS\nexit {status}")

    def lp(self, last):
        self._write("lp", f'echo "$@" > {self.folder}/words\ncat > {self.folder}/paper\n{last}')

    def printer(self, address="cups:hall", seconds=5.0):
        return CupsPrinter(address, seconds, path=f"{self.folder}:/usr/bin:/bin")

    @property
    def taken(self):
        paper = self.folder / "paper"
        return paper.read_bytes() if paper.exists() else None


@pytest.fixture
def cups(tmp_path):
    return Cups(tmp_path)


def test_the_whole_page_reaches_the_queue_on_a4_and_without_a_banner(cups):
    cups.printer().print(PDF)
    assert cups.taken == PDF
    words = (cups.folder / "words").read_text()
    assert "-d hall" in words and "media=A4" in words and "job-sheets=none" in words and words.endswith("-\n")


def test_a_printer_of_another_host_is_reached_there(cups):
    cups.printer("ipps://papers.office.local:631/printers/hall").print(PDF)
    assert (cups.folder / "words").read_text().startswith("-h papers.office.local:631/E -d hall")


@pytest.mark.parametrize("reason", ["media-empty-error", "media-needed-report", "Out of paper!"])
def test_without_paper_nothing_is_sent_and_the_family_is_told(cups, reason):
    cups.state(IDLE.replace("none", reason))
    with pytest.raises(PrinterWithoutPaper, match="没有纸"):
        cups.printer().print(PDF)
    assert cups.taken is None


@pytest.mark.parametrize(
    ("words", "status"),
    [("printer hall disabled since Mon -\n\tPaused", 0), ("Reasons: offline-report", 0), ("Reasons: media-jam-error", 0),
     ("lpstat: Invalid destination name in list \"hall\"!", 1)],
)  # fmt: skip
def test_a_printer_out_of_order_is_told_and_nothing_is_sent(cups, words, status):
    cups.state(words, status)
    with pytest.raises(PrinterUnavailable, match="打印机没有连上"):
        cups.printer().print(PDF)
    assert cups.taken is None


def test_a_refused_job_and_a_print_server_that_hangs_are_told(cups):
    cups.lp("exit 1")
    with pytest.raises(PrinterUnavailable):
        cups.printer().print(PDF)
    cups.lp("exec sleep 20")
    started = time.monotonic()
    with pytest.raises(PrinterUnavailable):
        cups.printer(seconds=0.3).print(PDF)
    assert time.monotonic() - started < 3


def test_without_cups_on_the_machine_it_is_a_printer_that_cannot_be_reached(tmp_path):
    with pytest.raises(PrinterUnavailable):
        CupsPrinter("cups:hall", path=str(tmp_path)).print(PDF)


def test_no_printer_says_so():
    assert not page_printer_from("").available
    with pytest.raises(NoPrinterHere, match="没有接打印机"):
        NoPagePrinter().print(PDF)


@pytest.mark.parametrize("address", ["hall", "cups:", "cups:-dhall", "cups:two words", "ipp://host", "ipp:/host/x", "http://host/x"])
def test_an_address_that_is_none_is_refused_at_the_start(address):
    with pytest.raises(SettingsError, match="WANQING_PAGE_PRINTER"):
        Settings.from_environment({"WANQING_PAGE_PRINTER": address})


@pytest.mark.parametrize("address", ["hall", "cups:", "cups:-dhall", "ipp://host", "ipp://host/-d"])
def test_no_address_becomes_an_option_of_the_command(address):
    with pytest.raises(ValueError, match="cups:NAME"):
        split_page_address(address)


def test_the_setting_names_a_queue():
    assert Settings.from_environment({"WANQING_PAGE_PRINTER": "cups:hall_A4"}).page_printer == "cups:hall_A4"
    assert page_printer_from("ipp://10.0.0.9/printers/a4").available
