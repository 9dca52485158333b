"""The questions beside the survivor calculator's that decide what a family needs; asked one at a time, like every Field."""

from actions.benefits.fields import Field, Option

_YES_NO_UNKNOWN = (
    Option("yes", "有", ("有", "是", "对")),
    Option("no", "没有", ("没有", "不是", "没")),
    Option("unknown", "说不清", ("不知道", "不清楚", "说不准")),
)

SITUATION_FIELDS: tuple[Field, ...] = (
    Field(
        "account_whose", "收款账户", "choice", "这笔钱打到谁的账户上？",
        choices=(
            Option("deceased", "老人自己的卡", ("老人的卡", "原来的卡", "他的卡", "她的卡")),
            Option("applicant", "我的账户", ("我的", "我自己的", "本人的")),
            Option("other_survivor", "别的家人的账户", ("别人的", "我妈的", "我爸的", "家里人的")),
        ),
        help="打到老人原来领养老金的卡上，要交的东西少一些。",
    ),
    Field(
        "deemed_years", "视同缴费年限", "choice", "老人有没有“视同缴费年限”？",
        choices=_YES_NO_UNKNOWN,
        help="就是社保开办以前上班、当兵的年头，当作交过费来算。退休审批表上有。",
    ),
    Field(
        "death_registered", "死亡登记", "choice", "老人去世的事，在哪里办过手续？",
        choices=(
            Option("hospital", "医院开了死亡证明", ("医院", "死亡证明", "开过证明")),
            Option("police", "派出所销了户口", ("派出所", "销户", "户口")),
            Option("crematorium", "殡仪馆开了火化证明", ("殡仪馆", "火化", "火葬场")),
            Option("none", "都还没办", ("没办", "还没有", "都没有")),
        ),
        help="办过一样就行，选最先办的那一样。",
    ),
    Field(
        "abroad", "您在不在国内", "choice", "您现在人在国外吗？",
        choices=(Option("yes", "在国外", ("国外", "境外", "外国")), Option("no", "在国内", ("国内", "不在国外", "没有"))),
    ),
    Field(
        "overpaid", "多领的养老金", "choice", "从老人去世的下一个月起，卡里还有没有进过养老金？",
        choices=_YES_NO_UNKNOWN,
        help="去世那个月的照发，不算多领。",
        when={"status": ("retired",)},
    ),
    Field(
        "only_survivor", "还有没有别的家人", "choice", "除了您，老人还有老伴、子女、父母在吗？",
        choices=(Option("no", "还有别的家人", ("有", "还有")), Option("yes", "只有我一个", ("没有了", "就我一个", "只有我"))),
    ),
)  # fmt: skip
