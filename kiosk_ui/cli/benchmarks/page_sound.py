"""From the tap on 接着听 to the first sound, as the kiosk page in a browser experiences it."""

import importlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from actions.settings import Settings
from kiosk_ui.voice.bench import Measured

CACHED_MS = 150
UTTERANCES = 20
_SIZE = {"width": 1080, "height": 1920}
_ONE_TAP_MS = 520  # the same control sooner than this is one press of a trembling finger
_LISTEN = """() => {
  const audio = document.getElementById("voice"), button = document.querySelector(".next-part");
  window.firstSound = null;
  button.addEventListener("click", (tap) => {
    audio.addEventListener("playing", () => (window.firstSound = performance.now() - tap.timeStamp), { once: true });
  }, { capture: true, once: true });
}"""


def first_sounds_on_page(page: Any, texts: Iterable[str], ask: Callable[[str], object], most: int = UTTERANCES) -> list[Measured]:
    """The waits of `most` answers of the kiosk `page` that can be read on: sound not made yet, and made already.

    `ask(text)` brings the answer; one that has nothing to read on is passed over.
    """
    waits: tuple[list[float], list[float]] = ([], [])
    for text in texts:
        if len(waits[0]) == most:
            break
        ask(text)
        button = page.locator(".next-part")
        if not button.count():
            continue
        for times in waits:
            page.get_by_role("button", name="停止", exact=True).tap()
            page.evaluate(_LISTEN)
            button.first.tap()
            times.append(page.wait_for_function("() => window.firstSound").json_value())
            page.wait_for_timeout(_ONE_TAP_MS)
    return [
        Measured("tap to first sound on the page, not made", tuple(waits[0])),
        Measured("tap to first sound on the page, made", tuple(waits[1]), p95_limit=CACHED_MS),
    ]


@contextmanager
def kiosk_page(address: str, chromium: str) -> Iterator[Any]:
    """The kiosk page at home in a browser of its own. Raises ImportError where Playwright is not installed."""
    playwright = importlib.import_module("playwright.sync_api").sync_playwright
    found = chromium or shutil.which("chromium") or shutil.which("google-chrome")
    with playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        page = browser.new_context(base_url=address, viewport=_SIZE, has_touch=True).new_page()
        page.goto("/kiosk")
        page.locator("#attract").tap()
        page.locator("#screen:not([inert]) .ask").wait_for()
        yield page
        browser.close()


def ask_on(page: Any, text: str) -> None:
    """Ask `text` in the question line and wait for its answer."""
    page.locator(".ask input").fill(text)
    with page.expect_response("**/messages"):
        page.locator(".ask [type=submit]").tap()
    page.locator('#screen[data-name="answer"] h1', has_text=text).wait_for()


def measure_page_sound(settings: Settings, address: str, questions: Iterable[str]) -> list[Measured]:
    """Twenty answers of the running house. Raises ImportError where Playwright is not installed."""
    with kiosk_page(address, settings.chromium) as page:
        return first_sounds_on_page(page, questions, lambda text: ask_on(page, text))
