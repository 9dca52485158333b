"""Both faces, walked through and measured once for all tests of the criteria."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from knowledge_base.snapshot import Knowledge
from tests.criteria.house import House, open_house
from tests.criteria.measuring import Walked, walk_all


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house"), knowledge) as opened:
        yield opened


@pytest.fixture(scope="session")
def kiosk_walked(browser: Browser, house: House) -> Walked:
    return walk_all(browser, house, "kiosk")


@pytest.fixture(scope="session")
def phone_walked(browser: Browser, tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Walked:
    """In a house of its own: what was applied for at the kiosk would stand on the phone already."""
    with open_house(tmp_path_factory.mktemp("phone_house"), knowledge) as own:
        return walk_all(browser, own, "phone")
