"""A real browser in front of the real assistant. `assistant_url` comes from the conftest above this folder."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from pages import KIOSK_SIZE, PHONE_SIZE, ChatPage, KioskPage, Watch
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from actions.settings import Settings

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str:
    """The browser the tests drive. Fails, and never skips, when there is none."""
    configured = Settings.from_environment().chromium
    found = configured or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if not found:
        pytest.fail("no Chromium for the browser tests: run `apt-get install chromium` or set WANQING_CHROMIUM", False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_context(browser: Browser, assistant_url: str) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser contexts; afterwards no page of theirs may have left its origin or logged an error."""
    watches: list[Watch] = []

    def open_one(**options: object) -> BrowserContext:
        context = browser.new_context(base_url=assistant_url, **options)
        watches.append(Watch(context, assistant_url))
        return context

    yield open_one
    for watch in watches:
        watch.context.close()
    for watch in watches:
        watch.check()


@pytest.fixture
def kiosk(open_context: Callable[..., BrowserContext]) -> KioskPage:
    """The kiosk page on the reference panel, showing its attract screen."""
    return KioskPage(open_context(viewport=KIOSK_SIZE, has_touch=True).new_page()).open()


@pytest.fixture
def chat(open_context: Callable[..., BrowserContext]) -> ChatPage:
    """The chat page on a small phone, greeted."""
    return ChatPage(open_context(viewport=PHONE_SIZE, has_touch=True, is_mobile=True).new_page()).open()
