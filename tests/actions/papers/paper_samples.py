"""Cases to print: fictional people, short ones and very long ones."""

from dataclasses import replace
from datetime import UTC, date, datetime

from visitors import fictional_number

from actions.grants.info import (
    AccountInfo,
    CaseInfo,
    DocumentInfo,
    DutyInfo,
    OfficeInfo,
    StaffCase,
    SurvivorInfo,
    WholeNames,
)

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)
DAY = date(2026, 11, 23)
FATHER = fictional_number(date(1944, 5, 6), 11)
DAUGHTER = fictional_number(date(1972, 8, 9), 22)
ACCOUNT = "6217000000000001234"

CARD = {
    "type": "estimate", "calculator": "survivor", "heading": "丧葬补助金和抚恤金",
    "lines": [
        {"label": "丧葬补助金", "value": "8342.00元到8344.00元", "how": "2个月，每月4171元到4172元", "basis": "依据：人社部发〔2021〕18号第三条"},
        {"label": "抚恤金", "value": "66736.00元到66752.00元", "how": "16个月，每月4171元到4172元", "basis": "依据：人社部发〔2021〕18号第四条"},
    ],
    "total": {"label": "合计", "value": "75078.00元到75096.00元"},
    "notes": ["每月的基数来自转载，取整办法还没有确认。", "按在辽宁参加企业职工养老保险算的。"],
}  # fmt: skip


def document(kind, title, state="missing", words="还没有交", why="", reason=""):
    return DocumentInfo(kind, title, why, state, words, reason, "社区", 0)


DOCUMENTS = (
    document("identity_card", "申请人的身份证", why="核对申请的人是谁。"),
    document("account", "收款的存折或者银行卡", "shown", "看过原件了", why="钱打到这个账户。"),
    document("death_proof", "死亡证明", "not_needed", "不用交", reason="部门之间能查到的，不用您再交（社会保险经办条例第三十一条）。"),
)
DUTIES = (
    DutyInfo("report", "把去世的事告诉社保", "早一点说，养老金停得准，就不用退多领的。", "社区或者街道", date(2026, 12, 18)),
    DutyInfo("bank", "取老人的存款", "存款不多的，不用公证也能取。", "老人存钱的银行", None),
)


def case(**changes):
    """A daughter's application, masked as its applicant sees it."""
    info = CaseInfo(
        id=1, number="100012345678", number_words="1000 1234 5678", state="draft", state_words="正在填写",
        next_words="材料齐了，请到社区交。社区看过以后转到街道。", version=1, editable=True, can_submit=False,
        can_withdraw=True, can_delete=True, facts={}, situation={}, estimate=CARD, estimate_words="", decided=None,
        deceased_name="王**", deceased_number="210***********" + FATHER[-4:], died_on=date(2026, 11, 20),
        applicant_name="王**", applicant_number="210***********" + DAUGHTER[-4:], applicant_phone="199****0001",
        relation="child", relation_words="子女",
        account=AccountInfo("applicant", "申请人自己的账户", "大连银行中山支行", "王**", "尾号1234"),
        survivors=(SurvivorInfo(1, "张**", "spouse", "老伴", "agreed", "同意"),), documents=DOCUMENTS, duties=DUTIES,
        uploads=(), steps=(), missing=(), reason="", objection="",
        office=OfficeInfo("zs", "中山区桃源社区", "大连市中山区桃源街1号", "0411-00000000"), channel="web",
        draft_until=None, draft_until_words="", submitted_at=None, changed_at=MOMENT,
        names=WholeNames("王德山", "王晓梅", "王晓梅", {1: "张秀兰"}),
    )  # fmt: skip
    return replace(info, **changes)


def staff_case(info=None, **changes):
    """The same as the clerk at the counter has it."""
    whole = StaffCase(
        info=info or case(), state_words="正在填写", estimated_low=None, estimated_high=None, identity_seen=True,
        known_at=MOMENT, deceased_name="王德山", deceased_number=FATHER, applicant_name="王晓梅",
        applicant_number=DAUGHTER, applicant_phone="19900000001", account_name="王晓梅", account=ACCOUNT,
        survivor_names={1: "张秀兰"},
    )  # fmt: skip
    return replace(whole, **changes)


def long_case():
    """Nine survivors, names of minorities with a dot, long papers, a long office."""
    name = "阿卜杜热合曼·买买提依明·吾布力喀斯木江"
    survivors = tuple(
        SurvivorInfo(number, name if number % 3 == 0 else "欧阳**", "grandchild", "孙子女或外孙子女", "unreachable", "联系不上")
        for number in range(1, 10)
    )
    title = "不用老人的账户收款时，收款人和去世的人的关系承诺书，由收款的人自己写，窗口有样子"
    documents = (*DOCUMENTS, *(document(f"k{number}", title, why="核对收款的人。" * 4) for number in range(6)))
    office = OfficeInfo("long", "大连市金普新区（金州区）先进街道胜利社区居民委员会", "辽宁省大连市金州区先进街道胜利路一百二十八号副一号楼一层便民服务大厅三号窗口", "0411-00000000")
    names = WholeNames(name, "王晓梅", name, {one.id: name if one.id % 3 == 0 else "欧阳秀兰" for one in survivors})
    account = AccountInfo("deceased", "老人原来领养老金的账户", "中国邮政储蓄银行股份有限公司大连市金州区先进街道支行", name, "尾号1234")
    return case(survivors=survivors, documents=documents, office=office, account=account, names=names, duties=DUTIES * 4)
