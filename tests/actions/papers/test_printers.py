"""A slip reaches the printer whole, or the family is told that it did not."""

import os
import select
import socket
import threading
import time
import tty

import paper_samples as samples
import pytest
from PIL import Image

from actions.papers.errors import NoPrinterHere, PrinterUnavailable, PrinterWithoutPaper
from actions.papers.printers import EscposPrinter, NoPrinter, printer_from, split_address
from actions.papers.service import Papers

RASTER, CUT, ASK_FOR_PAPER = b"\x1dv0", b"\x1dV", b"\x10\x04\x04"
ENOUGH, NONE_LEFT = b"\x12", b"\x72"


class Printer:
    """A printer on the network: takes everything down; answers the question for paper with `paper`, or not at all."""

    def __init__(self, paper=ENOUGH, hangs=False):
        self.paper, self.hangs, self.taken = paper, hangs, b""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"network:127.0.0.1:{self.socket.getsockname()[1]}"
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        try:
            while True:
                connection, _ = self.socket.accept()
                with connection:
                    self.listen(connection)
                self.ended.set()
        except OSError:
            return  # closed by the test

    def listen(self, connection):
        answered = False
        while data := connection.recv(65536):
            self.taken += data
            if not answered and ASK_FOR_PAPER in self.taken and self.paper:
                connection.sendall(self.paper)
                answered = True
            if self.hangs and RASTER in self.taken:
                time.sleep(1.5)  # takes nothing more
                return

    def close(self):
        self.socket.close()


@pytest.fixture
def slip():
    return Papers(now=lambda: samples.DAY).slip(samples.case())


@pytest.fixture
def printer(request):
    made = Printer(**getattr(request, "param", {}))
    yield made
    made.close()


def rasters(taken):
    """Width in bytes and height of every raster picture in what a printer took, and its dots."""
    found, place = [], taken.find(RASTER)
    while place >= 0:
        width, height = int.from_bytes(taken[place + 4 : place + 6], "little"), int.from_bytes(taken[place + 6 : place + 8], "little")
        found.append((width, height, taken[place + 8 : place + 8 + width * height]))
        place = taken.find(RASTER, place + 8 + width * height)
    return found


def test_the_printer_gets_the_very_picture_and_a_cut(printer, slip):
    EscposPrinter(printer.address).print(slip)
    assert printer.ended.wait(5)
    pictures = rasters(printer.taken)
    assert {width for width, _, _ in pictures} == {72} and sum(height for _, height, _ in pictures) == slip.height
    dots = b"".join(dots for _, _, dots in pictures)
    inverted = bytes(255 - byte for byte in dots)  # on paper 1 is black, in the picture 1 is white
    assert Image.frombytes("1", slip.size, inverted).tobytes() == slip.tobytes()
    assert CUT in printer.taken[printer.taken.rfind(dots[-200:]) :]


@pytest.mark.parametrize("printer", [{"paper": b""}], indirect=True)
def test_a_printer_that_says_nothing_of_its_paper_is_taken_at_its_silence(printer, slip):
    EscposPrinter(printer.address).print(slip)
    assert printer.ended.wait(5) and CUT in printer.taken


@pytest.mark.parametrize("printer", [{"paper": NONE_LEFT}], indirect=True)
def test_without_paper_nothing_is_sent_and_the_family_is_told(printer, slip):
    with pytest.raises(PrinterWithoutPaper, match="没有纸"):
        EscposPrinter(printer.address).print(slip)
    assert RASTER not in printer.taken


@pytest.mark.parametrize("printer", [{"hangs": True}], indirect=True)
def test_a_printer_that_stops_taking_is_not_waited_for(printer):
    huge = Image.new("1", (576, 60_000))
    started = time.monotonic()
    with pytest.raises(PrinterUnavailable, match="没有打出来"):
        EscposPrinter(printer.address, seconds=0.8).print(huge)
    assert time.monotonic() - started < 12, "it gave up by its own clock, not by the default one"


def test_a_printer_that_is_switched_off_is_told_at_once(slip):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(PrinterUnavailable, match="没有连上") as raised:
        EscposPrinter(f"network:127.0.0.1:{port}").print(slip)
    assert raised.value.code == "printer-unavailable"


def test_a_printer_at_a_device_file_gets_the_same(tmp_path, slip):
    file = tmp_path / "lp0"
    with pytest.raises(PrinterUnavailable):
        EscposPrinter(f"file:{file}").print(slip)
    assert not file.exists(), "a printer that is switched off has no device file, and gets none"
    file.touch()
    EscposPrinter(f"file:{file}").print(slip)
    assert sum(height for _, height, _ in rasters(file.read_bytes())) == slip.height
    with pytest.raises(PrinterUnavailable):
        EscposPrinter(f"file:{tmp_path / 'nowhere' / 'lp0'}").print(slip)


@pytest.fixture
def device():
    """A printer at a device file, seen from inside: (what it reads and answers with, the path of its file)."""
    inside, outside = os.openpty()
    tty.setraw(outside)
    os.set_blocking(inside, False)
    yield inside, os.ttyname(outside)
    os.close(inside)
    os.close(outside)


def taken_by(inside):
    """Everything a printer has been sent and has not taken yet."""
    taken = b""
    while select.select([inside], [], [], 0.3)[0]:
        taken += os.read(inside, 65536)
    return taken


def test_what_a_device_did_not_take_in_time_never_comes_out_later(device, slip):
    """The next visitor puts paper in: what is left of the slip is not theirs to read."""
    inside, path = device
    printer = EscposPrinter(f"file:{path}", seconds=2)
    with pytest.raises(PrinterUnavailable, match="没有打出来"):
        printer.print(slip)
    assert not printer.in_order
    already_there = taken_by(inside)  # now it takes again
    assert CUT not in already_there and len(already_there) < 20_000
    assert taken_by(inside) == b""


def test_a_device_without_paper_is_told_before_anything_is_sent(device, slip):
    inside, path = device
    answering = threading.Thread(target=lambda: select.select([inside], [], [], 5) and os.write(inside, NONE_LEFT))
    answering.start()
    with pytest.raises(PrinterWithoutPaper, match="没有纸"):
        EscposPrinter(f"file:{path}").print(slip)
    answering.join()
    assert RASTER not in taken_by(inside)


def test_a_slip_given_up_behind_another_one_is_not_printed_after_it(device, slip):
    inside, path = device
    printer = EscposPrinter(f"file:{path}", seconds=1)
    told = []

    def ask():
        try:
            printer.print(slip)
        except PrinterUnavailable as error:
            told.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert len(told) == 2
    taken_by(inside)
    assert taken_by(inside) == b""


def test_two_slips_at_once_come_out_one_after_the_other(printer, slip):
    device = EscposPrinter(printer.address)
    threads = [threading.Thread(target=device.print, args=(slip,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deadline = time.monotonic() + 5
    while printer.taken.count(CUT) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    pictures = rasters(printer.taken)
    half = len(pictures) // 2
    assert pictures[:half] == pictures[half:] and sum(height for _, height, _ in pictures) == 2 * slip.height


def test_without_a_printer_the_family_is_told_to_take_a_picture(slip):
    none = printer_from("")
    assert isinstance(none, NoPrinter) and not none.available and printer_from("file:/dev/usb/lp0").available
    with pytest.raises(NoPrinterHere, match="拍下屏幕"):
        none.print(slip)


@pytest.mark.parametrize("address", ["usb", "network:", "network::9100", "network:host:0", "network:host:x", "file:lp0", "http://x"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match="network:HOST:PORT"):
        split_address(address)


def test_the_usual_port_need_not_be_named():
    assert split_address("network:10.0.0.8") == ("network", "10.0.0.8:9100")
