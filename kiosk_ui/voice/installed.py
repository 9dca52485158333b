"""Which speech engine is installed, told without starting it."""

import functools
import importlib.metadata

_WHEEL = "espeakng-loader"


@functools.cache
def installed_engine() -> str:
    """The build the workers will load: the wheel and its version, or `system`. Part of every cached sound's name."""
    try:
        return f"{_WHEEL} {importlib.metadata.version(_WHEEL)}"
    except importlib.metadata.PackageNotFoundError:
        return "system"
