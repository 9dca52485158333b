"""Wording of contribution years, the personnel file and the medical-insurance standing."""

from actions.dialogue.records_words import OFFICE_DECIDES, WHY, Desk, line, record_card
from actions.records.gateway import RetirementFacts
from actions.records.wording import day_name, span
from actions.reply import Reply

DEEMED = "视同缴费，就是参保以前按规定算作交过费的那段工龄，不用再补钱。"
UNKNOWN = "没有记录"


def contribution_years(desk: Desk) -> Reply:
    """我交了多少年."""
    facts = desk.counter.records.contributions(desk.viewer)
    if facts is None:
        text = f"{desk.who}的缴费年限，这里没有记录。请打12333问，或者带身份证到社区、街道查。"
        return desk.reply(text, None, (), "decline")
    lines = [
        line("退休日期", day_name(facts.retired_on)),
        line("退休类别", facts.kind),
        line("实际缴费", _span(facts.actual_months)),
        line("视同缴费", _span(facts.deemed_months)),
    ]
    if facts.average_index is not None:
        lines.append(line("平均缴费指数", f"{facts.average_index.normalize():f}", "缴费工资和社会平均工资的比"))
    total = ("缴费年限一共", _span(facts.total_months)) if facts.total_months is not None else None
    notes = (DEEMED, OFFICE_DECIDES) if facts.deemed_months else (OFFICE_DECIDES,)
    card = record_card("缴费年限", lines, facts.as_of, notes, total)
    citations = desk.cite("4-10") if facts.deemed_months else ()
    return desk.reply(_years_text(facts, desk), card, (WHY,), citations=citations)


def _years_text(facts: RetirementFacts, desk: Desk) -> str:
    actual, deemed = facts.actual_months, facts.deemed_months
    if facts.total_months is not None:
        split = f"其中实际缴费{span(actual or 0)}，视同缴费{span(deemed)}。" if deemed else "都是实际缴费。"
        return f"{desk.who}的缴费年限一共{span(facts.total_months)}，{split}"
    if actual is None and deemed is None:
        return f"{desk.who}的缴费年限，这里没有数。请打12333问，或者到社区、街道查。"
    known, months, absent = ("实际缴费", actual, "视同缴费") if actual is not None else ("视同缴费", deemed, "实际缴费")
    return f"{desk.who}{known}{span(months or 0)}。{absent}的年限这里没有，所以说不出一共多少年，请打12333问。"


def _span(months: int | None) -> str:
    return UNKNOWN if months is None else span(months)


def archive_place(desk: Desk) -> Reply:
    """档案在哪."""
    profile = desk.counter.records.archive(desk.viewer)
    if not profile.archive_place:
        text = f"{desk.who}的人事档案放在哪，这里没有记录。档案由区里管退休人员的部门管。请先问街道，也可以打12333。"
        return desk.reply(text, None, (), "decline", desk.cite("1-21", "8-07"))
    text = f"{desk.who}的人事档案在{profile.archive_place}保管。要查档案，请先问街道，或者区里管退休人员的部门。"
    card = record_card("人事档案", [line("保管的地方", profile.archive_place)], profile.as_of)
    return desk.reply(text, card, (), citations=desk.cite("8-07"))


def medical_standing(desk: Desk) -> Reply:
    """我的医保还有没有."""
    profile = desk.counter.records.medical(desk.viewer)
    if not profile.medical_standing:
        text = f"{desk.who}的医保状态，这里没有记录。请打医保热线12393问。"
        return desk.reply(text, None, (), "decline")
    text = f"按这里的记录，{desk.who}的医保状态是{profile.medical_standing}。"
    if profile.medical_standing != "正常":
        text += "为什么是这样、怎么办，请打医保热线12393问清楚。"
    card = record_card("医疗保险", [line("状态", profile.medical_standing)], profile.as_of,
                       ("看病能报多少，以医保核定为准。",))  # fmt: skip
    return desk.reply(text, card, ())
