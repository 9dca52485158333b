"""Every calculator by name; the one list that talk, card, API and command read."""

from actions.benefits.adjustment.calculator import ADJUSTMENT
from actions.benefits.calculator import Calculator
from actions.benefits.errors import UnknownCalculator
from actions.benefits.lookups.allowance import ALLOWANCE
from actions.benefits.lookups.fare import FARE
from actions.benefits.lookups.medical_years import MEDICAL_YEARS
from actions.benefits.pension.calculator import PENSION
from actions.benefits.retirement.calculator import RETIREMENT
from actions.benefits.survivor.calculator import SURVIVOR

CALCULATORS: dict[str, Calculator] = {
    one.name: one for one in (SURVIVOR, RETIREMENT, PENSION, ADJUSTMENT, ALLOWANCE, FARE, MEDICAL_YEARS)
}


def calculator(name: str) -> Calculator:
    """The calculator called `name`. Raises UnknownCalculator."""
    if name not in CALCULATORS:
        raise UnknownCalculator
    return CALCULATORS[name]
