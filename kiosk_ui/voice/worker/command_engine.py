"""Any command as an engine: one that speaks a text, and one that writes down what it hears."""

from pathlib import Path

from kiosk_ui.voice.worker.commands import Command

# Hearing a quarter of a minute takes a small model a few seconds on an old machine.
HEARING_SECONDS = 9.5
_TEXT_FILE, _RATE, _WAV = "{text_file}", "{rate}", "{wav}"


class CommandEngine:
    """Speaks by a command that gets the text on stdin or in {text_file}, and writes a WAV to stdout or to {wav}.

    {rate} is the number configured for the speed.
    """

    def __init__(self, template: str) -> None:
        self._command = Command(template)
        self.version = f"command {Path(template.split()[0]).name}"

    def synthesise(self, text: str, rate: float) -> bytes:
        """The WAV the command wrote. Raises EngineFailed."""
        written = text.encode("utf-8")
        inputs = {_TEXT_FILE: written} if self._command.names(_TEXT_FILE) else {}
        return self._command.run(b"" if inputs else written, {_RATE: f"{rate:g}"}, inputs, _WAV)

    def phonemes(self, text: str) -> str | None:
        """A command does not tell how it pronounces."""
        return None


class CommandRecogniser:
    """Hears by a command that gets a WAV (16 kHz, mono, 16 bit) on stdin or in {wav}, and writes the words to stdout."""

    def __init__(self, template: str) -> None:
        self._command = Command(template)
        self.version = f"command {Path(template.split()[0]).name}"

    def hear(self, wav: bytes) -> str:
        """The words, empty when none were heard. Raises EngineFailed."""
        inputs = {_WAV: wav} if self._command.names(_WAV) else {}
        heard = self._command.run(b"" if inputs else wav, {}, inputs, patience=HEARING_SECONDS, may_be_empty=True)
        return heard.decode("utf-8", "replace").strip()
