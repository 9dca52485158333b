"""What must not stand in the repository, and what must."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from actions.personal_data.identity_number import BadIdentityNumber, normal_identity_number

ROOT = Path(__file__).resolve().parents[2]
MAX_BYTES = 2 * 1024 * 1024


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def texts():
    for path in tracked():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_path_of_a_machine_is_committed():
    home = re.compile(r"(?<![A-Za-z0-9_.])/(?:work|root|home/[a-z]+)/")
    assert [name for name, text in texts() if home.search(text) and name != "tests/project/test_repository.py"] == []


def test_no_download_address_is_committed():
    address = re.compile(r"https?://[^ \"']+\.(?:whl|tgz|deb|tar\.gz)")
    assert [name for name, text in texts() if address.search(text)] == []


def test_no_model_database_or_large_file_is_committed():
    banned = (".db", ".tar.gz", ".log", ".pyc", ".wav", ".ttf", ".otf", ".woff2")
    assert [path.name for path in tracked() if path.name.endswith(banned) or path.stat().st_size > MAX_BYTES] == []


def is_possible(number: str) -> bool:
    try:
        normal_identity_number(number)
    except BadIdentityNumber:
        return False
    return True


def test_no_example_identity_number_is_a_real_persons():
    """Whole and valid numbers carry the region code 210201 (市辖区), which is given to nobody."""
    number = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])")
    valid = {
        match for name, text in texts() if not name.endswith(".txt") for match in number.findall(text) if is_possible(match)
    }
    assert {number for number in valid if not number.startswith("210201")} == set()


@pytest.mark.parametrize("room", ["knowledge_base", "actions", "kiosk_ui"])
def test_no_bare_except_and_no_swallowed_error(room):
    faults = []
    for path in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None or all(isinstance(line, ast.Pass) for line in node.body)
            ):
                faults.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert faults == []


def test_ci_runs_the_readmes_test_command():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
