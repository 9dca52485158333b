"""When nothing is worked out: another scheme pays, another rule holds, or the figure is not there. Each with its reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.benefits.model import Basis, Estimate, EstimateOutcome, Line
from actions.benefits.parameters.book import NotPublished, ParameterBook, Row
from actions.benefits.survivor.death_day import DeathDay
from actions.benefits.survivor.looking import Looking
from actions.benefits.survivor.questions import CAUSE, IN_PRISON, INSURED_IN, MISSING, SCHEME, WORK_INJURY
from actions.records.wording import yuan

NAME = "survivor"
ASK = "请问12333，或者到社保窗口问。"
RULES_2021 = ("企业职工基本养老保险遗属待遇暂行办法", "人社部发〔2021〕18号")
INHERIT = Basis("中华人民共和国社会保险法", "", "第十四条", "A", ("3-33",))


def elsewhere(facts: Mapping[str, Any], book: ParameterBook, day: DeathDay) -> Estimate | None:
    """The answer that ends the working before any sum, or None when the sum is to be worked out."""
    scheme, cause = facts.get(SCHEME), facts.get(CAUSE)
    if scheme in ("residents", "civil"):
        return _residents(facts) if scheme == "residents" else _civil(facts)
    if cause == MISSING:
        return _missing(facts, book, day)
    if cause == WORK_INJURY:
        return _work_injury(facts, book, day)
    if cause == IN_PRISON:
        return _in_prison(facts)
    if facts.get(INSURED_IN) == "elsewhere":
        return _other_province(facts)
    return _before_the_rules(facts, book, day)


def refused(
    facts: Mapping[str, Any], code: str, heading: str, text: str, lines: tuple[Line, ...] = (), *, other: bool = False,
    notes: tuple[str, ...] = (), used: tuple[str, ...] = (),
) -> Estimate:  # fmt: skip
    """An estimate without a sum: `other` when another scheme pays."""
    outcome: EstimateOutcome = "other_path" if other else "refused"
    return Estimate(NAME, outcome, heading, text, lines, notes=notes, refusal=code, facts=dict(facts), used=used)


def not_published(facts: Mapping[str, Any], year: int) -> Estimate:
    """The income figure for deaths of this year is not in the tables."""
    basis = Basis("2025、2026两年公布缴费基数的通知归纳", "", "", "B", ("3-21",))
    line = Line("什么时候公布", "一般每年8到9月", "写在省里公布缴费基数的通知里", basis=(basis,))
    text = f"{year}年去世用的收入数，还没有公布，或者还没有登记到这里，现在算不了。{ASK}"
    return refused(facts, "not-published", f"{year}年的数还没有", text, (line,))


def _residents(facts: Mapping[str, Any]) -> Estimate:
    lines = (
        Line("个人账户余额", "可以依法继承", "", basis=(Basis("国务院关于建立统一的城乡居民基本养老保险制度的意见", "国发〔2014〕8号", "", "A", ("3-48",)),)),
        Line("适用范围", "企业职工的办法不适用", "", basis=(Basis(*RULES_2021, "第二条", "B", ("3-14",)),)),
    )  # fmt: skip
    text = f"城乡居民养老保险不按企业职工的办法算。大连有没有丧葬补助、给多少，还没有确认。{ASK}"
    return refused(facts, "residents-scheme", "居民养老保险另有规定", text, lines)


def _civil(facts: Mapping[str, Any]) -> Estimate:
    line = Line("适用范围", "企业职工的办法不适用", "", basis=(Basis(*RULES_2021, "第二条", "B", ("3-14",)),))
    text = "机关事业单位退休的，不按企业职工的办法算。请先问原单位人事部门，也可以打12333。"
    return refused(facts, "civil-servants", "机关事业单位另有规定", text, (line,))


def _missing(facts: Mapping[str, Any], book: ParameterBook, day: DeathDay) -> Estimate:
    look = Looking(book, max(day.last, book.rows("missing_person")[0].valid_from))
    paid, years, accident = (
        look.row("missing_person", key) for key in ("paid_months", "declared_years", "accident_years")
    )
    lines = (
        Line("养老金", f"前{_plain(paid)}个月照发，以后先停", "人找回来，核准以后补发", basis=(paid.basis, Basis("人社厅函〔2010〕159号", "人社厅函〔2010〕159号", "", "A", ("3-39",)))),
        Line("宣告死亡", f"下落不明满{_plain(years)}年，或者意外事件满{_plain(accident)}年，可以向法院申请", "", basis=(years.basis,)),
    )  # fmt: skip
    text = "人下落不明、法院还没有宣告死亡的，现在不能领这两笔钱。请先报警，再告诉社保和社区。宣告死亡以后，再来申领。"
    return refused(facts, "not-declared", "先要宣告死亡", text, lines, other=True, used=look.used)


def _work_injury(facts: Mapping[str, Any], book: ParameterBook, day: DeathDay) -> Estimate:
    look = Looking(book, max(day.last, book.rows("work_injury")[0].valid_from))
    rule, choose = look.row("work_injury"), Basis("中华人民共和国社会保险法", "", "第四十九条第二款", "A", ("3-12",))
    share = {name: f"{value:f}" for name, value in rule.values.items()}
    relatives = (
        f"配偶每月{share['spouse_percent']}%，其他亲属每人每月{share['relative_percent']}%，"
        f"孤寡老人或孤儿再加{share['alone_percent']}%"
    )
    lines = (
        Line("丧葬补助金", f"{share['funeral_months']}个月的职工月平均工资", "按当地上一年的数", basis=(rule.basis,)),
        Line("供养亲属抚恤金", relatives, "按本人工资算，合计不超过本人工资；发给靠他养活的亲属", basis=(rule.basis,)),
        _lump(look, rule),
        Line("丧葬补助金只领一处", "养老、工伤、失业三处都够得上的，只能挑一处领", basis=(choose,)),
    )
    notes = ("先申请工伤认定，认定了才能领。", "抚恤金和工伤的供养待遇能不能都领，以社保核定为准。")
    text = f"干活时出的事，走工伤保险，不按养老保险的办法算。要先申请工伤认定。{ASK}"
    return refused(facts, "work-injury", "走工伤保险", text, lines, other=True, notes=notes, used=look.used)


def _lump(look: Looking, rule: Row) -> Line:
    label, how = "一次性工亡补助金", f"上年度全国城镇居民人均可支配收入的{rule.values['lump_times']:f}倍"
    try:
        row = look.row("work_injury_lump")
    except NotPublished:
        return Line(label, how, basis=(rule.basis,))
    if row.basis.confidence == "C":
        return Line(label, how, basis=(rule.basis,))
    return Line(label, f"约{yuan(int(row.values['lump'] * 100))}", how, basis=(rule.basis, row.basis))


def _in_prison(facts: Mapping[str, Any]) -> Estimate:
    basis = Basis("劳动和社会保障部办公厅关于退休人员被判刑后有关养老保险待遇问题的复函", "劳社厅函〔2001〕44号", "", "A", ("4-52",))
    line = Line("个人账户", "本人交的部分连同利息，可以继承", "", basis=(basis,))
    text = "服刑期间去世的，没有丧葬补助金和抚恤金。个人账户里本人交的钱和利息，家里可以继承。请带材料到社保窗口办。"
    return refused(facts, "in-prison", "这两笔钱没有，个人账户可以继承", text, (line,))


def _other_province(facts: Mapping[str, Any]) -> Estimate:
    basis = Basis("在哪里领遗属待遇（二手材料一致）", "", "", "B", ("3-11",))
    line = Line("在哪里领", "退休的在领养老金的地方，没退休的在养老保险关系所在地", basis=(basis,))
    text = "在外省参保的，按那个省的收入数算，到那边的社保申领。这里算不了，请打参保地的12333问。"
    return refused(facts, "other-province", "到参保地申领", text, (line,))


def _before_the_rules(facts: Mapping[str, Any], book: ParameterBook, day: DeathDay) -> Estimate | None:
    start: date = book.rows("survivor_funeral")[0].valid_from
    if day.last >= start:
        return None
    line = Line("从哪天起", f"{start.year}年{start.month}月{start.day}日起全国统一", basis=(Basis(*RULES_2021, "", "B", ("3-01",)),))
    text = f"{start.year}年{start.month}月{start.day}日以前去世的，按当时的老办法。老办法给多少，还没有确认。{ASK}"
    return refused(facts, "old-rules", "按老办法", text, (line,))


def _plain(row: Row) -> str:
    return f"{row.values['value']:f}"
