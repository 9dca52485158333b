"""The fictional offices of the demo: real district names, everything else invented and marked 示范."""

from pathlib import Path

from sqlalchemy import Engine

from actions.database.unit_of_work import UnitOfWork
from actions.offices import repository
from actions.offices.importing import read_entries, write_offices

DEMO_FILE = Path(__file__).with_name("demo_offices.yaml")


def load_demo_offices(engine: Engine) -> int:
    """Stores the demo offices, marked `demo`; how many were written. Again and again it gives the same offices.

    An office that a real import has taken over since is left alone.
    """
    with UnitOfWork(engine) as work:
        real = {office.id for office in repository.fetch_offices(work.session) if not office.demo}
        entries = [entry for entry in read_entries(work.session, DEMO_FILE) if entry.id not in real]
        write_offices(work.session, entries, demo=True)
        work.commit()
    return len(entries)
