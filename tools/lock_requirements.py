"""Resolves the .in files into requirements with hashes. A release younger than a week is not taken."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from environments import ROOT, uv

QUARANTINE_DAYS = 7
# No header, no index, no find-links: a committed file must hold names, versions and hashes, and no address.
OPTIONS = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
LOCKS = (
    ("requirements/main", "3.11"),
    ("requirements/dev", "3.11"),
    ("requirements/tools", "3.8"),
    ("bot/requirements", "3.10"),
)


def main():
    newest = (date.today() - timedelta(days=QUARANTINE_DAYS)).isoformat()
    for name, python in LOCKS:
        command = [uv(), "pip", "compile", *OPTIONS, "--quiet", "--exclude-newer", newest]
        command += ["--python-version", python, f"{name}.in", "-o", f"{name}.txt"]
        if name in ("bot/requirements", "requirements/tools"):
            command.append("--no-config")  # the environments of the main project are not theirs
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
