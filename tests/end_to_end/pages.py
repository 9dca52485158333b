"""The two pages as a visitor uses them: what can be touched and what is then seen."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Route, expect

from tests import finger
from tests.panel import another_answer

KIOSK_SIZE = {"width": 1080, "height": 1920}  # the reference panel
PHONE_SIZE = {"width": 360, "height": 640}  # the smallest of the phones that must work without being zoomed
# A question the knowledge base answers with sources.
QUESTION = "老伴没了，丧葬费找谁领？"
MESSAGES = "**/api/conversations/*/messages"


# A source as a reply carries it; tests change what they are about.
SOURCE = {
    "document": "某办法", "number": "大政办发〔2017〕49号", "article": "第一条", "quote": "原文。", "url": "",
    "effective": "2017-04-14", "status": "effective",
}  # fmt: skip
# How the line below an answer names its first source.
BASIS_LINES = (
    ({}, "依据：大政办发〔2017〕49号 第一条"),
    ({"number": ""}, "依据：《某办法》 第一条"),
    ({"number": "", "article": ""}, "依据：《某办法》"),
    ({"status": "superseded"}, "依据：大政办发〔2017〕49号 第一条（已被新文件替代）"),
    (
        {"document": "辽宁日报2025-10-10", "number": "", "article": "", "status": "secondhand"},
        "依据：辽宁日报2025-10-10（转载）",
    ),
)


class Watch:
    """Notices what a context's pages must never do: ask another origin, or log an error nobody expected."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context, self._origin = context, origin.rstrip("/")
        self.foreign: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def check(self) -> None:
        assert self.foreign == [], "requests left the assistant's own origin"
        assert self.errors == [], "the page logged errors"

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._origin, "data:", "blob:")):
            self.foreign.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium itself reports a refused or lost request; the page's answer to it is what the tests look at.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(message.text)


class KioskPage:
    """The touchscreen page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self) -> "KioskPage":
        self.page.goto("/kiosk")
        return self

    def start(self) -> "KioskPage":
        """Touch the attract screen and wait until the tiles take a touch (half a second after the one that woke them)."""
        self.page.locator("#attract").tap()
        expect(self.tiles.first).to_be_visible()
        self.page.locator("#screen:not([inert])").wait_for()
        return self

    def ask(self, text: str) -> None:
        self.page.locator(".ask input").fill(text)
        finger.tap(self.page.locator(".ask button"))

    def ask_and_read(self, text: str = QUESTION) -> None:
        """Ask and wait for the answer screen."""
        with another_answer(self.page):
            self.ask(text)

    def open_topic(self, number: int = 5) -> None:
        self.tiles.nth(number).tap()
        self.wait_for("answer")

    def tap(self, name: str) -> None:
        finger.tap(self.page.get_by_role("button", name=name, exact=True))

    def press(self, digits: str) -> None:
        """Type on the number pad."""
        keys = self.page.locator(".pad")
        for digit in digits:
            finger.tap(keys.get_by_role("button", name=digit, exact=True))

    def step(self, heading: str) -> None:
        """Wait for the step with this heading."""
        expect(self.screen.locator("h1")).to_have_text(heading)

    def wait_for(self, screen: str) -> None:
        expect(self.page.locator("#screen")).to_have_attribute("data-name", screen, timeout=10_000)

    def pause(self) -> None:
        """Long enough for another tap on the same button to be meant."""
        self.page.wait_for_timeout(550)

    @property
    def screen(self) -> Locator:
        return self.page.locator("#screen")

    @property
    def tiles(self) -> Locator:
        return self.page.locator(".tile")

    @property
    def speaking(self) -> bool:
        return bool(self.page.evaluate("!document.getElementById('voice').paused"))


class ChatPage:
    """The WeChat-style page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self) -> "ChatPage":
        self.page.goto("/chat")
        expect(self.replies.first).to_be_visible()
        return self

    def say(self, text: str) -> None:
        self.page.locator("#question").fill(text)
        finger.tap(self.page.get_by_role("button", name="发送", exact=True))

    def say_and_read(self, text: str = QUESTION) -> Locator:
        """Send and wait for the newest reply."""
        before = self.replies.count()
        self.say(text)
        expect(self.replies.nth(before)).to_be_visible(timeout=10_000)
        return self.replies.last

    def tap(self, name: str) -> None:
        finger.tap(self.page.get_by_role("button", name=name, exact=True).last)

    def pause(self) -> None:
        """Long enough for another tap on the same button to be meant."""
        self.page.wait_for_timeout(550)

    @property
    def replies(self) -> Locator:
        return self.page.locator(".other[data-outcome]")

    @property
    def own(self) -> Locator:
        return self.page.locator(".own")

    @property
    def speaking(self) -> bool:
        return bool(self.page.evaluate("!document.getElementById('voice').paused"))


def hold(page: Page, pattern: str = MESSAGES) -> Callable[[], None]:
    """Keep matching requests waiting; the returned function lets them go on to the server."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))

    def release() -> None:
        for route in held:
            route.continue_()
        page.unroute(pattern)

    return release


def lose(page: Page, pattern: str = MESSAGES) -> Callable[[], None]:
    """Let matching requests fail as on a broken network; the returned function mends it."""
    page.route(pattern, lambda route: route.abort("connectionfailed"))
    return lambda: page.unroute(pattern)


def answer_with(page: Page, **fields: Any) -> None:
    """Let the next answers be this reply, to show what a page does with each form an answer can take."""
    reply = {
        "id": "r", "text": "好的。", "speech": "好的。", "outcome": "answer", "citations": [], "choices": [],
        "card": None, "audio": [], "more_audio": [],
    } | fields  # fmt: skip
    body = json.dumps({"replies": [reply]})
    page.route(MESSAGES, lambda route: route.fulfill(status=200, content_type="application/json", body=body))
