"""Generated people: nobody real, no two alike, and their files go in."""

import csv
from datetime import date

import pytest

from actions.audit.service import Audit
from actions.demo.generating import generate, last_months
from actions.demo.inventing import invented_retirees
from actions.demo.numbers import ORDERS, NumberGiver, TooManyPeople
from actions.personal_data.identity_number import birth_date, is_female, normal_identity_number
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.importing.service import RecordsImport

ON = date(2026, 11, 1)


def test_everybody_has_a_fictional_number_of_their_own():
    people = list(invented_retirees(3_000, 1, ON))
    assert len({person.id_number for person in people}) == 3_000
    for person in people:
        assert normal_identity_number(person.id_number) == person.id_number
        assert person.id_number.startswith("210201")
        assert (birth_date(person.id_number), is_female(person.id_number)) == (person.born, person.sex == "女")
        assert person.phone is None or person.phone.startswith(("1990", "1999"))


def test_everybody_is_between_50_and_100_and_retired():
    for person in invented_retirees(3_000, 2, ON):
        assert 49 <= (ON - person.born).days / 365.25 <= 101
        assert person.facts.retired_on < ON
        assert person.facts.deemed_months >= 0 and person.facts.actual_months > 0


def test_the_same_seed_writes_the_same_files_and_another_one_others(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate(tmp_path / name, 50, 2, on=ON, seed=seed)
    same, again, other = ((tmp_path / name / "persons.csv").read_bytes() for name in "abc")
    assert same == again != other


def test_the_months_end_with_this_one():
    assert last_months(3, date(2026, 1, 31)) == [202511, 202512, 202601]


def test_every_generated_file_is_imported(tmp_path, empty_engine):
    keyring = Keyring(tmp_path)
    importer = RecordsImport(empty_engine, Vault(keyring), Audit(keyring))
    rows = generate(tmp_path / "out", 400, 3, on=ON, seed=3)
    bad = []
    for kind, count in rows.items():
        if count:
            assert importer.run(tmp_path / "out" / f"{kind}.csv", tell=bad.append).rows == count
    assert bad == []


def test_the_yearly_raises_sum_up_in_the_payments(tmp_path):
    generate(tmp_path, 60, 1, on=ON)
    raised = {}
    for line in _read(tmp_path / "adjustments.csv"):
        raised[line["身份证号"]] = raised.get(line["身份证号"], 0) + round(float(line["调整合计"]) * 100)
    for line in _read(tmp_path / "payments.csv"):
        assert round(float(line["历年调整"]) * 100) == raised.get(line["身份证号"], 0)


def test_nothing_is_paid_before_its_day(tmp_path):
    generate(tmp_path, 20, 2, on=ON)
    states = {line["发放月份"]: line["发放状态"] for line in _read(tmp_path / "payments.csv")}
    assert states == {"202610": "已发放", "202611": "待发放"}


def test_a_day_has_only_so_many_numbers():
    giver = NumberGiver()
    for _ in range(ORDERS):
        giver.give(ON, "女")
    with pytest.raises(TooManyPeople):
        giver.give(ON, "女")


def _read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
