"""Loads the demo as if it were another day: `python future_child.py DATABASE_URL HOME DAY [DAY ...]`, one load after the other."""

import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

from actions import clock

DAY = {"is": date.today()}
# Before anything else is imported, so that every module sees this clock.
clock.today = lambda: DAY["is"]
clock.utc_now = lambda: datetime.combine(DAY["is"], time(4), UTC)

from actions.audit.service import Audit  # noqa: E402
from actions.database.engine import build_engine  # noqa: E402
from actions.demo.loading import load_demo_people  # noqa: E402
from actions.personal_data.keyring import Keyring  # noqa: E402
from actions.personal_data.vault import Vault  # noqa: E402

if __name__ == "__main__":
    engine, keyring = build_engine(sys.argv[1]), Keyring(Path(sys.argv[2]))
    for day in sys.argv[3:]:
        DAY["is"] = date.fromisoformat(day)
        load_demo_people(engine, Vault(keyring), Audit(keyring))
    engine.dispose()
