"""A refusal of a service, said plainly: the command ends with what to do instead."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from actions.demo.numbers import TooManyPeople
from actions.errors import ServiceError
from actions.personal_data.person_name import BadName

T = TypeVar("T")


def asked(act: Callable[[], T]) -> T:
    """What `act` gives; a refusal ends the command."""
    with refusals_said():
        return act()


@contextmanager
def refusals_said() -> Iterator[None]:
    """A refusal inside the block ends the command."""
    try:
        yield
    except (ServiceError, BadName, TooManyPeople) as error:
        raise click.ClickException(error.detail) from error
