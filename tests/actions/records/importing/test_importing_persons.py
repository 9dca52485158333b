"""Files of persons: what is stored, what is refused, what happens the second time."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select, text

from actions.audit.service import Audit
from actions.clock import SHANGHAI, today
from actions.database.unit_of_work import UnitOfWork
from actions.demo.numbers import identity_number
from actions.records.importing.errors import DatabaseFailed
from actions.records.importing.service import RecordsImport
from actions.records.model import ImportBatch, Person

STORED = "SELECT name, sex, birth_date, phone_index, died_on FROM person ORDER BY birth_date"


def test_people_are_stored_sealed_and_found_by_their_index(importer, write, persons, people, vault, rows):
    assert importer.run(write(persons)).rows == 2
    assert [(row.name, row.sex, row.birth_date) for row in rows(STORED)] == [
        ("王德福", "男", "1948-11-30"), ("张秀兰", "女", "1955-03-02"),
    ]  # fmt: skip
    (row,) = rows("SELECT * FROM person WHERE name = '张秀兰'")
    assert row.id_number_index == vault.index(people.FIRST, "person.id_number")
    assert vault.open(row.id_number_sealed, "person.id_number") == people.FIRST
    assert vault.open(row.phone_sealed, "person.phone") == "19900000001"
    assert vault.open(row.address_sealed, "person.address") == "大连市望潮街12号"
    assert row.phone_index == vault.index("19900000001", "person.phone")
    assert people.FIRST not in str(rows("SELECT * FROM person"))


def test_the_same_file_again_changes_nothing_and_says_so(importer, write, persons, rows):
    path = write(persons)
    importer.run(path)
    before = rows("SELECT * FROM person"), rows("SELECT * FROM audit_entry")
    assert importer.run(path).already
    assert (rows("SELECT * FROM person"), rows("SELECT * FROM audit_entry")) == before


def test_the_same_people_in_another_file_are_updated_and_not_doubled(importer, write, persons, people, vault, rows, known):
    persons[1][3] = "19900000009"
    importer.run(write(persons))
    assert len(rows(STORED)) == 2
    assert vault.index("19900000009", "person.phone") in [row.phone_index for row in rows(STORED)]


def test_what_a_file_has_no_column_for_stays_as_it_was(importer, write, people, vault, rows, known):
    importer.run(write([["身份证号", "姓名"], [people.FIRST, "张秀兰"]]))
    assert vault.index("19900000001", "person.phone") in [row.phone_index for row in rows(STORED)]


def test_older_data_do_not_overwrite_newer_ones(importer, write, persons, people, rows, known):
    old = write([["身份证号", "姓名"], [people.FIRST, "张秀蓝"], [people.UNKNOWN, "李忠诚"]])
    report = importer.run(old, as_of=today() - timedelta(days=1))
    assert report.kept == 1
    assert {row.name for row in rows(STORED)} == {"张秀兰", "王德福", "李忠诚"}


def test_a_day_in_the_future_is_refused(faults, write, persons):
    assert faults(write(persons), as_of=today() + timedelta(days=2))[0].code == "bad-as-of"


def test_one_bad_line_and_nothing_of_the_file_is_stored(faults, write, persons, people):
    persons[2][0] = people.SECOND[:-1] + ("1" if people.SECOND[-1] != "1" else "2")
    error, bad = faults(write(persons))
    assert error.code == "bad-lines"
    assert bad == [f"第3行，身份证号：身份证号输错了一位（尾号{persons[2][0][-4:]}）"]


def test_every_bad_line_is_told_with_line_and_column(faults, write, people):
    table = [
        ["身份证号", "姓名", "性别", "手机号", "出生日期", "住址"],
        ["", "张秀兰", "女", "", "", ""],
        [people.FIRST, "", "男", "12345", "2999-01-01", "远" * 201],
        [people.SECOND, "王1", "它", "", "1950-02-30", ""],
    ]
    _, bad = faults(write(table))
    assert [line.partition("：")[0] for line in bad] == [
        "第2行，身份证号", "第3行，姓名", "第3行，手机号", "第3行，出生日期", "第3行，住址",
        "第4行，姓名", "第4行，性别", "第4行，出生日期",
    ]  # fmt: skip


def test_a_sex_that_does_not_fit_the_number_is_a_bad_line(faults, write, persons):
    persons[1][2] = "男"
    assert faults(write(persons))[1] == ["第2行，性别：和身份证号对不上"]


def test_a_person_twice_in_a_file_is_an_error_that_names_both_lines(faults, write, persons, people):
    persons += [["", "", "", "", ""], [people.FIRST, "张秀兰", "女", "", ""]]
    assert faults(write(persons))[1] == ["第5行，身份证号：和第2行重复"]


def test_no_message_holds_a_whole_number_even_in_the_wrong_column(faults, write, people):
    table = [["身份证号", "姓名", "性别"], ["19900000001", people.FIRST, people.SECOND], [f"{people.FIRST}9", "张", "女"]]
    error, bad = faults(write(table))
    told = error.detail + "".join(bad)
    assert people.FIRST not in told and people.SECOND not in told and "19900000001" not in told
    headless = [[people.FIRST, "张秀兰", "女"], [people.SECOND, "王德福", "男"]]
    assert people.FIRST not in faults(write(headless, "headless.csv"))[0].detail


def test_full_width_digits_and_a_small_x_are_read(importer, write, vault, people, rows):
    full = people.SECOND.translate(str.maketrans("0123456789X", "０１２３４５６７８９ｘ"))
    importer.run(write([["身份证号", "姓名", "手机号"], [full, "王 德福", "１９９ 0000 0001"]]))
    (row,) = rows("SELECT * FROM person")
    assert (row.id_number_index, row.name) == (vault.index(people.SECOND, "person.id_number"), "王德福")
    assert vault.open(row.phone_sealed, "person.phone") == "19900000001"


def test_a_check_changes_nothing(importer, write, persons, rows):
    assert importer.run(write(persons), dry_run=True).rows == 2
    assert rows("SELECT * FROM person") == rows("SELECT * FROM import_batch") == rows("SELECT * FROM audit_entry") == []


def test_an_import_stands_in_the_audit_without_personal_numbers(importer, write, persons, rows):
    importer.run(write(persons))
    (entry,) = rows("SELECT event, actor, details FROM audit_entry")
    assert entry.event == "records:import:done"
    assert entry.details == '{"kind": "persons", "batch": 1, "rows": 2}'


def test_a_street_is_named_by_code_or_name_and_must_exist(importer, write, people, faults, empty_engine, rows):
    with UnitOfWork(empty_engine) as work:
        work.session.execute(
            text(
                "INSERT INTO office (id, level, name, address, phone, windows, demo)"
                " VALUES ('a', 'street', '望潮街道', '', '', 1, false)"
            )
        )
        work.commit()
    importer.run(write([["身份证号", "姓名", "街道"], [people.FIRST, "张秀兰", "望潮街道"], [people.SECOND, "王德福", "a"]]))
    assert [row.street_id for row in rows("SELECT street_id FROM person")] == ["a", "a"]
    _, bad = faults(write([["身份证号", "姓名", "街道"], [people.FIRST, "张秀兰", "乌有街道"]], "b.csv"))
    assert bad == ["第2行，街道编码：机构表里没有“乌有街道”，请填机构编码，或先导入机构"]


@pytest.mark.parametrize("people_count", [1, 10_001])
def test_a_file_longer_than_a_batch_is_stored_whole(importer, write, rows, people_count):
    table = [["身份证号", "姓名"]]
    table += [
        [identity_number(date(1950, 1, 1) + timedelta(days=number % 400), number // 400 + 1), "张秀兰"]
        for number in range(people_count)
    ]
    importer.run(write(table))
    assert rows("SELECT count(*) FROM person")[0][0] == people_count


def test_an_import_does_the_same_on_both_databases(any_engine, keyring, vault, write, persons, people):
    importer = RecordsImport(any_engine, vault, Audit(keyring))
    importer.run(write(persons))
    changed = write([["身份证号", "姓名"], [people.FIRST, "张秀芝"], [people.UNKNOWN, "李忠诚"]], "b.csv")
    assert (importer.run(changed).rows, importer.run(changed).already) == (2, True)
    old = write([["身份证号", "姓名"], [people.FIRST, "张秀兰"]], "c.csv")
    assert importer.run(old, as_of=today() - timedelta(days=1)).kept == 1
    lists = write([["身份证号", "比对日期", "来源部门"], [people.FIRST, "2026-10-01", "公安"]], "d.csv")
    importer.run(lists)
    with any_engine.connect() as connection:
        names = connection.execute(text("SELECT name, died_on FROM person ORDER BY birth_date")).all()
        confirmed = connection.execute(text("SELECT channel FROM certification")).scalars().all()
    assert ([row.name for row in names], confirmed) == (["王德福", "李忠诚", "张秀芝"], ["data_match"])


def test_a_database_that_refuses_says_no_more_than_that(importer, write, persons, empty_engine, people):
    with empty_engine.begin() as connection:
        connection.execute(text("DROP TABLE person"))
    with pytest.raises(DatabaseFailed) as failed:
        importer.run(write(persons))
    assert "张秀兰" not in str(failed.value)


@pytest.mark.parametrize(("file_of", "stays"), [(-1, True), (0, True), (1, False)])
def test_a_phone_changed_here_stays_unless_the_file_is_of_a_later_day(
    importer, write, persons, people, vault, rows, known, empty_engine, file_of, stays
):
    changed_on = today() - timedelta(days=5)
    moment = datetime.combine(changed_on, time(10, 30), SHANGHAI)
    with UnitOfWork(empty_engine) as work:
        person = work.session.scalars(select(Person).where(Person.name == "张秀兰")).one()
        person.phone_sealed = vault.seal("19900000077", "person.phone")
        person.phone_index, person.phone_changed_at = vault.index("19900000077", "person.phone"), moment
        work.session.get_one(ImportBatch, person.batch_id).as_of = today() - timedelta(days=30)
        work.commit()
    persons[1][3] = "19900000009"
    importer.run(write(persons, "later.csv"), as_of=changed_on + timedelta(days=file_of))
    (row,) = rows("SELECT phone_sealed, phone_index FROM person WHERE name = '张秀兰'")
    expected = "19900000077" if stays else "19900000009"
    assert vault.open(row.phone_sealed, "person.phone") == expected
    assert row.phone_index == vault.index(expected, "person.phone")
