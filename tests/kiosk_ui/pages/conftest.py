"""The real pages in a real browser, before the real application: only the dialogue behind it is a stand-in."""

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from actions.reply import Reply
from actions.settings import Settings
from tests import finger
from tests.panel import another_answer
from tests.serving import serving

KIOSK_SIZE = {"width": 1080, "height": 1920}
PHONE_SIZE = {"width": 360, "height": 780}


@pytest.fixture
def address(app) -> Iterator[str]:
    """Where the application listens."""
    with serving(app, threads=8) as server:
        yield f"http://127.0.0.1:{server.effective_port}"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A browser asks more often than a person."""
    return dataclasses.replace(settings, messages_per_minute=10_000, conversations_per_minute=10_000, dialogue_timeout=5.0)


@pytest.fixture
def pages(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens pages; none of them may log an error nobody expected."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            errors.append(message.text)

    def open_one(path: str, size: dict[str, int], **options: Any) -> Page:
        options.setdefault("service_workers", "block")  # what a worker answers no test can answer otherwise
        context = browser.new_context(base_url=address, viewport=size, has_touch=True, reduced_motion="reduce", **options)
        context.on("console", note)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert errors == [], "a page logged errors"


class Face:
    """One of the two pages, with what a visitor does on it."""

    def __init__(self, page: Page, kiosk: bool) -> None:
        self.page, self.kiosk = page, kiosk

    @property
    def place(self):
        """Where the newest answer stands."""
        return self.page.locator("#screen") if self.kiosk else self.page.locator(".other").last

    @property
    def form(self):
        """Where something is entered."""
        return self.page.locator("#screen" if self.kiosk else "#sheet")

    def size(self, name: str) -> "Face":
        if self.kiosk:
            self.tap(name)
        else:
            for words in ("设置", name, "关闭"):
                self.tap(words)
        return self

    def ask(self, text: str = "算一算") -> None:
        if self.kiosk:
            self.page.locator(".ask input").fill(text)
            with another_answer(self.page):
                finger.tap(self.page.locator(".ask button"))
        else:
            before = self.page.locator(".other[data-outcome]").count()
            self.page.locator("#question").fill(text)
            self.tap("发送")
            expect(self.page.locator(".other[data-outcome]")).to_have_count(before + 1)
        expect(self.page.locator(".later[aria-busy]")).to_have_count(0)

    def tap(self, name: str, place: Any = None) -> None:
        finger.tap((place or self.page).get_by_role("button", name=name, exact=True).last)

    def heading(self, words: str) -> None:
        """Wait for the step with this heading."""
        expect(self.page.locator("#screen h1" if self.kiosk else "#sheet-title")).to_have_text(words)

    def enter(self, value: str) -> None:
        """Write in the step's field or press its keys, and go on."""
        if self.kiosk and self.page.locator("#screen .pad").count():
            for sign in value:
                self.tap(sign, self.page.locator(".pad"))
        else:
            self.form.locator("input[type=text]").fill(value)
        self.tap("下一步", self.form)

    def choose(self, label: str) -> None:
        self.tap(label, self.form)


@pytest.fixture
def kiosk(pages: Callable[..., Page]) -> Face:
    """The kiosk page at home."""
    page = pages("/kiosk", KIOSK_SIZE)
    page.locator("#attract").tap()
    page.locator("#screen:not([inert]) .ask").wait_for()
    return Face(page, True)


@pytest.fixture
def phone(pages: Callable[..., Page]) -> Face:
    """The chat page, greeted."""
    page = pages("/chat", PHONE_SIZE, is_mobile=True)
    expect(page.locator(".other").first).to_be_visible()
    return Face(page, False)


@pytest.fixture
def answers(rasa) -> Callable[..., None]:
    """What the dialogue answers from now on: a reply with this card."""

    def answer(text: str = "好的。", **fields: Any) -> None:
        rasa.behave = lambda message: [Reply(text=text, outcome=fields.pop("outcome", "answer"), **fields)]

    return answer
