"""Confirmation numbers (预约号) that can be read out and heard without mistakes."""

import secrets
from collections.abc import Iterator

# Spoken Chinese confuses 一 with 七, 六 with 九 and 零 with 六, which is why pilots and soldiers rename them;
# a number made of these seven digits needs no renaming.
DIGITS = "2345678"
LENGTHS = (6, 7, 8)
_TRIES_PER_LENGTH = 8


def fresh_numbers() -> Iterator[str]:
    """Random candidates, longer ones when the shorter ones were all taken."""
    for length in LENGTHS:
        for _ in range(_TRIES_PER_LENGTH):
            number = "".join(secrets.choice(DIGITS) for _ in range(length))
            if easy_to_tell(number):
                yield number


def easy_to_tell(number: str) -> bool:
    """No digit three times in a row and no group twice: people lose count of both."""
    groups = grouped(number).split()
    return not any(digit * 3 in number for digit in DIGITS) and len(set(groups)) == len(groups)


def grouped(number: str) -> str:
    """The number in groups as it is shown and read out: 482 853."""
    middle = len(number) // 2
    return f"{number[:middle]} {number[middle:]}"
