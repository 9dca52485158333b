"""The keyboard's lexicon, gathered once for all its tests."""

import pytest

from kiosk_ui.keyboard.lexicon import Lexicon
from kiosk_ui.keyboard.service import gathered_apart


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return gathered_apart(["桃源街道办事处"])
