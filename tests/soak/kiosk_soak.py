"""The kiosk page driven by one scripted visitor after another for as long as wanted: growth of its memory, and errors it logs.

    python -m tests.soak.kiosk_soak --minutes 480

Through the whole assistant, started for it. Prints a line every minute and the figures at the end; exits with 1 when the page logged an error or its
heap grew by 50 MB or more (criterion J8, eight hours).
"""

import argparse
import dataclasses
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import CDPSession, ConsoleMessage, Page, expect, sync_playwright

from actions.settings import Settings
from kiosk_ui.cli.launch.temporary import temporary_house
from tests.browser import chromium_path
from tests.conftest import trained_model_in

KIOSK_SIZE = {"width": 1080, "height": 1920}
QUESTIONS = ("老伴没了，丧葬费找谁领？", "门诊看病能报多少", "现在几岁退休", "社保卡丢了怎么办", "高龄津贴多少钱", "认证过期了怎么办")
MOST_MB = 50.0
WARM_UP_VISITS = 5  # what is loaded once is there after these
REPORT_SECONDS = 60.0


def one_visit(page: Page, number: int) -> None:
    """Wake the panel, ask, look around, be lost for a moment, and end the visit."""
    page.locator("#attract").tap()
    page.locator("#screen:not([inert]) .tile").first.wait_for()
    page.locator(".ask input").fill(QUESTIONS[number % len(QUESTIONS)])
    page.locator(".ask button").tap()
    expect(page.locator("#screen")).to_have_attribute("data-name", "answer", timeout=20_000)
    page.locator("#contrast").tap()
    page.get_by_role("button", name="特大", exact=True).tap()
    page.locator("#go-help").tap()
    page.locator("#go-back").tap()
    page.locator("#go-home").tap()
    page.locator(".tile").nth(number % 8).tap()
    page.wait_for_timeout(900)
    if number % 10 == 9:
        page.context.set_offline(True)
        page.get_by_role("button", name="先看常见问题", exact=True).tap(timeout=10_000)
        page.locator(".offline-topics button").first.tap()
        page.locator(".offline-guides .wide").first.tap()
        page.context.set_offline(False)
        page.locator(".offline-note button").tap(timeout=15_000)
    page.locator("#go-end").tap()
    expect(page.locator("#attract")).to_be_visible()
    page.wait_for_timeout(200)


def heap_mb(devtools: CDPSession) -> float:
    """What the page's scripts hold after everything that can be collected was."""
    for _ in range(2):
        devtools.send("HeapProfiler.collectGarbage")
    return float(devtools.send("Runtime.getHeapUsage")["usedSize"]) / 1_000_000


def soak(page: Page, minutes: float, report: Callable[[str], object]) -> tuple[int, float, float]:
    """(visits, MB after the warm-up, MB at the end)."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("HeapProfiler.enable")
    for number in range(WARM_UP_VISITS):
        one_visit(page, number)
    first, visits, ends = heap_mb(devtools), 0, time.monotonic() + minutes * 60
    told = time.monotonic()
    while time.monotonic() < ends:
        one_visit(page, visits)
        visits += 1
        if time.monotonic() - told >= REPORT_SECONDS:
            told = time.monotonic()
            report(f"{visits} visits, heap {heap_mb(devtools):.1f} MB (after the warm-up {first:.1f})")
    return visits, first, heap_mb(devtools)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=480.0)
    minutes = parser.parse_args().minutes
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            errors.append(message.text)

    with tempfile.TemporaryDirectory(prefix="wanqing-soak-") as folder:
        home = Path(folder)
        settings = dataclasses.replace(
            Settings.from_environment({"WANQING_HOME": str(home)}), messages_per_minute=10_000, conversations_per_minute=10_000
        )
        with trained_model_in(home), temporary_house(settings) as running, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
            page = browser.new_context(viewport=KIOSK_SIZE, has_touch=True).new_page()
            page.on("console", note)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"http://127.0.0.1:{running.port}/kiosk")
            visits, first, last = soak(page, minutes, lambda line: print(line, flush=True))  # noqa: T201
            browser.close()
    grown = last - first
    print(f"{minutes:g} min, {visits} visits: heap {first:.1f} -> {last:.1f} MB ({grown:+.1f}), {len(errors)} console errors")  # noqa: T201
    for error in errors[:20]:
        print(f"  {error}")  # noqa: T201
    return 1 if errors or grown >= MOST_MB else 0


if __name__ == "__main__":
    sys.exit(main())
