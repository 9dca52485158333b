"""How much of everything a file, a case and the disk may hold."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes; waiting in seconds."""

    file: int = 12 * MEGABYTE
    files_of_case: int = 12
    bytes_of_case: int = 60 * MEGABYTE
    free_disk: int = 1_000 * MEGABYTE  # below this nothing more is taken in; database and backups need the rest
    at_once: int = 2  # files read at the same moment in one process; each takes up to MEMORY of cleaning/process.py
    places: int = 10  # files read or waiting in one process; of its 16 threads the others stay free for everybody else
    waiting: float = 60.0  # how long a file waits for its turn


LIMITS = Limits()
# States in which the applicant may add a paper: until the district has decided.
ADD_IN = frozenset({"draft", "submitted", "accepted", "reviewing", "deciding", "returned"})
# What was handed in is part of the case; it can be taken out only while the case is in the applicant's own hands.
DELETE_IN = frozenset({"draft", "returned"})
