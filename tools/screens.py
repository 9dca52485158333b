"""Takes pictures of a running assistant's real pages and writes them, small, to docs/screens/.

    .venv/bin/python tools/screens.py http://127.0.0.1:8000

The assistant must run in demo mode: what is seen of people is seen of its fictional ones.

Chromium is found as for the browser tests: WANQING_CHROMIUM, or the one on PATH.
"""

import argparse
import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from demo_visitor import choose, prove_at_the_kiosk, prove_on_the_phone, say, tap

from actions.settings import ROOT, Settings

FOLDER = ROOT / "docs" / "screens"
QUESTION = "老伴没了，丧葬费找谁领？"
KIOSK = {"viewport": {"width": 1080, "height": 1920}, "has_touch": True}
KIOSK_PERSON, CHAT_PERSON = "赵国强", "孙淑芬"  # of the demo: whose certification is due
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
WIDTH_PX = 720  # of a written picture: readable in a browser, light in a repository
MOST_BYTES = 150_000
COLOURS = (256, 128, 64, 32)  # as many as fit into MOST_BYTES


def main(address: str) -> None:
    """Write every picture of the assistant that answers at `address`."""
    chromium = Settings.from_environment().chromium or shutil.which("chromium") or shutil.which("google-chrome")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (device, walk) in PICTURES.items():
            write(name, picture(browser, address, device, walk))
        browser.close()


def kiosk_home(page: Page) -> None:
    page.goto("/kiosk")
    page.locator("#attract").tap()
    page.locator("#screen:not([inert]) .tile").first.wait_for()


def kiosk_answer(page: Page) -> None:
    kiosk_home(page)
    page.locator(".ask input").fill(QUESTION)
    page.locator(".ask button").tap()
    page.locator(".answer .sources").wait_for()


def kiosk_answer_large(page: Page) -> None:
    kiosk_answer(page)
    tap(page, "特大")


def kiosk_contrast(page: Page) -> None:
    kiosk_answer(page)
    tap(page, "高对比")


def chat_answer(page: Page) -> None:
    page.goto("/chat")
    page.locator(".other[data-outcome]").wait_for()
    page.locator("#question").fill(QUESTION)
    tap(page, "发送")
    expect(page.locator(".other[data-outcome]")).to_have_count(2)


def chat_sources(page: Page) -> None:
    chat_answer(page)
    page.locator(".basis").last.tap()
    page.locator(".source").first.wait_for()


def kiosk_pension(page: Page) -> None:
    kiosk_home(page)
    page.locator(".tile", has_text="查养老金").tap()
    prove_at_the_kiosk(page, KIOSK_PERSON)


def kiosk_booking(page: Page) -> None:
    kiosk_home(page)
    page.locator(".tile", has_text="约认证").tap()
    prove_at_the_kiosk(page, KIOSK_PERSON)
    choose(page, page.locator("#screen .wide", has_text="去窗口"))
    page.locator("#screen .wide", has_text="越早越好").wait_for()
    page.locator(".ask input").fill("下周三上午")
    choose(page, page.locator(".ask button"))
    page.locator("#screen .times").wait_for()


def chat_booking(page: Page) -> None:
    chat_answer(page)
    say(page, "约认证")
    prove_on_the_phone(page, CHAT_PERSON)
    for label in ("去窗口", "越早越好", "确定"):
        choose(page, page.locator(".other").last.get_by_role("button", name=label, exact=True))
    page.locator(".number-large").last.wait_for()


PICTURES: dict[str, tuple[dict, Callable[[Page], None]]] = {
    "kiosk-home": (KIOSK, kiosk_home),
    "kiosk-answer": (KIOSK, kiosk_answer),
    "kiosk-answer-large": (KIOSK, kiosk_answer_large),
    "kiosk-contrast": (KIOSK, kiosk_contrast),
    "kiosk-pension": (KIOSK, kiosk_pension),
    "kiosk-booking": (KIOSK, kiosk_booking),
    "chat-answer": (PHONE, chat_answer),
    "chat-sources": (PHONE, chat_sources),
    "chat-booking": (PHONE, chat_booking),
}


def picture(browser: Browser, address: str, device: dict, walk: Callable[[Page], None]) -> Image.Image:
    """The page as it looks after `walk`, when the voice has finished and nothing is pressed."""
    context = browser.new_context(base_url=address, reduced_motion="reduce", **device)
    page = context.new_page()
    walk(page)
    if page.locator("#voice-bar").count():
        tap(page, "停止")
    page.wait_for_timeout(300)
    shot = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return shot.convert("RGB")


def write(name: str, shot: Image.Image) -> None:
    """Save as a palette PNG of WIDTH_PX, with as many colours as MOST_BYTES allow."""
    small = shot.resize((WIDTH_PX, round(shot.height * WIDTH_PX / shot.width)), Image.Resampling.LANCZOS)
    for colours in COLOURS:
        packed = io.BytesIO()
        small.quantize(colours, kmeans=1, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() <= MOST_BYTES:
            break
    (FOLDER / f"{name}.png").write_bytes(packed.getvalue())
    print(f"{name}.png  {packed.tell() // 1024} kB  {colours} colours")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("address", help="of the running assistant, as http://127.0.0.1:8000")
    main(parser.parse_args().address)
