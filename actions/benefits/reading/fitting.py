"""A figure brought into the form and the limits of a field."""

from decimal import Decimal

from actions.benefits.fields import Field, Option
from actions.benefits.reading.model import AskBack, Value

TOO_FAR = "“{heard}”好像不对。请再说一遍：{question}"
WHICH_MONTH = "{heard}的几月？身份证上有。"


def fitted(field: Field, answer: Value | AskBack) -> Value | AskBack:
    """`answer` as the field wants it; outside its limits it is asked back, and options outside are left out."""
    if isinstance(answer, AskBack):
        options = tuple(_in_form(field, one) for one in answer.options if _allowed(field, one.code))
        return AskBack(answer.question, tuple({one.code: one for one in options}.values()))
    if field.kind == "month":
        return _month(answer)
    if not _allowed(field, str(answer.value)):
        return AskBack(TOO_FAR.format(heard=answer.heard, question=field.question))
    return answer


def _month(answer: Value) -> Value | AskBack:
    value = str(answer.value)
    if len(value) < len("2026-03"):
        return AskBack(WHICH_MONTH.format(heard=answer.heard))
    year, month = value[:7].split("-")
    return Value(value[:7], f"{int(year)}年{int(month)}月")


def _in_form(field: Field, option: Option) -> Option:
    if field.kind != "month" or len(option.code) <= len("2026-03"):
        return option
    return Option(option.code[:7], option.label.split("月")[0] + "月")


def _allowed(field: Field, value: str) -> bool:
    if field.kind in ("day", "month", "choice"):
        return True
    number = Decimal(value)
    return (field.minimum is None or number >= field.minimum) and (field.maximum is None or number <= field.maximum)
