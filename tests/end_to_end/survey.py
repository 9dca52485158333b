"""Walks through every screen of a page once and measures it; the tests then look at the measurements."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from pages import QUESTION, ChatPage, KioskPage, hold, lose
from playwright.sync_api import Page, expect

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8").split("\n", 1)[1]
WCAG_22_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


@dataclass(frozen=True)
class Measured:
    """One screen in one mode: texts, targets and sizes from probe.js, and what axe finds wrong."""

    mode: str
    screen: str
    texts: list[dict[str, Any]]
    targets: list[dict[str, Any]]
    width: int
    height: int
    inner: list[int] | None
    gaps: list[float]
    violations: list[str]

    @property
    def where(self) -> str:
        return f"{self.mode}/{self.screen}"


def measure(page: Page, mode: str, screen: str, with_axe: bool = True) -> Measured:
    seen = page.evaluate(PROBE)
    found = Axe().run(page, options=WCAG_22_AA).response["violations"] if with_axe else []
    violations = [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]
    return Measured(
        mode, screen, seen["texts"], seen["targets"], seen["width"], seen["height"], seen["inner"],
        seen["paragraphGaps"], violations,
    )  # fmt: skip


def survey_kiosk(kiosk: KioskPage, mode: str) -> list[Measured]:
    """Every screen of the kiosk page in one display mode (the name of a display button)."""
    page, walked = kiosk.page, []

    def note(screen: str) -> None:
        walked.append(measure(page, mode, screen, with_axe=mode in ("标准", "高对比")))  # sizes change no rule of axe

    page.clock.install()
    kiosk.open()
    note("attract")
    kiosk.start()
    kiosk.tap(mode)
    note("home")
    kiosk.tap("问一问")
    kiosk.wait_for("examples")
    note("examples")
    kiosk.tap("返回")
    kiosk.open_topic()
    note("topic")
    kiosk.screen.locator(".options .wide").first.tap()
    expect(page.locator(".sources")).to_be_visible()
    note("answer")
    kiosk.tap("找工作人员")
    note("help")
    kiosk.tap("首页")
    release = hold(page)
    kiosk.ask(QUESTION)
    kiosk.wait_for("waiting")
    note("waiting")
    kiosk.tap("首页")
    release()
    mend = lose(page)
    kiosk.ask(QUESTION)
    kiosk.wait_for("error")
    note("error")
    mend()
    kiosk.tap("首页")
    kiosk.tap("停止")
    page.clock.fast_forward(125_000)
    kiosk.wait_for("idle")
    note("idle")
    page.context.set_offline(True)
    page.clock.fast_forward(2_000)
    page.clock.fast_forward(2_500)
    expect(page.locator("#offline")).to_be_visible()
    note("offline")
    page.context.set_offline(False)
    return walked


def survey_chat(chat: ChatPage, mode: str) -> list[Measured]:
    """The chat page greeted, answered with everything unfolded, and each dialog, at one text size."""
    page, walked = chat.page, []

    def note(screen: str) -> None:
        walked.append(measure(page, mode, screen, with_axe=mode != "大"))

    chat.open()
    chat.tap("设置")
    chat.tap(mode)
    note("settings")
    chat.tap("关闭")
    note("greeting")
    mend = lose(page)
    chat.say("认证怎么办？")
    expect(page.get_by_role("button", name="点这里重发")).to_be_visible()
    note("failed")
    mend()
    reply = chat.say_and_read()
    for summary in reply.locator("summary").all():
        summary.tap()
    note("answer")
    for opener, screen in (("找人工", "help"), ("大字看", "big text"), ("发给家人", "share")):
        chat.tap(opener)
        note(screen)
        page.locator("dialog[open] .close").tap()
    return walked
