"""The sentences of the steps of an application, and of going on elsewhere. Fetched by the page when they are needed.

Both faces show them and the kiosk reads them; an entry without heading says what is wrong with what was typed.
"""

from typing import Any

from actions.benefits.fields import Field
from actions.benefits.registry import calculator
from actions.grants.checklist import SITUATION_FIELDS
from kiosk_ui.kiosk.prompts import Prompt

_OWN: dict[str, Prompt] = {
    "grant_name": Prompt("请输入您的姓名", "写您自己的，不是老人的。只用来办这件事。"),
    "grant_phone": Prompt("请输入您的手机号", "一共11位。会发一条短信到这个号码。"),
    "grant_code": Prompt("请输入短信里的6位数字", "短信发到您刚才写的手机上了。5分钟内有效。"),
    "grant_which": Prompt("您已经有申请了", "要接着办哪一个，请点一下。"),
    "grant_none": Prompt("用这个手机号，还没有申请过", "要申请，请点下面。"),
    "grant_deceased_name": Prompt("老人叫什么名字？", "跟老人身份证上一样。"),
    "grant_deceased_number": Prompt("请输入老人的身份证号", "一共18位。最后一位是X的，点X。"),
    "grant_died_on": Prompt("老人是哪一天走的？", "死亡证明上写着。要写到哪年哪月哪日。"),
    "grant_relation": Prompt("您是老人的什么人？"),
    "grant_own_number": Prompt("请输入您自己的身份证号", "一共18位。最后一位是X的，点X。"),
    "grant_district": Prompt("老人住在哪个区？", "社区会先看您的材料。"),
    "grant_street": Prompt("在哪个街道？"),
    "grant_community": Prompt("在哪个社区？", "选老人生前住的社区。拿不准，请问工作人员，或者打12333。"),
    "grant_survivors": Prompt("别的家里人，同意由您来领吗？", "老伴、子女、父母都写上。还没有问好的，也可以先写上。"),
    "grant_survivor_name": Prompt("这位家里人叫什么名字？", "写他本人的姓名。"),
    "grant_survivor_relation": Prompt("他是老人的什么人？"),
    "grant_account_name": Prompt("账户是谁的名字？", "跟存折或者卡上一样。"),
    "grant_bank": Prompt("是哪家银行的账户？"),
    "grant_bank_name": Prompt("请写银行的名字", "存折或者卡上写着。"),
    "grant_account": Prompt("请输入账号", "对着存折或者卡，一位一位地按。"),
    "grant_papers": Prompt("要带的材料", "照着这个单子准备就行。现在没有的，可以以后再补。"),
    "grant_review": Prompt("请从头看一遍", "名字和号码只露出一部分，是为了保护您。"),
    "grant_submit": Prompt("现在交上去吗？", "交上去以后，社区会看您的材料。转给街道审核以前，或者退回来让您补材料的时候，您都能撤回来。"),
    "grant_settled": Prompt("您的申请"),
    "to_phone": Prompt("换到手机上接着办", "这里填过的都还在。"),
    "talk_to_phone": Prompt("在手机上接着看", "刚才问的政策，手机上还能看。个人的记录不带走。"),
    "to_kiosk": Prompt("换到大厅的机器上接着办", "这里填过的都还在。"),
    "take_from_phone": Prompt("请按手机上的8位号码", "号码15分钟里有效，只能用一次。"),
    "take_from_kiosk": Prompt("请输入大厅机器上的8位号码", "号码15分钟里有效，只能用一次。"),
    "progress_number": Prompt("请输入受理号", "一共8位。短信里有，申请表上也有。"),
    "progress_phone": Prompt("请输入申请时留的手机号", "一共11位。"),
    "progress_found": Prompt("办到哪一步了"),
    "eight_digits": Prompt("", "号码是8位数字。请再看一遍。"),
    "account_length": Prompt("", "账号至少8位。请对着存折或者卡再看一遍。"),
}  # fmt: skip


def grant_prompts() -> dict[str, Prompt]:
    """Every sentence of the steps by name: those of the page, and the questions the calculator and the checklist ask."""
    fields = {f"survivor_{field.name}": field for field in calculator("survivor").fields}
    fields |= {f"situation_{field.name}": field for field in SITUATION_FIELDS}
    return _OWN | {name: _asked(field) for name, field in fields.items()}


def situation_questions() -> list[dict[str, Any]]:
    """The questions that decide what to bring, as the steps need them: all of them are choices."""
    return [
        {
            "name": field.name,
            "label": field.label,
            "kind": field.kind,
            "choices": [{"code": option.code, "label": option.label} for option in field.choices],
            "when": {name: list(codes) for name, codes in field.when.items()},
        }
        for field in SITUATION_FIELDS
    ]


def _asked(field: Field) -> Prompt:
    return Prompt(field.question, field.help)
