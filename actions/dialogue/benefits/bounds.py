"""Which question may be left open by 先估个大概."""

from actions.benefits.bounds import OFFICE_KNOWS
from actions.benefits.fields import Field
from actions.dialogue.benefits.sheet import Sheet


def may_stay_open(sheet: Sheet, field: Field) -> bool:
    """Whether a range can be given without `field`; of two unknown spans nothing useful is left."""
    names = OFFICE_KNOWS.get(sheet.calculator.name if sheet.calculator else "", frozenset())
    return field.name in names and not [name for name in sheet.unknown if name != field.name]
