"""A real browser in front of the real assistant. `assistant_url` comes from the conftest above this folder."""

from collections.abc import Callable, Iterator

import pytest
from pages import KIOSK_SIZE, PHONE_SIZE, ChatPage, KioskPage, Watch
from playwright.sync_api import Browser, BrowserContext


@pytest.fixture
def open_context(browser: Browser, assistant_url: str) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser contexts; afterwards no page of theirs may have left its origin or logged an error."""
    watches: list[Watch] = []

    def open_one(**options: object) -> BrowserContext:
        options.setdefault("service_workers", "block")  # what a worker answers no test can answer otherwise
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
