"""Values somebody typed into the form, made normal; every fault names its field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from actions.grants.errors import BadValue
from actions.personal_data.identity_number import BadIdentityNumber, normal_identity_number
from actions.personal_data.person_name import BadName, normal_name

MAX_TEXT = 200


def only(values: Mapping[str, Any], allowed: frozenset[str]) -> None:
    """Raises BadValue when a field is given that the part does not have."""
    if unknown := [name for name in values if name not in allowed]:
        raise BadValue(unknown[0][:40], "填的内容里有一项这里用不上。请重新打开申请，再填一遍。")


def text(values: Mapping[str, Any], field: str) -> str:
    """The words of `field`. Raises BadValue."""
    value = values[field]
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_TEXT:
        raise BadValue(field, "这一格还没有填好。请再填一遍。")
    return value


def name(values: Mapping[str, Any], field: str = "name") -> str:
    """A normal name. Raises BadValue."""
    return _normal(values, field, normal_name)


def identity_number(values: Mapping[str, Any], field: str = "number") -> str:
    """A normal identity number. Raises BadValue."""
    return _normal(values, field, normal_identity_number)


def past_day(values: Mapping[str, Any], field: str, today: date) -> date:
    """A day, whole and not to come. Raises BadValue."""
    day = exact_day(values[field])
    if day is None or not date(1950, 1, 1) <= day <= today:
        raise BadValue(field, "日子要写全年月日，不能比今天晚，比如2026年3月5日。")
    return day


def exact_day(value: object) -> date | None:
    """The day of an ISO text, if it names year, month and day."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _normal(values: Mapping[str, Any], field: str, normal: Callable[[str], str]) -> str:
    try:
        return normal(text(values, field))
    except (BadName, BadIdentityNumber) as error:
        raise BadValue(field, error.detail) from error
