"""Runs a command of the operator's own: text or sound in, sound or text out, nothing of it on any disk."""

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping

from kiosk_ui.voice.kinds import PROGRAM_PATH
from kiosk_ui.voice.worker.engine import PATIENCE_SECONDS, EngineFailed

# A chunk's sound is a few megabytes; what is longer is cut off and will not be a WAV.
LARGEST_OUTPUT = 64 * 1024 * 1024


class Command:
    """A command line with places like `{text_file}` in its words. Raises EngineFailed when its program is not there."""

    def __init__(self, template: str) -> None:
        self._words = shlex.split(template)
        program = shutil.which(self._words[0], path=PROGRAM_PATH)
        if program is None:
            raise EngineFailed(f"no such program: {self._words[0]}")
        self._words[0] = program

    def names(self, place: str) -> bool:
        """Whether the command says where `place` goes."""
        return any(place in word for word in self._words)

    def run(
        self, stdin: bytes, values: Mapping[str, str], inputs: Mapping[str, bytes], output: str = "",
        patience: float = PATIENCE_SECONDS, may_be_empty: bool = False,
    ) -> bytes:  # fmt: skip
        """What the command wrote to the file at `output`, or to stdout where it names none.

        Files stand in memory only and are named /proc/self/fd/N. Raises EngineFailed when the command fails, writes
        nothing (unless that may be) or takes longer than `patience` seconds; it is killed then.
        """
        with contextlib.ExitStack() as files:
            passed = {place: files.enter_context(_in_memory(content)) for place, content in inputs.items()}
            written = files.enter_context(_in_memory(b""))
            given = files.enter_context(_in_memory(stdin))
            places = {place: f"/proc/self/fd/{number}" for place, number in passed.items()}
            to_file = bool(output) and self.names(output)
            if to_file:
                places[output] = f"/proc/self/fd/{written}"
            words = [_filled(word, {**values, **places}) for word in self._words]
            self._finish(words, given, None if to_file else written, (*passed.values(), written), patience)
            result = os.pread(written, LARGEST_OUTPUT, 0)
        if not result and not may_be_empty:
            raise EngineFailed("the command wrote nothing")
        return result

    @staticmethod
    def _finish(words: list[str], stdin: int, stdout: int | None, passed: tuple[int, ...], patience: float) -> None:
        process = subprocess.Popen(  # noqa: S603 - the operator's own command; the text goes in as a file, never as a word
            words, stdin=stdin, stdout=subprocess.DEVNULL if stdout is None else stdout, stderr=subprocess.DEVNULL,
            pass_fds=passed, env={"PATH": PROGRAM_PATH, "LANG": "C.UTF-8", "PYTHONUTF8": "1"},
        )  # fmt: skip
        try:
            code = process.wait(patience)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.wait()
            raise EngineFailed("the command took too long") from error
        if code:
            raise EngineFailed(f"the command ended with {code}")


def _filled(word: str, places: Mapping[str, str]) -> str:
    for place, value in places.items():
        word = word.replace(place, value)
    return word


@contextlib.contextmanager
def _in_memory(content: bytes) -> Iterator[int]:
    """A file without a name that no disk ever holds, at its beginning."""
    descriptor = os.memfd_create("wanqing")
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)
