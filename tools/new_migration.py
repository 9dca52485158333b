"""Writes the next Alembic migration from the difference between the models and the newest schema.

    .venv/bin/python tools/new_migration.py "add grant state"
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from actions.database.migrate import MIGRATIONS, alembic_config, upgrade


def main(message):
    number = f"{len(list((MIGRATIONS / 'versions').glob('*.py'))) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/schema.db"
        if number != "0001":
            upgrade(url)
        command.revision(alembic_config(url), message=message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    main(sys.argv[1])
