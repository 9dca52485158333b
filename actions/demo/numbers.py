"""Numbers nobody has: identity numbers of region 210201 (市辖区, never given to people), phones and accounts."""

from datetime import date

REGION = "210201"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
ORDERS = 499  # order codes of one day and sex


class TooManyPeople(ValueError):
    """More people were born on one day than there are order codes; `detail` says what to do."""

    code = "too-many-people"
    detail = "人数太多，身份证号不够分。请少生成一些。"


def identity_number(born: date, order: int) -> str:
    """The number of the `order`-th person born on `born`; even orders (001 is odd) are women, as in GB 11643-1999."""
    body = f"{REGION}{born:%Y%m%d}{order:03d}"
    return body + _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


class NumberGiver:
    """Gives every person a number of their own."""

    def __init__(self) -> None:
        self._given: dict[tuple[date, str], int] = {}

    def give(self, born: date, sex: str) -> str:
        """A number not given before. Raises TooManyPeople."""
        count = self._given.get((born, sex), 0) + 1
        if count > ORDERS:
            raise TooManyPeople
        self._given[born, sex] = count
        return identity_number(born, 2 * count if sex == "女" else 2 * count - 1)


def phone(serial: int) -> str:
    """A fictional mobile number: 1990 or 1999 and seven digits."""
    return f"{1990 if serial < 10_000_000 else 1999}{serial % 10_000_000:07d}"


def bank_account(serial: int) -> str:
    """A fictional account of 19 digits, with a first part no bank uses."""
    return f"000000{serial:013d}"
