"""Measures the catalogue: every screen once in every size and in high contrast, so that each criterion only has to look at the figures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page

from tests.criteria.house import House
from tests.criteria.screens import WALKS, Walk
from tests.criteria.visitor import Visitor

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8").split("\n", 1)[1]
WCAG_22_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
# The rules that sizes or colours can change; every other one sees the same page in every mode.
OF_SIZE = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}, "resultTypes": ["violations"]}
OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
# The browser's own text size and WCAG 1.4.12 spacing, as a visitor's settings would bring them.
LARGER = """scale => { const sheet = new CSSStyleSheet(); if (scale) sheet.replaceSync(`html { font-size: ${scale} }
  * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`); document.adoptedStyleSheets = [sheet] }"""
FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  return e === document.body ? null : { name: (e.innerText || e.placeholder || e.id || e.tagName).trim(), line: s.outlineStyle,
    width: parseFloat(s.outlineWidth), covered: Boolean(top && !e.contains(top) && !top.contains(e)) } }"""
# Screens through which Tab is led: a pad, what is drawn and chosen; a dialog, a sheet, an answer with folds.
TABBED = {"kiosk": ("number", "who", "application family", "estimate unfolded"), "phone": ("settings", "who", "answer unfolded")}
TABS = 20
SET = """([size, contrast]) => { const page = document.documentElement; page.dataset.size = size; page.dataset.contrast = contrast;
  for (const key of document.querySelectorAll("button[data-size]")) key.setAttribute("aria-pressed", String(key.dataset.size === size));
  document.querySelector("#contrast")?.setAttribute("aria-pressed", String(contrast === "high")); }"""


@dataclass(frozen=True)
class Mode:
    """How somebody has set the page: text size, contrast and, on a phone, how wide it is and the browser's own text size."""

    name: str
    size: str = "standard"
    contrast: str = "standard"
    viewport: tuple[int, int] | None = None
    scale: str = ""

    def put_on(self, page: Page) -> None:
        """Set the page so, and wait until it is drawn so."""
        if self.viewport:
            page.set_viewport_size({"width": self.viewport[0], "height": self.viewport[1]})
        page.evaluate(SET, [self.size, self.contrast])
        page.evaluate(LARGER, self.scale)
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


MODES: dict[str, tuple[Mode, ...]] = {
    "kiosk": (Mode("标准"), Mode("大字", "large"), Mode("特大", "largest"), Mode("高对比", contrast="high")),
    "phone": (
        Mode("标准", viewport=(360, 640)),
        Mode("大", "large", viewport=(360, 640)),
        Mode("特大", "largest", viewport=(360, 640)),
        Mode("高对比", contrast="high", viewport=(360, 640)),
        Mode("414 标准", viewport=(414, 896)),
        Mode("414 特大", "largest", viewport=(414, 896)),
        Mode("162%", viewport=(360, 640), scale="162%"),
        Mode("200%", viewport=(320, 568), scale="200%"),
    ),
}


@dataclass(frozen=True)
class Measured:
    """One screen in one mode: texts, targets and sizes from probe.js, and what axe finds wrong."""

    mode: str
    screen: str
    seen: dict[str, Any]
    violations: list[str]

    @property
    def where(self) -> str:
        return f"{self.mode}/{self.screen}"

    @property
    def texts(self) -> list[dict[str, Any]]:
        return list(self.seen["texts"])

    @property
    def targets(self) -> list[dict[str, Any]]:
        return list(self.seen["targets"])


def headings_astray(measured: Measured) -> list[list[int]]:
    """The levels of the headings, unless there is one h1, the first of them, and no level is left out below it."""
    levels: list[int] = measured.seen["headings"]
    in_order = levels[:1] == [1] and levels.count(1) == 1 and all(below - above <= 1 for above, below in pairwise(levels))
    return [] if in_order else [levels]


@dataclass
class Walked:
    """What was seen of one face: every measured screen, and what must not have happened on the way."""

    screens: list[Measured] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    focused: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def faults(self, look: Any) -> list[Any]:
        """What `look(measured)` finds, each with the screen where it is."""
        return [(measured.where, found) for measured in self.screens for found in look(measured)]


def walk_all(browser: Browser, house: House, face: str) -> Walked:
    """Go through every walk of `face` and measure each screen in each mode."""
    walked = Walked()
    for walk in WALKS[face]:
        visitor = Visitor(browser, house, face)
        try:
            for screen in screens_of(walk, visitor, walked):
                walked.screens += [measure(visitor.page, mode, screen) for mode in MODES[face]]
                MODES[face][0].put_on(visitor.page)
                if screen in TABBED[face]:
                    walked.focused += [(screen, focused) for focused in tab_through(visitor.page)]
        finally:
            walked.foreign += visitor.foreign
            walked.errors += visitor.errors
            visitor.close()
    return walked


def screens_of(walk: Walk, visitor: Visitor, walked: Walked) -> Iterator[str]:
    """The screens of a walk; where it breaks off is noted, and the other walks still go on."""
    last = "the beginning"
    try:
        for last in walk(visitor):
            yield last
    except (Error, AssertionError) as error:
        walked.broken.append(f"{walk.__name__} after {last}: {error}")


def tab_through(page: Page) -> list[dict[str, Any]]:
    """What has the focus after each Tab, and whether that is seen."""
    passed = []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
    return [one for one in passed if one]


def measure(page: Page, mode: Mode, screen: str) -> Measured:
    mode.put_on(page)
    seen = page.evaluate(PROBE)
    found = [] if mode.scale else violations(page, WCAG_22_AA if mode.name == "标准" else OF_COLOUR if mode.contrast == "high" else OF_SIZE)
    return Measured(mode.name, screen, seen, [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found])


def violations(page: Page, rules: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe finds; it is brought into a page once."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate("(rules) => axe.run(rules).then(({ violations }) => violations)", rules)
    return found
