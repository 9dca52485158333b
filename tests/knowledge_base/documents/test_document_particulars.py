"""文号, issuer, dates and repeals as documents state them; region and level as staff would guess them."""

from datetime import date

import pytest
from document_samples import NOTICE_WITH_SECTIONS, RULES, parse

from knowledge_base.documents.guessing import UNKNOWN_REGION, guess_level, guess_region
from knowledge_base.documents.structure.issuers import find_issuer
from knowledge_base.documents.structure.numbers import find_number
from knowledge_base.documents.structure.validity import find_repeals


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("大政办发〔2017〕49号", "大政办发〔2017〕49号"),
        ("大政办发[2017]49号", "大政办发〔2017〕49号"),
        ("人薪发［1995］32号", "人薪发〔1995〕32号"),
        ("辽人社发（2025）7 号", "辽人社发〔2025〕7号"),
        ("文号: 国发〔2005〕38号", "国发〔2005〕38号"),
        ("大政办发〔2017〕49号 签发人：王某", "大政办发〔2017〕49号"),
        ("中华人民共和国国务院令第765号", "国务院令第765号"),
        ("2023年8月16日 中华人民共和国国务院令第765号公布", "国务院令第765号"),
        ("2023年8月16日国务院令第765号公布", "国务院令第765号"),
        ("中华人民共和国主席令（第三十五号）", "主席令第35号"),
        ("2022年12月10日 国务院、中央军事委员会令第757号第二次修订", "国务院、中央军事委员会令第757号"),
        ("人力资源和社会保障部令第13号", "人力资源和社会保障部令第13号"),
    ],
)
def test_numbers_are_written_alike(line, number):
    assert find_number([line]) == number


@pytest.mark.parametrize(
    "line",
    ["根据《国务院关于完善企业职工基本养老保险制度的决定》（国发〔2005〕38号）等有关规定，结合本市实际，制定本办法。",
     "《国务院关于修改〈中华人民共和国国务院令第186号〉的决定》修订", ""],
)  # fmt: skip
def test_a_number_that_the_text_mentions_is_not_its_own(line):
    assert find_number([line]) == ""


@pytest.mark.parametrize(
    ("title", "line", "issuer"),
    [
        ("X法", "2012年4月27日第十一届全国人民代表大会常务委员会第二十六次会议通过", "全国人民代表大会常务委员会"),
        ("X条例", "2018年11月22日 上海市第十五届人民代表大会常务委员会第七次会议通过", "上海市人民代表大会常务委员会"),
        ("X规定", "大连市人民政府办公厅文件", "大连市人民政府办公厅"),
        ("X办法", "2008年7月17日 经人力资源和社会保障部第6次部务会议通过", "人力资源和社会保障部"),
        ("最高人民法院关于X的解释", "", "最高人民法院"),
        ("国务院关于X的规定", "", "国务院"),
        ("X条例", "1953年1月2日 政务院修正公布", "政务院"),
        ("X条例", "没有写", ""),
    ],
)
def test_the_issuer_is_named_by_letterhead_adoption_or_title(title, line, issuer):
    assert find_issuer([title], [line], []) == issuer


@pytest.mark.parametrize(
    ("clause", "head", "effective", "note"),
    [
        ("本办法自2023年12月1日起施行。", "", date(2023, 12, 1), "自2023年12月1日起施行"),
        ("本办法从2010年1月1日起施行。", "", date(2010, 1, 1), "从2010年1月1日起施行"),
        ("本办法自二〇一〇年一月一日起施行。", "", date(2010, 1, 1), "自二〇一〇年一月一日起施行"),
        ("本办法自公布之日起施行。", "2004年11月1日公布", date(2004, 11, 1), "自公布之日起施行"),
        ("本办法自公布之日起30日后施行。", "2004年11月1日公布", date(2004, 12, 1), "自公布之日起30日后施行"),
        ("本办法自2020年1月1日起施行，有效期5年。", "", date(2020, 1, 1), "自2020年1月1日起施行，有效期5年"),
        ("本办法自颁布之日起实施。", "", None, "自颁布之日起实施"),
        ("参加人员自2020年1月1日起执行新标准。", "", None, ""),
        ("没有写。", "2016年5月1日 施行", date(2016, 5, 1), "2016年5月1日 施行"),
    ],
)
def test_the_day_of_effect_is_the_documents_own(clause, head, effective, note):
    document = parse(f"海滨市食堂办法\n{head}\n第一条 甲。\n第二条 {clause}")
    assert (document.effective_on, document.effective_note) == (effective, note)


def test_a_law_that_was_only_amended_keeps_its_first_day():
    head = "1992年4月3日通过\n2021年12月24日《关于修改〈食堂法〉的决定》修正"
    document = parse(f"食堂法\n{head}\n第一条 甲。\n第二条 本法自公布之日起施行。")
    assert (document.issued_on, document.effective_on) == (date(2021, 12, 24), date(1992, 4, 3))


def test_the_file_name_gives_the_day_of_a_version_that_the_text_conceals():
    document = parse("食堂条例\n2003年4月27日公布\n第一条 甲。\n第二条 乙。", "食堂条例(2010-12-20).md")
    assert document.issued_on == date(2010, 12, 20)


def test_what_ends_with_the_document_is_known():
    assert parse(RULES).repeals == ("海滨市敬老食堂规定",)
    assert find_repeals(["《甲办法》、《乙〈丙〉规定》同时废止。"]) == ("甲办法", "乙〈丙〉规定")
    assert find_repeals(["按照《甲办法》执行。"]) == ()


@pytest.mark.parametrize(
    ("title", "head", "region", "level"),
    [
        ("中华人民共和国食堂法", "2018年12月29日第十三届全国人民代表大会常务委员会第七次会议通过", "全国", "法律"),
        ("食堂条例", "2018年12月29日 国务院令第700号公布", "全国", "行政法规"),
        ("大连市食堂办法", "大政办发〔2017〕49号", "大连", "规范性文件"),
        ("辽宁省食堂条例", "2018年1月1日 辽宁省第十三届人民代表大会常务委员会第七次会议通过", "辽宁", "地方性法规"),
        ("沈阳市食堂办法", "", "沈阳", "规范性文件"),
        ("关于调整餐费的通知", "辽人社〔2025〕17号", "辽宁", "规范性文件"),
        ("最高人民法院关于食堂的解释", "", "全国", "司法解释"),
        ("实施食堂法若干规定", "人力资源和社会保障部令第13号", "全国", "规章"),
        ("海滨市食堂办法", "", "海滨", "规范性文件"),
        ("食堂办法", "", UNKNOWN_REGION, "规范性文件"),
    ],
)
def test_region_and_level_follow_issuer_number_and_title(title, head, region, level):
    document = parse(f"{head}\n{title}\n第一条 甲。\n第二条 乙。")
    assert guess_region(document) == region
    assert guess_level(document, region) == level


def test_a_notice_is_dated_by_its_signature():
    assert parse(NOTICE_WITH_SECTIONS).issued_on == date(2022, 5, 20)
