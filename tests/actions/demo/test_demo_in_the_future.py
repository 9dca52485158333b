"""The demo can be loaded years from now, on an empty database and on one that has stood since."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("future_child.py")
ROOT = CHILD.parents[3]


@pytest.mark.parametrize(
    "days", [("2026-12-31", "2027-01-04", "2027-08-31"), ("2028-02-29", "2029-03-31")], ids=["soon", "years-from-now"]
)
def test_the_demo_loads_on_a_day_to_come(sqlite_url, tmp_path, days):
    done = subprocess.run(
        [sys.executable, str(CHILD), sqlite_url, str(tmp_path), *days], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-600:]
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        people = database.execute("SELECT count(*) FROM person").fetchone()[0]
        cases = database.execute("SELECT state FROM grant_case ORDER BY state").fetchall()
    assert people >= 14
    assert cases == [("deciding",), ("paid",), ("returned",)]
