"""Case numbers (受理号): eight random digits that say nothing about anybody, easy to read out."""

import secrets
from collections.abc import Iterator

# As booking numbers: without 零 一 九, which the ear confuses with 六 and 七 (see booking.numbers). Seven to the eighth is
# 5.7 million; the number opens nothing without the phone, and guesses are locked (grants.access).
DIGITS = "2345678"
LENGTH = 8
_TRIES = 20


def fresh_numbers() -> Iterator[str]:
    """Random candidates, a bounded number of them."""
    for _ in range(_TRIES):
        number = "".join(secrets.choice(DIGITS) for _ in range(LENGTH))
        if not any(digit * 3 in number for digit in DIGITS) and number[:4] != number[4:]:
            yield number


def grouped(number: str) -> str:
    """The number as it is shown and read out: 4828 5367."""
    return f"{number[:4]} {number[4:]}"


def plain(written: str) -> str:
    """The digits of a number somebody typed with spaces or dashes."""
    return "".join(character for character in written if character.isdigit())[:LENGTH]
