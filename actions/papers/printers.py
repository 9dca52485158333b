"""SlipPrinter: none by default, or an ESC/POS printer on the network or at a device file (WANQING_SLIP_PRINTER)."""

import socket
import struct
import threading
import time
from typing import Protocol

from PIL import Image

from actions.papers.device_files import PAUSE_SECONDS, device_file
from actions.papers.errors import NoPrinterHere, PrinterUnavailable, PrinterWithoutPaper

NETWORK_PORT = 9100
SECONDS = 15.0  # for one slip; a printer without paper takes bytes and then waits for ever
STATUS_SECONDS = 1.5
# Any printer of this width would do: its 576 dots are all that is used of the description.
PROFILE = "TM-T20II"
_ASK_FOR_PAPER = b"\x10\x04\x04"  # DLE EOT 4, answered by one byte
_PAPER_END = 0b0110_0000
_FORGET = struct.pack("ii", 1, 0)  # what is not sent when the connection is closed is thrown away


class SlipPrinter(Protocol):
    """Prints slips."""

    available: bool
    in_order: bool  # as far as the last slip showed

    def print(self, slip: Image.Image) -> None:
        """Returns when the printer has the whole slip. Raises PrinterUnavailable."""


class NoPrinter:
    """This installation has none."""

    available = in_order = False

    def print(self, slip: Image.Image) -> None:
        raise NoPrinterHere


class EscposPrinter:
    """`network:HOST:PORT` or `file:/dev/usb/lp0`. One slip at a time; whoever waits too long is told so."""

    available = True

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        self._kind, self._where = split_address(address)
        self._seconds = seconds
        self._one_at_a_time = threading.Lock()
        self.in_order = True

    def print(self, slip: Image.Image) -> None:
        """Ends in time, with the whole slip at the printer or with nothing more to come of it."""
        deadline = time.monotonic() + self._seconds
        self.in_order = False
        if not self._one_at_a_time.acquire(timeout=self._seconds):
            raise PrinterUnavailable
        try:
            send = self._to_file if self._kind == "file" else self._over_network
            send(commands_of(slip), deadline)
        except OSError as error:
            raise PrinterUnavailable from error
        finally:
            self._one_at_a_time.release()
        self.in_order = True

    def _to_file(self, commands: bytes, deadline: float) -> None:
        with device_file(self._where, deadline) as device:
            _check_paper(device.answer(_ASK_FOR_PAPER, STATUS_SECONDS))
            device.write(commands)

    def _over_network(self, commands: bytes, deadline: float) -> None:
        host, _, port = self._where.rpartition(":")
        with socket.create_connection((host, int(port)), timeout=STATUS_SECONDS) as connection:
            _check_paper(_answer(connection))
            connection.settimeout(max(deadline - time.monotonic(), PAUSE_SECONDS))
            try:
                connection.sendall(commands)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _FORGET)
                raise


def commands_of(slip: Image.Image) -> bytes:
    """The slip in the printer's language: reset, raster picture, feed and cut."""
    from escpos.printer import Dummy  # when a printer is used: it reads a megabyte of printer descriptions

    printer = Dummy(profile=PROFILE)
    printer.hw("INIT")
    printer.image(slip, impl="bitImageRaster", fragment_height=480)
    printer.cut()
    return bytes(printer.output)


def split_address(address: str) -> tuple[str, str]:
    """("network", "host:port") or ("file", path). Raises ValueError."""
    kind, _, where = address.partition(":")
    if kind == "file" and where.startswith("/"):
        return kind, where
    if kind == "network" and where:
        host, _, port = where.rpartition(":") if ":" in where else (where, "", str(NETWORK_PORT))
        if host and port.isdigit() and 0 < int(port) < 65536:
            return kind, f"{host}:{port}"
    raise ValueError("a printer is network:HOST:PORT or file:/dev/...")


def printer_from(address: str) -> SlipPrinter:
    """The printer of WANQING_SLIP_PRINTER."""
    return EscposPrinter(address) if address else NoPrinter()


def _answer(connection: socket.socket) -> bytes:
    connection.sendall(_ASK_FOR_PAPER)
    try:
        return connection.recv(1)
    except TimeoutError:
        return b""


def _check_paper(answer: bytes) -> None:
    """Raises PrinterWithoutPaper when the printer says so; one that does not answer is taken at its silence."""
    if answer and answer[0] & _PAPER_END:
        raise PrinterWithoutPaper
