"""The fields these tests read into: those of the calculators, and a yes or no."""

from datetime import date

from actions.benefits.fields import Field, Option
from actions.benefits.registry import CALCULATORS

TODAY = date(2026, 11, 23)
SURVIVOR = CALCULATORS["survivor"].fields
_YES_NO = tuple(Option(code, label) for code, label in (("yes", "有"), ("no", "没有"), ("unknown", "不知道")))
_OTHERS = {field.name: field for one in CALCULATORS.values() if one.name != "survivor" for field in one.fields}
OTHERS = (
    *(field for name, field in _OTHERS.items() if name != "contribution"),
    Field("overpaid", "有没有多领", "choice", "走了以后还领过养老金吗？", _YES_NO),
)
FIELDS = {field.name: field for field in (*OTHERS, *SURVIVOR)}
