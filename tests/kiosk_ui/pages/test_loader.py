"""The page a kiosk's browser starts with from its own disk: the notice until the server answers, then the kiosk."""

import socket
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect

import kiosk_ui.kiosk
from kiosk_ui.kiosk.prompts import prompts
from tests.serving import serving

LOADER = Path(kiosk_ui.kiosk.__file__).with_name("loader.html")
DESK = "请到3号窗口找工作人员"


def test_the_loader_says_what_the_page_says_and_goes_to_the_server_by_itself(browser, app):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    context = browser.new_context(viewport={"width": 1080, "height": 1920}, service_workers="block")
    page = context.new_page()
    page.goto(f"file://{LOADER}#server=http://127.0.0.1:{port}&desk={quote(DESK)}")
    notice = prompts(DESK, "")["offline"]
    expect(page.locator("h1")).to_have_text(notice.heading)
    expect(page.locator("p")).to_have_text(notice.words)
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('p')).fontSize)") >= 40
    with serving(app, threads=4, port=port):
        expect(page.locator("#attract")).to_be_visible(timeout=10_000)
        assert page.url == f"http://127.0.0.1:{port}/kiosk"
        context.close()


def test_the_loader_opens_nothing_but_a_web_address(browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{LOADER}#server=javascript:alert(1)&desk=<b>x</b>")
    expect(page.locator("#desk")).to_have_text("<b>x</b>")
    page.wait_for_timeout(300)
    assert page.url.startswith("file:")
    context.close()


def test_the_loader_is_one_file(browser):
    text = LOADER.read_text(encoding="utf-8")
    assert "src=" not in text and "<link" not in text and "@import" not in text
