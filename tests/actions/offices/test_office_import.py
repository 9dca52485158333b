"""Office files: taken whole, or refused with a line for every fault."""

from datetime import date, time

import pytest

from actions.database.unit_of_work import UnitOfWork
from actions.offices.errors import BadOfficeFile
from actions.offices.importing import Imported, import_offices
from actions.offices.service import OfficeDirectory

HEAD = "编号,级别,上级编号,名称,地址,电话,纬度,经度,窗口数,开门时间,服务,关门日子,上门小组"
CITY = "dl,市,,示范市中心,示范路1号,0411-00000001,38.9,121.6,6,周一至周五 08:30-11:30 13:00-16:30,窗口认证 20分钟 4人,,"
DISTRICT = "dl-zs,区,dl,示范区中心,,,,,,周一至周五 8：30-11：30；周六 09:00-11:00,窗口认证 20分钟 3人;视频认证 15分钟 1人,2026-12-01 至 2026-12-03 装修;2026-12-24 停电,"
STREET = "dl-zs-a,街道,dl-zs,示范街道,,,,,,,上门认证 180分钟 2人,,一组 王丽 刘强：dl-zs-a-1"
COMMUNITY = "dl-zs-a-1,社区,dl-zs-a,示范社区,,,,,,,,,"
GOOD = [HEAD, CITY, DISTRICT, STREET, COMMUNITY]


def write(tmp_path, lines, name="网点.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def load(engine, path):
    with UnitOfWork(engine) as work:
        done = import_offices(work.session, path)
        work.commit()
    return done


def refused(engine, path):
    with pytest.raises(BadOfficeFile) as error:
        load(engine, path)
    assert OfficeDirectory(engine).offices() == []
    return error.value.faults


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_taken_in_the_encodings_of_chinese_offices(empty_engine, tmp_path, encoding):
    assert load(empty_engine, write(tmp_path, GOOD, encoding=encoding)) == Imported(added=4, renewed=0)
    directory = OfficeDirectory(empty_engine)
    assert directory.office("dl-zs").name == "示范区中心"
    hours = directory.hours("dl-zs")
    assert hours.hours[0] == (0, time(8, 30), time(11, 30))
    assert [(closed.first, closed.last, closed.reason) for closed in hours.closures] == [
        (date(2026, 12, 1), date(2026, 12, 3), "装修"),
        (date(2026, 12, 24), date(2026, 12, 24), "停电"),
    ]
    assert [(row.service, row.slot_minutes, row.capacity) for row in directory.services("dl-zs")] == [
        ("counter_check", 20, 3),
        ("video_check", 15, 1),
    ]


def test_the_same_file_again_changes_nothing_and_another_replaces_what_it_names(empty_engine, tmp_path):
    path = write(tmp_path, GOOD)
    load(empty_engine, path)
    assert load(empty_engine, path) == Imported(added=0, renewed=4)
    load(empty_engine, write(tmp_path, [HEAD, "dl-zs,区,dl,新名字,,,,,,,,,"]))
    directory = OfficeDirectory(empty_engine)
    assert directory.office("dl-zs").name == "新名字"
    assert (directory.hours("dl-zs").hours, directory.services("dl-zs")) == ([], [])
    assert len(directory.hours("dl").hours) == 10


def test_yaml_says_the_same(empty_engine, tmp_path):
    text = [
        "offices:", "  - 编号: dl", "    级别: 市", "    name: 示范市中心", "    windows: 3", "    hours:",
        "      - 周一 09:00-12:00", "      - 周二至周三 09:00-12:00",
    ]  # fmt: skip
    assert load(empty_engine, write(tmp_path, text, "网点.yaml")).added == 1
    assert OfficeDirectory(empty_engine).office("dl").windows == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("DL,市,,名,,,,,,,,,", "第2行：编号只用小写字母"),
        ("dl,省,,名,,,,,,,,,", "第2行：级别要写市、区、街道、社区中的一个"),
        ("dl,市,dl-x,名,,,,,,,,,", "第2行：市一级没有上级"),
        ("dl,区,,名,,,,,,,,,", "第2行：上级要是市一级的编号"),
        ("dl,社区,dl,名,,,,,,,,,", "第2行：上级要是街道一级的编号"),
        ("dl,市,,,,,,,,,,,", "第2行：名称要写"),
        (f"dl,市,,{'名' * 61},,,,,,,,,", "最多60个字"),
        (f"dl,市,,名,{'路' * 201},,,,,,,,", "地址最多200个字"),
        ("dl,市,,名,,问前台,,,,,,,", "电话只写数字"),
        ("dl,市,,名,,,98,,,,,,", "纬度要写"),
        ("dl,市,,名,,,nan,,,,,,", "纬度要写"),
        ("dl,市,,名,,,,东,,,,,", "经度要写"),
        ("dl,市,,名,,,,,0,,,,", "窗口数要写1到99的整数"),
        ("dl,市,,名,,,,,两个,,,,", "窗口数要写1到99的整数"),
        ("dl,市,,名,,,,,,早上开门,,,", "开门时间写成"),
        ("dl,市,,名,,,,,,周一 11:30-08:30,,,", "开门时间前后颠倒"),
        ("dl,市,,名,,,,,,周五至周一 08:30-11:30,,,", "开门时间前后颠倒"),
        ("dl,市,,名,,,,,,周一 08:30-25:00,,,", "没有这个钟点"),
        ("dl,市,,名,,,,,,周一 08:30-11:30;周一至周二 11:00-12:00,,,", "开门时间重叠：周一11:00"),
        ("dl,市,,名,,,,,,,理发 20分钟 1人,,", "服务写成"),
        ("dl,市,,名,,,,,,,窗口认证 2分钟 1人,,", "一次几分钟要写5到600的整数"),
        ("dl,市,,名,,,,,,,窗口认证 20分钟 0人,,", "一次几人要写1到50的整数"),
        ("dl,市,,名,,,,,,,上门认证 180分钟 1人,,", "市这一级不办上门认证"),
        ("dl,市,,名,,,,,,,窗口认证 20分钟 1人;窗口认证 20分钟 1人,,", "服务写了两次"),
        ("dl,市,,名,,,,,,,,十二月一号 装修,", "关门日子写成"),
        ("dl,市,,名,,,,,,,,2026-02-29 装修,", "没有这一天"),
        ("dl,市,,名,,,,,,,,2026-12-03 至 2026-12-01 装修,", "关门日子前后颠倒"),
        ("dl,市,,名,,,,,,,,,一组 王丽", "上门小组写成"),
        ("dl,市,,名,,,,,,,,,一组 王丽 刘强: dl-nowhere", "“dl-nowhere”不是社区编号"),
        ("dl,市,,名", "第2行：有4格，表头是13格"),
    ],
)
def test_a_bad_line_is_refused_with_what_to_write(empty_engine, tmp_path, line, said):
    (fault,) = refused(empty_engine, write(tmp_path, [HEAD, line]))
    assert said in fault


def test_every_bad_line_is_told_and_the_good_ones_are_not_taken(empty_engine, tmp_path):
    bad = [CITY.replace("周一", "周八"), DISTRICT.replace("20分钟", "二十分钟")]
    faults = refused(empty_engine, write(tmp_path, [HEAD, *bad, STREET, COMMUNITY]))
    assert [fault.split("：")[0] for fault in faults] == ["第2行", "第3行"]


def test_an_id_twice_in_a_file_is_refused(empty_engine, tmp_path):
    faults = refused(empty_engine, write(tmp_path, [HEAD, CITY, CITY]))
    assert faults == ["第2行：编号“dl”在文件里不止一个", "第3行：编号“dl”在文件里不止一个"]


def test_a_level_cannot_change_over_the_heads_of_stored_offices(empty_engine, tmp_path):
    load(empty_engine, write(tmp_path, GOOD))
    with pytest.raises(BadOfficeFile) as error:
        load(empty_engine, write(tmp_path, [HEAD, "dl-zs,街道,dl-zs,名,,,,,,,,,"]))
    assert any("示范街道" in fault for fault in error.value.faults)
    assert OfficeDirectory(empty_engine).office("dl-zs").level == "district"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.csv", b"", "缺“编号”"),
        ("头.csv", HEAD.encode(), "一个网点也没有"),
        ("别的.csv", "姓名,编号,级别,名称\n".encode(), "不认识“姓名”"),
        ("两次.csv", "编号,id,级别,名称\n".encode(), "“编号”写了两次"),
        ("乱码.csv", b"\xff\xfe\x81\x00\xff", "文字编码看不懂"),
        ("坏.yaml", b"offices: [", "YAML写法不对"),
        ("坏.yaml", "offices: 一个".encode(), "应该是 offices:"),
        ("坏.yaml", "- {编号: dl, 级别: 市, 名称: 名, hours: 周一}".encode(), "开门时间要写成一串"),
        ("大.csv", b"x" * 5_000_001, "文件太大"),
    ],
)
def test_a_file_that_is_no_office_file_is_refused(empty_engine, tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refused(empty_engine, path)[0]
