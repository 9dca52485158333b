"""A printer at a device file, written to within a time: what it has not taken by then is given up, and never comes out later."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager

from actions.papers.errors import PrinterUnavailable

PAUSE_SECONDS = 0.02
# A driver for USB may say that it has taken bytes which are still on their way, and forgets those when the file is closed. It takes
# another byte only when the bytes before are through; this one means nothing to a printer.
_LAST = b"\0"


class DeviceFile:
    """An open device file that never blocks; every call ends by `deadline` (time.monotonic())."""

    def __init__(self, file: int, deadline: float) -> None:
        self._file, self._deadline = file, deadline

    def write(self, data: bytes) -> None:
        """Raises PrinterUnavailable when the printer did not take it all in time, OSError when it is gone."""
        for part in (data, _LAST):
            while part:
                try:
                    part = part[os.write(self._file, part) :]
                except BlockingIOError:
                    self._wait()

    def answer(self, question: bytes, seconds: float) -> bytes:
        """The first byte of the printer's answer; empty when there is none within `seconds`, or the file is no device."""
        if not stat.S_ISCHR(os.fstat(self._file).st_mode):
            return b""
        while self._read():
            pass  # an answer to somebody who did not wait for it
        self.write(question)
        until = time.monotonic() + seconds
        while not (answer := self._read()) and time.monotonic() < until:
            time.sleep(PAUSE_SECONDS)
        return answer

    def _read(self) -> bytes:
        try:
            return os.read(self._file, 1)
        except OSError:
            return b""  # nothing yet, or it cannot be asked

    def _wait(self) -> None:
        if time.monotonic() >= self._deadline:
            raise PrinterUnavailable
        time.sleep(PAUSE_SECONDS)


@contextmanager
def device_file(path: str, deadline: float) -> Iterator[DeviceFile]:
    """The file at `path`, which must be there: a printer that is switched off has none. Raises OSError."""
    file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        yield DeviceFile(file, deadline)
    finally:
        os.close(file)
