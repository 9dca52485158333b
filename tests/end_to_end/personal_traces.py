"""Looks for personal numbers in everything the running assistant writes: files, database, Rasa's memory."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx

from actions.keys import Keys
from actions.settings import Settings

# Rasa's model and the keys are made before anybody comes; the browser's sounds are looked at by their texts.
NOT_WRITTEN_BY_VISITS = ("models", "keys")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_BETWEEN = r"[\s\-.,，·　]*"
_SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")
_SPOKEN_PHONE = str.maketrans("0123456789", "零幺二三四五六七八九")


def pattern_of(secret: str) -> re.Pattern[str]:
    """Finds `secret` plain, with separators between its signs, or read out in words."""
    ways = (secret, secret.translate(_SPOKEN), secret.translate(_SPOKEN_PHONE))
    return re.compile("|".join(_BETWEEN.join(map(re.escape, way)) for way in ways), re.IGNORECASE)


def traces(settings: Settings, secrets: set[str]) -> list[str]:
    """Where a secret was found; only the place is told, so that a failing test prints no number."""
    patterns = [pattern_of(secret) for secret in sorted(secrets)]
    found = []
    for place, text in everything_written(settings):
        plain = readable(text)
        found += [f"secret {number} in {place}" for number, pattern in enumerate(patterns) if pattern.search(plain)]
    return found


def readable(text: str) -> str:
    """Signs as people write them: JSON's escapes undone, full width narrow."""
    return unicodedata.normalize("NFKC", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))


def everything_written(settings: Settings) -> Iterator[tuple[str, str]]:
    """(place, text) of every file under the home, every row of the database and every tracker of Rasa."""
    yield from _files(settings.home)
    yield from _rows(settings)
    yield from _trackers(settings)


def _files(home: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(home.rglob("*")):
        if path.is_file() and path.relative_to(home).parts[0] not in NOT_WRITTEN_BY_VISITS:
            # The raw bytes of the database and its log as well: what was deleted must not linger there readably.
            yield str(path.relative_to(home)), f"{path.name}\n{path.read_bytes().decode('utf-8', errors='replace')}"


def _rows(settings: Settings) -> Iterator[tuple[str, str]]:
    with closing(sqlite3.connect(settings.home / "wanqing.db")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names out of the database itself
                yield f"table {table}", "\n".join(str(value) for value in row)


def _trackers(settings: Settings) -> Iterator[tuple[str, str]]:
    token = Keys(settings.home).rasa_token()
    with closing(sqlite3.connect(settings.home / "wanqing.db")) as connection:
        dialogues = [dialogue for (dialogue,) in connection.execute("SELECT dialogue_id FROM conversation")]
    with httpx.Client(base_url=settings.rasa_url, params={"token": token}, timeout=20, trust_env=False) as rasa:
        for dialogue in dialogues:
            yield f"tracker {dialogue}", readable(rasa.get(f"/conversations/{dialogue}/tracker").text)
