"""The documented layouts of importable files, as data (docs/records_layout.md says the same to people)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field it fills, how a cell is read (readers.READERS)."""

    name: str
    field: str
    type: str
    required: bool = False  # the column must be there and no cell may be blank
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One kind of file. `key`: the fields no two lines of a file may share. `constants`: fields every line has alike."""

    kind: str
    title: str
    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id_number",)
    constants: tuple[tuple[str, str], ...] = ()
    keeps_existing: bool = False  # a line that is there already is left as it is

    def __post_init__(self) -> None:
        names = [name for column in self.columns for name in (column.name, *column.aliases)]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.kind}: two columns share a heading")


_ID = Column(
    "身份证号", "id_number", "identity", True, ("公民身份号码", "身份证号码", "身份号码", "证件号码", "居民身份证号")
)
_NAME = Column("姓名", "name", "name", False, ("人员姓名",))

PERSONS = Layout(
    "persons", "人员", "person",
    (
        _ID,
        Column("姓名", "name", "name", True, ("人员姓名",)),
        Column("性别", "sex", "sex"),
        Column("出生日期", "birth_date", "past_day", False, ("出生年月日",)),
        Column("手机号", "phone", "phone", False, ("手机", "手机号码", "联系电话", "移动电话")),
        Column("住址", "address", "address", False, ("居住地址", "家庭住址", "联系地址", "现住址")),
        Column("街道编码", "street_id", "street", False, ("街道", "所属街道", "街道（乡镇）")),
        Column("社区编码", "community_id", "community", False, ("社区", "所属社区", "社区（村）")),
        Column("档案存放地", "archive_place", "text100", False, ("档案所在地", "档案地点")),
        Column("医保状态", "medical_standing", "medical_standing", False, ("医疗保险状态",)),
        # Not 死亡日期: a list of deaths must never be taken for a file of persons.
        Column("确认死亡日期", "died_on", "past_day"),
    ),
)  # fmt: skip

RETIREMENTS = Layout(
    "retirements", "退休信息", "retirement_fact",
    (
        _ID, _NAME,
        Column("退休日期", "retired_on", "past_day", True, ("退休时间", "退休年月日")),
        Column("退休类别", "kind", "retirement_kind", True, ("退休类型", "离退休类别")),
        Column("实际缴费月数", "actual_months", "months"),
        Column("视同缴费月数", "deemed_months", "months"),
        Column("平均缴费工资指数", "average_index", "index", False, ("平均缴费指数", "本人平均缴费工资指数")),
        Column("计发基数", "base_cents", "cents", False, ("养老金计发基数",)),
        Column("个人账户储存额", "account_cents", "cents", False, ("退休时个人账户储存额", "个人账户累计储存额")),
        Column("计发月数", "divisor_months", "divisor"),
        Column("过渡系数", "transition_rate", "rate", False, ("过渡性养老金系数",)),
    ),
)  # fmt: skip

PAYMENTS = Layout(
    "payments", "发放", "payment",
    (
        _ID, _NAME,
        Column("发放月份", "month", "month", True, ("月份", "发放年月", "待遇月份")),
        Column("基础养老金", "basic", "cents", True),
        Column("过渡性养老金", "transitional", "cents", True),
        Column("个人账户养老金", "account", "cents", True),
        Column("历年调整", "adjustment", "cents", True, ("调整增加额", "历年调整增加额", "历年调整金额")),
        Column("其他补贴", "other", "cents", True, ("其他", "其他待遇")),
        Column("补发", "back_pay", "cents", True, ("补发金额",)),
        Column("扣回", "deduction", "cents", True, ("扣回金额", "扣发")),
        Column("实发合计", "total", "cents", True, ("合计", "实发金额", "实发")),
        Column("发放状态", "state", "payment_state", True, ("状态",)),
        Column("发放日期", "paid_on", "day", False, ("到账日期",)),
    ),
    ("id_number", "month"),
)  # fmt: skip

ADJUSTMENTS = Layout(
    "adjustments", "历年调整", "yearly_adjustment",
    (
        _ID, _NAME,
        Column("调整年度", "year", "year", True, ("年度", "调整年份")),
        Column("定额调整", "fixed", "cents", True, ("定额",)),
        Column("年限挂钩", "by_years", "cents", True, ("缴费年限挂钩",)),
        Column("养老金挂钩", "by_pension", "cents", True, ("本人养老金挂钩",)),
        Column("倾斜调整", "tilt", "cents", True, ("高龄倾斜", "适当倾斜", "倾斜")),
        Column("调整合计", "total", "cents", True, ("合计", "月增加额")),
    ),
    ("id_number", "year"),
)  # fmt: skip

PERSONAL_ACCOUNTS = Layout(
    "personal_accounts", "个人账户", "personal_account",
    (
        _ID, _NAME,
        Column("个人账户余额", "balance", "cents", True, ("账户余额", "余额")),
        Column("余额日期", "as_of", "past_day", True, ("截止日期", "截至日期")),
    ),
)  # fmt: skip

PAYMENT_ACCOUNTS = Layout(
    "payment_accounts", "发放账户", "payment_account",
    (
        _ID, _NAME,
        Column("开户银行", "bank", "text60", True, ("银行", "发放银行", "银行名称")),
        Column("银行账号", "account", "bank_account", True, ("账号", "银行卡号", "卡号")),
    ),
)  # fmt: skip

CERTIFICATIONS = Layout(
    "certifications", "认证记录", "certification",
    (
        _ID, _NAME,
        Column("认证日期", "certified_on", "past_day", True, ("认证时间",)),
        Column("认证方式", "channel", "channel", True, ("认证渠道",)),
    ),
    ("id_number", "certified_on", "channel"), keeps_existing=True,
)  # fmt: skip

CARE_MARKS = Layout(
    "care_marks", "重点关爱", "care_mark",
    (
        _ID, _NAME,
        Column("关爱类别", "mark", "care_mark", True, ("关爱标记", "重点对象类别")),
        Column("起始日期", "since", "past_day", False, ("开始日期", "认定日期")),
    ),
    ("id_number", "mark"),
)  # fmt: skip


def _shared(kind: str, title: str, stored: str, day: str, *aliases: str) -> Layout:
    """A list of another department (大政办发〔2017〕49号第十九条); its date column tells which list it is."""
    columns = (
        _ID, _NAME,
        Column(day, "happened_on", "past_day", True, aliases),
        Column("来源部门", "source", "source", True, ("数据来源", "提供部门")),
    )  # fmt: skip
    key = ("id_number", "source", "happened_on")
    return Layout(kind, title, "shared_list_entry", columns, key, (("kind", stored),), keeps_existing=True)


SHARED_LISTS = (
    _shared("deaths", "死亡名单", "death", "死亡日期", "死亡时间"),
    _shared("imprisonments", "服刑名单", "imprisonment", "收监日期", "服刑开始日期", "服刑起始日期"),
    _shared("moved_away", "迁出名单", "moved_away", "迁出日期", "户口迁出日期"),
    _shared("alive", "生存比对名单", "alive", "比对日期", "比对通过日期"),
)

LAYOUTS: dict[str, Layout] = {
    layout.kind: layout
    for layout in (
        PERSONS, RETIREMENTS, PAYMENTS, ADJUSTMENTS, PERSONAL_ACCOUNTS, PAYMENT_ACCOUNTS, CERTIFICATIONS, CARE_MARKS,
        *SHARED_LISTS,
    )
}  # fmt: skip
