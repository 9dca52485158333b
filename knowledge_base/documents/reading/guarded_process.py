"""The other side of `guarded`: a file on standard input, its lines as JSON on standard output, and limits."""

import json
import logging
import resource
import sys
import warnings

from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.reading.html import read_html
from knowledge_base.documents.reading.pdf import read_pdf
from knowledge_base.documents.reading.word import read_word

MAX_MEMORY = 1024 * 1024 * 1024  # bytes
MAX_CPU_SECONDS = 300
MAX_CHARACTERS = 5_000_000  # the Civil Code has 110,000


def main() -> None:
    """Prints {"lines": [[text, level]]} or {"error": code}; leaves with an error status when the reader broke."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    logging.disable()  # pdfminer reports every odd byte
    warnings.simplefilter("ignore")
    read = {"pdf": read_pdf, "word": read_word, "html": read_html}[sys.argv[1]]
    try:
        lines = read(sys.stdin.buffer.read())
        if sum(len(line.text) for line in lines) > MAX_CHARACTERS:
            raise DocumentError("too-large")
        answer: dict[str, object] = {"lines": [[line.text, line.level] for line in lines]}
    except DocumentError as error:
        answer = {"error": error.code}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
