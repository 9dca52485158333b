"""The levels of offices and their services as dated data (levels.yaml, from 大政办发〔2017〕49号第五至九条)."""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from knowledge_base.guides.files import read_yaml

LEVELS = ("city", "district", "street", "community")
_FILE = Path(__file__).with_name("levels.yaml")


@cache
def service_labels() -> MappingProxyType[str, str]:
    """Code -> Chinese name of every service."""
    return MappingProxyType(dict(read_yaml(_FILE)["services"]))


@cache
def level_labels() -> MappingProxyType[str, str]:
    """Code -> Chinese name of every level, from the top down."""
    return MappingProxyType({level: read_yaml(_FILE)["levels"][level]["label"] for level in LEVELS})


@cache
def services_of(level: str) -> frozenset[str]:
    """The services an office of `level` may offer."""
    return frozenset(read_yaml(_FILE)["levels"][level]["services"])


def level_above(level: str) -> str | None:
    """The level its parent must have; None for the city."""
    place = LEVELS.index(level)
    return LEVELS[place - 1] if place else None
