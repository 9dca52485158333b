"""Chinese identity numbers as people type them: full-width, spaced, old 15 digits, x in lower case."""

import unicodedata
from datetime import date

from stdnum import exceptions, numdb
from stdnum.cn import ric

from actions.clock import today

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SEPARATORS = str.maketrans("", "", " \t-‐–—·.　")


class BadIdentityNumber(ValueError):
    """The number cannot be one; `detail` says in Chinese what to look at. Never holds the number."""

    code = "bad-identity-number"
    status = 422

    def __init__(self, detail: str) -> None:
        super().__init__(self.code)
        self.detail = detail


def normal_identity_number(written: str) -> str:
    """The 18-digit number (GB 11643-1999) of what somebody wrote; old 15-digit ones get their century and check digit.

    Raises BadIdentityNumber.
    """
    number = unicodedata.normalize("NFKC", written).translate(_SEPARATORS).upper()
    if len(number) == 15 and number.isascii() and number.isdigit():
        number = _from_fifteen(number)
    if len(number) != 18:
        raise BadIdentityNumber("身份证号应该是18位。请您对着身份证再看一遍。")
    try:
        _validate(number)
        born = ric.get_birth_date(number)
    except (exceptions.ValidationError, ValueError) as error:
        raise BadIdentityNumber("身份证号好像输错了一位。请您对着身份证再看一遍。") from error
    if not date(1900, 1, 1) <= born <= today():
        raise BadIdentityNumber("身份证号里的出生日期不对。请您对着身份证再看一遍。")
    return number


def birth_date(number: str) -> date:
    """The date of birth in a normal number."""
    return ric.get_birth_date(number)


def is_female(number: str) -> bool:
    """The 17th digit is even for a woman (GB 11643-1999)."""
    return int(number[16]) % 2 == 0


def _validate(number: str) -> None:
    # Not ric.validate: it wants the county to have existed in the year of birth, but numbers were first given out in
    # the 1980s with the counties of that day. It refuses 中山区 (210202, since 1983) for everybody born before 1983.
    if not (number[:17].isascii() and number[:17].isdigit()):
        raise exceptions.InvalidFormat
    if number[17] != ric.calc_check_digit(number):
        raise exceptions.InvalidChecksum
    if not any("county" in properties for _, properties in numdb.get("cn/loc").info(number[:6])):
        raise exceptions.InvalidComponent


def _from_fifteen(number: str) -> str:
    # Numbers of 15 digits were given out until 1999, so the century is the last one.
    body = f"{number[:6]}19{number[6:]}"
    return body + _CHECK[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]
