"""An import into a database of the test's own, and a pen to write files with."""

import csv

import pytest
from openpyxl import Workbook
from sqlalchemy import text

from actions.audit.service import Audit
from actions.demo.numbers import identity_number
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.importing.errors import ImportRefused
from actions.records.importing.service import RecordsImport


@pytest.fixture
def keyring(tmp_path):
    return Keyring(tmp_path)


@pytest.fixture
def vault(keyring):
    return Vault(keyring)


@pytest.fixture
def importer(empty_engine, keyring, vault):
    return RecordsImport(empty_engine, vault, Audit(keyring))


@pytest.fixture
def write(tmp_path):
    """Writes a table to a CSV file and returns its path."""

    def write_file(table, name="file.csv", encoding="utf-8"):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(table)
        return path

    return write_file


@pytest.fixture
def write_sheet(tmp_path):
    """Writes a table to an XLSX file and returns its path."""

    def write_file(table, name="file.xlsx"):
        book = Workbook()
        for row in table:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write_file


@pytest.fixture
def rows(empty_engine):
    """Rows of a query."""

    def fetch(query):
        with empty_engine.connect() as connection:
            return connection.execute(text(query)).all()

    return fetch


@pytest.fixture
def faults(importer, rows):
    """What an import says of a file it must refuse: the error's code and every bad line; nothing may have changed."""

    def run(path, **words):
        before = rows("SELECT * FROM import_batch"), rows("SELECT * FROM person ORDER BY id")
        bad = []
        with pytest.raises(ImportRefused) as refused:
            importer.run(path, tell=bad.append, **words)
        assert (rows("SELECT * FROM import_batch"), rows("SELECT * FROM person ORDER BY id")) == before
        return refused.value, [str(line) for line in bad]

    return run


class People:
    """Two fictional people as the first file of every test has them."""

    from datetime import date

    FIRST = identity_number(date(1955, 3, 2), 12)
    SECOND = identity_number(date(1948, 11, 30), 7)
    UNKNOWN = identity_number(date(1950, 1, 1), 1)


@pytest.fixture
def people():
    return People


@pytest.fixture
def persons(people):
    """A table of persons."""
    return [
        ["身份证号", "姓名", "性别", "手机号", "住址"],
        [people.FIRST, "张秀兰", "女", "19900000001", "大连市望潮街12号"],
        [people.SECOND, "王德福", "男", "", ""],
    ]


@pytest.fixture
def known(importer, write, persons):
    """The two people are in the database already."""
    importer.run(write(persons, "known.csv"))
