"""The kiosk's top tasks by touch alone, and how many screens each takes from home to its result.

A screen is one thing shown or one decision, the result included and home not. Saying who one is, and writing down numbers one
has been given, is a path of its own (the steps with keys) and is counted beside it.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from grant_pages import message, texts_to, touch, write
from pages import KioskPage
from playwright.sync_api import Locator, expect

SLOW = 20_000
WATCH = """() => {
  window.passed = [];
  let last = "";
  const place = document.getElementById("screen");
  new MutationObserver(() => {
    const found = place.querySelector("h1")?.textContent === "办到哪一步了"; // drawn as a step, but it is what was asked for
    const name = found ? "found" : place.dataset.name;
    const shown = [name, place.querySelector("h1")?.textContent, place.querySelector(".conclusion")?.textContent].join("|");
    if (!name || name === "home" || name === "waiting" || shown === last) return;
    window.passed.push(name);
    last = shown;
  }).observe(place, { childList: true });
}"""


@dataclass
class Journey:
    """One visitor's finger on the panel; `taken` is what each task took: (screens, steps with keys)."""

    kiosk: KioskPage
    person: dict[str, Any]
    taken: dict[str, tuple[int, int]] = field(default_factory=dict)

    def begin(self) -> None:
        touch(self.kiosk.page.locator("#attract"))
        self.kiosk.page.locator("#screen:not([inert]) .tile").first.wait_for()
        self.kiosk.page.evaluate(WATCH)

    def home(self) -> None:
        touch(self.kiosk.page.locator("#go-home"))
        self.kiosk.wait_for("home")
        self.kiosk.page.evaluate("window.passed = []")

    def tile(self, *names: str) -> None:
        for name in names:
            touch(self.kiosk.tiles.filter(has_text=name).first)

    def pick(self, name: str | re.Pattern[str]) -> None:
        """The wide key of this name, once it is there."""
        key = self.kiosk.screen.get_by_role("button", name=name, exact=True).first
        key.wait_for(timeout=SLOW)
        touch(key)

    def result(self, task: str, sign: Locator) -> None:
        """The task is done when `sign` is seen; then home again."""
        expect(sign.first).to_be_visible(timeout=SLOW)
        passed: list[str] = self.kiosk.page.evaluate("window.passed")
        self.taken[task] = (sum(name != "step" for name in passed), passed.count("step"))
        self.home()

    def enter(self, heading: str, digits: str) -> None:
        self.heading(heading)
        keys = self.kiosk.screen.locator(".pad")
        for digit in digits:
            touch(keys.get_by_role("button", name=digit, exact=True))
        self.pick("下一步")

    def heading(self, words: str) -> None:
        expect(self.kiosk.screen.locator("h1")).to_have_text(words, timeout=SLOW)

    def prove(self) -> None:
        """Consent, whose records, number, name, code."""
        page, earlier = self.kiosk.page, texts_to(self.kiosk.page, self.person["phone"])
        self.pick(re.compile("^同意$"))
        self.pick("查我自己的")
        self.enter("请输入身份证号", self.person["id_number"])
        self.heading("请输入您的姓名")
        write(page, self.kiosk.screen.locator("input[type=text]"), self.person["name"])
        self.heading("请输入短信里的6位数字")
        code = re.search(r"验证码(\d{6})", message(page, self.person["phone"], "验证码", earlier))
        assert code
        self.enter("请输入短信里的6位数字", code[1])

    def years(self, question: str, digits: str) -> None:
        """The counter of whole years below `question`, by its keys."""
        group = self.kiosk.screen.get_by_role("group", name=question)
        self.fill(group.locator(".counter").first, digits)

    def fill(self, counter: Locator, digits: str) -> None:
        touch(counter.locator("button.figure"))
        for digit in digits:
            touch(counter.locator(".pad").get_by_role("button", name=digit, exact=True))
        touch(counter.get_by_role("button", name="好了", exact=True))

    def date(self, *parts: tuple[str, str]) -> None:
        for unit, digits in parts:
            counters = self.kiosk.screen.locator(".counter")
            self.fill(counters.filter(has=self.kiosk.page.locator(f"[aria-label*='，{unit}，']")), digits)

    def answer(self, words: str = "") -> Locator:
        return self.kiosk.screen.locator(".conclusion").filter(has_text=words)
