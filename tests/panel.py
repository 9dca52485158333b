"""The kiosk's panel: an answer that follows an answer is told from it by its element, not by the screen's name."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

_SHOWN = "() => document.getElementById('screen').firstElementChild"
_ANOTHER_ANSWER = """(before) => {
  const screen = document.getElementById("screen");
  return screen.dataset.name === "answer" && screen.firstElementChild !== before;
}"""


@contextmanager
def another_answer(page: Page) -> Iterator[None]:
    """Ask inside; left when the panel shows an answer that was not there before."""
    before = page.evaluate_handle(_SHOWN)
    yield
    page.wait_for_function(_ANOTHER_ANSWER, arg=before)
