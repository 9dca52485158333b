"""A visitor who goes through the screens of one of the two faces, as fast as the pages allow."""

import io
import wave
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests import finger
from tests.criteria.house import House

KIOSK_SIZE = {"width": 1080, "height": 1920}
PHONE_SIZE = {"width": 360, "height": 640}
MESSAGES = "**/api/conversations/*/messages"
PATIENCE_MS = 15_000


def _silence() -> bytes:
    """A sound of a twentieth of a second in which nothing is heard: the catalogue is looked at, not listened to."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0\0" * 400)
    return file.getvalue()


class Visitor:
    """One page of a face in a context of its own; `house` answers."""

    def __init__(self, browser: Browser, house: House, face: str, sharp: int = 1) -> None:
        """`sharp`: pixels the screen draws for each of the page's."""
        self.kiosk, self.house = face == "kiosk", house
        size, options = (KIOSK_SIZE, {}) if self.kiosk else (PHONE_SIZE, {"is_mobile": True})
        self.context: BrowserContext = browser.new_context(
            base_url=house.address, viewport=size, has_touch=True, reduced_motion="reduce",
            device_scale_factor=sharp, **options
        )
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.context.on("request", lambda request: self._note(request.url))
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        sound = _silence()
        self.context.route("**/api/speech/**", lambda route: route.fulfill(status=200, content_type="audio/wav", body=sound))
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        house.understand()

    def _note(self, url: str) -> None:
        if not url.startswith((self.house.address, "data:", "blob:")):
            self.foreign.append(url)

    @property
    def place(self) -> Locator:
        """Where the newest answer stands."""
        return self.page.locator("#screen") if self.kiosk else self.page.locator(".other").last

    @property
    def form(self) -> Locator:
        """Where something is entered."""
        return self.page.locator("#screen" if self.kiosk else "#sheet")

    def arrive(self) -> "Visitor":
        """Before the home tiles, or greeted."""
        self.page.goto("/kiosk" if self.kiosk else "/chat")
        if self.kiosk:
            self.page.locator("#attract").tap()
            self.page.locator("#screen:not([inert]) .tile").first.wait_for()
        else:
            self.page.locator(".other").first.wait_for()
        return self

    def ask(self, text: str, heading: str = "") -> None:
        """Ask and wait for the answer; `heading`: what the panel's screen is called then, if not by the words asked."""
        if self.kiosk:
            if not self.page.locator(".ask input").count():
                self.home()
            self.page.locator(".ask input").fill(text)
            finger.tap(self.page.locator(".ask button"))
            answered = self.page.locator('#screen[data-name="answer"] h1')  # the screen before may be an answer too
            expect(answered).to_have_text(heading or text, timeout=PATIENCE_MS)
        else:
            before = self.page.locator(".other[data-outcome]").count()
            self.send(text)
            expect(self.page.locator(".other[data-outcome]")).to_have_count(before + 1, timeout=PATIENCE_MS)
        expect(self.page.locator(".later[aria-busy]")).to_have_count(0, timeout=PATIENCE_MS)

    def send(self, text: str) -> None:
        """Send without waiting for anything; no sooner than a second tap on the same button is meant."""
        self.page.locator("#question").fill(text)
        self.tap("发送")

    def home(self) -> None:
        self.tap("首页")
        self.wait_for("home")

    def wait_for(self, screen: str) -> None:
        expect(self.page.locator("#screen")).to_have_attribute("data-name", screen, timeout=PATIENCE_MS)

    def tap(self, name: str, place: Any = None) -> None:
        finger.tap((place or self.page).get_by_role("button", name=name, exact=True).last)

    def step(self, heading: str) -> None:
        """Wait for the step with this heading."""
        expect(self.page.locator("#screen h1" if self.kiosk else "#sheet-title")).to_have_text(heading, timeout=PATIENCE_MS)

    def choose(self, label: str) -> None:
        self.tap(label, self.form)

    def enter(self, heading: str, value: str) -> None:
        """Fill in the step with this heading and go on."""
        self.fill(heading, value)
        self.tap("下一步", self.form)

    def fill(self, heading: str, value: str) -> None:
        self.step(heading)
        if self.kiosk and self.page.locator("#screen .pad").count():
            self.type(value)
        else:
            self.form.locator("input[type=text]").fill(value)
            if self.kiosk:
                self.page.locator("#screen h1").focus()  # what is written is seen whole, without the keyboard

    def type(self, digits: str) -> None:
        """Type into the pad; what comes as fast as from a card reader is shown only once it is known to be none."""
        self.page.locator("#screen h1").focus()
        self.page.keyboard.type(digits)
        expect(self.page.locator("#screen .entry")).not_to_be_empty()

    def hold(self) -> Callable[[], None]:
        """Keep what is asked waiting; the returned function lets it go on."""
        held: list[Route] = []
        self.page.route(MESSAGES, lambda route: held.append(route))

        def release() -> None:
            for route in held:
                route.continue_()
            self.page.unroute(MESSAGES)

        return release

    def lose(self) -> Callable[[], None]:
        """Let what is asked be lost on the way; the returned function mends the line."""
        self.page.route(MESSAGES, lambda route: route.abort("connectionfailed"))
        return lambda: self.page.unroute(MESSAGES)

    def close(self) -> None:
        self.context.close()
