"""Sets a template of ours with data. Data are handed over as JSON and shown as text; nothing in them is ever run."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from actions.papers.errors import PaperNotMade
from actions.papers.fonts import ChineseFont

TEMPLATES = Path(__file__).parent / "templates"


def typeset(template: str, data: Mapping[str, Any], font: ChineseFont, made_on: date) -> bytes:
    """A PDF, the same for the same data and day. Raises PaperNotMade."""
    try:
        compiler = typst.Compiler(
            TEMPLATES / template, root=TEMPLATES, font_paths=font.typst, ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )  # fmt: skip
        made = compiler.compile(format="pdf", timestamp=int(datetime.combine(made_on, time(), UTC).timestamp()))
    except typst.TypstError as error:
        # Its message quotes the place in the template, and may quote what stood there.
        raise PaperNotMade from error.with_traceback(None)
    if not isinstance(made, bytes):
        raise PaperNotMade
    return made
