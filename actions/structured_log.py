"""Logging of every process: one line an event, and no personal number ever, whoever logs it."""

import logging
import re
import sys

# Runs of 11 or more digits (separators allowed) are phones, ID cards or accounts; a log needs none of them.
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d(?:[\s\-]?\d){10,}[Xx]?")


class RedactingFilter(logging.Filter):
    """Takes personal numbers out of a record before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        redacted = _LONG_NUMBER.sub("[number]", message)
        if redacted != message:
            record.msg, record.args = redacted, ()
        return True


def configure_logging(level: str) -> None:
    """Log to standard error at `level`; libraries only from WARNING, because they quote what they handle."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(RedactingFilter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in ("actions", "kiosk_ui", "knowledge_base"):
        logging.getLogger(name).setLevel(level.upper())
