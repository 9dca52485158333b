"""What a fictional person of the demo does at both pages, for the pictures: ask, tap, prove who they are."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

PATIENCE_MS = 15_000


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def choose(page: Page, target: Locator) -> None:
    """Tap, no sooner than a second tap on the same place counts, and wait for the answer."""
    page.wait_for_timeout(600)
    target.tap()
    page.wait_for_timeout(600)
    expect(page.locator("[aria-busy=true], .waiting")).to_have_count(0, timeout=PATIENCE_MS)


def say(page: Page, text: str) -> None:
    page.wait_for_timeout(600)
    page.locator("#question").fill(text)
    tap(page, "发送")


def person_called(page: Page, name: str) -> dict[str, str]:
    people = page.request.get("/demo/people.json").json()["people"]
    found: dict[str, str] = next(person for person in people if person["name"] == name)
    return found


def code_after(page: Page, phone: str, send: Callable[[], None]) -> str:
    """The code that `send` has sent to this phone of the demo."""
    before = {message["id"] for message in outbox(page)}
    send()
    for _ in range(PATIENCE_MS // 250):
        texts = [m["text"] for m in outbox(page) if m["phone"] == phone and m["id"] not in before]
        if found := re.findall(r"验证码(\d{6})", " ".join(texts)):
            return str(found[0])
        page.wait_for_timeout(250)
    raise TimeoutError("no code was sent")


def outbox(page: Page) -> list[dict[str, str]]:
    messages: list[dict[str, str]] = page.request.get("/demo/outbox.json").json()["messages"]
    return messages


def prove_at_the_kiosk(page: Page, name: str) -> None:
    person, heading = person_called(page, name), page.locator("#screen h1")
    tap(page, "同意")
    page.locator("#screen .wide", has_text="查我自己的").tap()
    page.locator(".pad").wait_for()
    heading.focus()
    page.keyboard.type(person["id_number"])
    tap(page, "下一步")
    page.locator("#screen .entry-form input").fill(person["name"])
    code = code_after(page, person["phone"], lambda: tap(page, "下一步"))
    page.locator(".step.code .pad").wait_for()
    heading.focus()
    page.keyboard.type(code)
    choose(page, page.get_by_role("button", name="下一步", exact=True))
    page.locator("#badge").get_by_text("已核实").wait_for()


def prove_on_the_phone(page: Page, name: str) -> None:
    person, sheet = person_called(page, name), page.locator("#sheet")
    tap(page, "开始核实")
    for label in ("同意", "查我自己的"):
        page.wait_for_timeout(600)
        sheet.get_by_role("button", name=label, exact=True).tap()
    page.locator("#sheet-entry.digits").fill(person["id_number"])
    tap(page, "下一步")
    expect(sheet).to_contain_text("姓名")
    page.locator("#sheet-entry").fill(person["name"])
    page.wait_for_timeout(600)
    code = code_after(page, person["phone"], lambda: tap(page, "下一步"))
    page.locator("#sheet-entry.digits").fill(code)
    choose(page, sheet.get_by_role("button", name="下一步", exact=True))
    page.locator("#badge").get_by_text("已核实").wait_for()
