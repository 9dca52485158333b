"""What the survivor calculator must know, in the order it is asked; five questions, and what is asked only when it matters."""

from actions.benefits.fields import Field, Option

STATUS, CONTRIBUTION, DRAWN, DIED_ON, CAUSE = "status", "contribution", "drawn", "died_on", "cause"
INSURED_IN, SCHEME, DIED_IN, OWN = "insured_in", "scheme", "died_in", "own_contributions"
ACTIVE, FLEXIBLE, RETIRED = "active", "flexible", "retired"
ILLNESS, ACCIDENT, WORK_INJURY = "illness", "accident", "work_injury"
MISSING, DECLARED_DEAD, IN_PRISON = "missing", "declared_dead", "in_prison"

_OTHER_SCHEMES = {"scheme": ("residents", "civil"), "insured_in": ("elsewhere",)}
# Where another way leads on, the years and the day are not asked for: nobody is asked when a missing person died.
_NO_SUM = {CAUSE: (WORK_INJURY, MISSING, IN_PRISON), **_OTHER_SCHEMES}
_NO_DAY = {CAUSE: (MISSING, IN_PRISON), **_OTHER_SCHEMES}
_NO_CAUSE = _OTHER_SCHEMES

FIELDS = (
    Field(
        STATUS, "去世时的身份", "choice", "老人去世的时候，退休了吗？", unless=_NO_SUM,
        choices=(
            Option(RETIRED, "已经退休", ("退休", "退了", "退职", "领退休金", "吃劳保", "开支")),
            Option(ACTIVE, "还在单位上班", ("在职", "没退休", "上班", "职工")),
            Option(FLEXIBLE, "没退休，自己交养老保险", ("灵活就业", "个体", "自己交", "个人参保", "自己缴")),
        ),
    ),
    Field(
        CONTRIBUTION, "缴费年限", "months", "老人的缴费年限，也就是工龄，一共多少年？",
        minimum=0, maximum=720, default=360, unless=_NO_SUM,
        help="退休审批表上写着，也可以请社保窗口查；视同缴费的年头也算。",
    ),
    Field(
        DRAWN, "领了几年养老金", "months", "老人退休以后，领了多少年养老金？",
        minimum=0, maximum=720, default=120, when={STATUS: (RETIRED,)}, unless=_NO_SUM,
        help="从开始领养老金那个月，算到去世那个月。",
    ),
    Field(
        DIED_ON, "哪天去世", "day", "老人是哪年哪月哪天去世的？", unless=_NO_DAY,
        help="记不准哪天，说哪年哪月也可以。",
    ),
    Field(
        CAUSE, "怎么去世的", "choice", "老人是怎么去世的？", unless=_NO_CAUSE,
        choices=(
            Option(ILLNESS, "生病或者年老", ("病", "年老", "老死", "癌", "脑梗", "心梗", "自然")),
            Option(ACCIDENT, "意外，不是干活时出的事", ("意外", "车祸", "摔", "交通事故", "非因工")),
            Option(WORK_INJURY, "干活时出的事（工伤）", ("工伤", "因工", "工亡", "干活", "工地")),
            Option(MISSING, "下落不明，还没有宣告死亡", ("失踪", "走失", "走丢", "下落不明", "找不到")),
            Option(DECLARED_DEAD, "法院宣告死亡", ("宣告死亡", "法院判")),
            Option(IN_PRISON, "服刑期间", ("服刑", "坐牢", "监狱")),
        ),
    ),
    Field(
        SCHEME, "参加的是哪种养老保险", "choice", "老人参加的是哪种养老保险？", optional=True,
        choices=(
            Option("enterprise", "企业职工养老保险", ("企业", "职工养老", "厂", "公司")),
            Option("residents", "城乡居民养老保险", ("居民", "农保", "新农保")),
            Option("civil", "机关事业单位养老保险", ("机关", "事业", "公务员", "老师")),
        ),
    ),
    Field(
        INSURED_IN, "在哪里参保", "choice", "老人是在辽宁参保、领养老金的吗？", optional=True,
        choices=(Option("liaoning", "在辽宁", ("大连", "辽宁")), Option("elsewhere", "在外省", ("外地", "外省"))),
    ),
    Field(
        DIED_IN, "在哪里去世", "choice", "老人是在哪里去世的？", optional=True,
        choices=(
            Option("liaoning", "在辽宁", ("大连", "辽宁", "本地", "家里")),
            Option("elsewhere", "在外省", ("外地", "外省")),
            Option("abroad", "在境外", ("国外", "境外", "香港", "澳门", "台湾")),
        ),
    ),
    Field(
        OWN, "本人一共交了多少养老保险费", "money", "老人自己一共交了多少养老保险费？",
        minimum=0, maximum=100_000_000, optional=True, when={STATUS: (ACTIVE, FLEXIBLE)},
        help="缴费不满5年才用得上；灵活就业的，只算记入个人账户的部分。社保窗口能查。",
    ),
)  # fmt: skip
