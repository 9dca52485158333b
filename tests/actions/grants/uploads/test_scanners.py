"""When the office has a virus scanner, nothing is kept that it did not call clean."""

import io
import sys

import pytest
import upload_samples as samples

from actions.grants.uploads.errors import Infected, ScannerFailed
from actions.grants.uploads.scanners import CommandScanner, NoScanner, scanner_from


def scanner(tmp_path, program, seconds=10.0):
    script = tmp_path / "scanner.py"
    script.write_text(program, encoding="utf-8")
    return CommandScanner(f"{sys.executable} {script} {{file}}", tmp_path / "uploads", seconds)


def test_without_a_scanner_the_row_says_so(tmp_path):
    assert isinstance(scanner_from("", tmp_path), NoScanner)
    assert scanner_from("", tmp_path).scan(b"x") == "not_scanned"
    assert isinstance(scanner_from("clamdscan --fdpass {file}", tmp_path), CommandScanner)


def test_the_scanner_sees_the_very_bytes_in_a_file_nobody_else_can_read_and_that_goes_again(tmp_path):
    program = (
        "import os, sys\n"
        "path = sys.argv[1]\n"
        "sys.exit(0 if open(path, 'rb').read() == b'body' and os.stat(path).st_mode & 0o777 == 0o600 else 2)\n"
    )
    assert scanner(tmp_path, program).scan(b"body") == "clean"
    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    ("program", "error"),
    [("raise SystemExit(1)", Infected), ("raise SystemExit(2)", ScannerFailed), ("import os; os.abort()", ScannerFailed)],
)
def test_infected_and_failed_are_told_apart_and_both_refused(tmp_path, program, error):
    with pytest.raises(error):
        scanner(tmp_path, program).scan(b"x")
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_scanner_that_hangs_or_is_not_there_lets_nothing_through(tmp_path):
    with pytest.raises(ScannerFailed):
        scanner(tmp_path, "import time; time.sleep(60)", seconds=0.3).scan(b"x")
    with pytest.raises(ScannerFailed):
        CommandScanner("/nowhere/scan {file}", tmp_path).scan(b"x")


def test_an_infected_photo_is_not_kept_and_a_clean_one_says_so(sqlite_intake, tmp_path):
    def keep(program):
        service = sqlite_intake.service(scanner=scanner(tmp_path, program))
        return service.keep(sqlite_intake.mourner, sqlite_intake.case_id, "applicant_identity", io.BytesIO(samples.jpeg()))

    with pytest.raises(Infected):
        keep("raise SystemExit(1)")
    assert list((sqlite_intake.desk.home / "uploads").iterdir()) == []
    assert keep("raise SystemExit(0)").scan == "clean"
