"""What the pension calculator asks: all of it stands on the assessment, or in the account as printed by the office."""

from actions.benefits.fields import Field, Option
from actions.benefits.pension.formulas import OLDEST, YOUNGEST

FIELDS = (
    Field(
        "base_place", "在哪里退休", "choice", "养老保险在哪里办的退休？",
        (
            Option("dalian", "大连", ("大连市",)), Option("shenyang", "沈阳", ("沈阳市",)),
            Option("other", "辽宁其他市", ("外市", "鞍山", "营口", "丹东", "锦州", "全省")),
        ),
        help="各地算养老金用的基数不一样，叫计发基数。",
    ),
    Field("retired", "退休年月", "month", "是哪年哪月退休的？", default="2026-06", help="还没退休，就填打算退休的年月。"),
    Field(
        "age_months", "退休时的年龄", "months", "退休的时候几岁几个月？", minimum=YOUNGEST * 12, maximum=OLDEST * 12,
        default=60 * 12, help="正好整岁，就不填月份。",
    ),
    Field(
        "total", "缴费年限", "months", "缴费年限一共有多长？", minimum=0, maximum=60 * 12, step=12, default=30 * 12,
        help="连视同缴费年限一起算，退休核定表上有。",
    ),
    Field(
        "index", "平均缴费指数", "number", "平均缴费指数是多少？", minimum=0, maximum=3, default="1",
        help="就是每年缴费工资和社会平均工资的比，取平均。退休核定表上有。",
    ),
    Field(
        "account", "个人账户储存额", "money", "退休时个人账户里一共有多少钱？", minimum=0, maximum=300_000_000, step=100_000,
        default=10_000_000, help="退休核定表上有，也可以到社保窗口打印出来看。",
    ),
    Field(
        "before_account", "建账前的年限", "months", "建立个人账户以前的工龄有多长？", minimum=0, maximum=60 * 12, step=12, default=0,
        help="包括视同缴费年限。核定表上有，没有就填0。",
    ),
    Field(
        "before_index", "建账前的指数", "number", "建立个人账户以前的缴费指数是多少？", minimum=0, maximum=3, optional=True,
        help="核定表上单独写着才填。不填，就用平均缴费指数。",
    ),
)  # fmt: skip
