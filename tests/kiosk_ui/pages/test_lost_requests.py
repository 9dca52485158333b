"""J5: whatever request is lost or never answered, within 15 seconds there are words and a key to try again."""

import pytest
from playwright.sync_api import expect

from actions.benefits.parameters.book import load_book
from actions.benefits.registry import calculator
from actions.benefits.wording import card
from actions.clock import today

FACTS = {"status": "retired", "contribution": 388, "drawn": 96, "died_on": "2026-03-05", "cause": "illness"}


def lost(page, pattern, how):
    """From now on such a request is refused, or never answered."""
    page.route(pattern, (lambda route: route.abort()) if how == "refused" else (lambda route: None))


def found(page, pattern):
    page.unroute(pattern)


@pytest.fixture(params=["refused", "silent"])
def how(request):
    return request.param


def late(page, how):
    if how == "silent":
        page.wait_for_timeout(300)
        page.clock.fast_forward(15_500)


def test_no_request_of_the_panel_leaves_it_waiting(pages, answers, how):
    page = pages("/kiosk", {"width": 1080, "height": 1920})
    page.clock.install()
    page.reload()
    screen, again = page.locator("#screen"), page.get_by_role("button", name="再试一次", exact=True)

    opening = "**/api/conversations"
    lost(page, opening, how)
    page.locator("#attract").tap()
    late(page, how)
    expect(again).to_be_visible()
    found(page, opening)
    page.clock.fast_forward(600)
    again.tap()
    expect(page.locator(".tile").first).to_be_visible()

    asking = "**/messages"
    answers("大约能领这么多。", card=card(calculator("survivor").compute(FACTS, load_book(), today())))
    lost(page, asking, how)
    page.locator(".ask input").fill("算一算")
    page.locator(".ask button").tap()
    late(page, how)
    expect(screen).to_contain_text("算一算")
    expect(again).to_be_visible()
    found(page, asking)
    page.clock.fast_forward(600)

    drawing = "**/js/shared/grants.js*"
    lost(page, drawing, how)
    again.tap()
    expect(screen).to_have_attribute("data-name", "answer")
    late(page, how)
    expect(screen.locator(".later")).to_contain_text("这一块没有打开")
    found(page, drawing)
    page.clock.fast_forward(600)
    again.tap()
    expect(screen.locator(".sum")).to_be_visible()

    words = "**/steps/grants"
    lost(page, words, how)
    screen.get_by_role("button", name="照这个去申请").tap()
    late(page, how)
    expect(again).to_be_visible()
    found(page, words)
    page.clock.fast_forward(600)
    again.tap()
    expect(screen).to_have_attribute("data-name", "step")
    assert page.locator("[aria-busy=true]").count() == 0


def test_a_paper_that_does_not_arrive_is_said(phone, answers):
    page = phone.page
    answers("大约能领这么多。", card=card(calculator("survivor").compute(FACTS, load_book(), today())))
    phone.ask()
    page.clock.install()
    lost(page, "**/paper.pdf", "silent")
    phone.tap("存成一页纸")
    late(page, "silent")
    expect(page.locator(".state", has_text="没有打开")).to_be_visible()
    expect(page.get_by_role("button", name="存成一页纸")).to_be_enabled()


def test_a_sound_fetched_ahead_is_not_waited_for_for_ever(pages):
    page = pages("/kiosk", {"width": 1080, "height": 1920})
    page.clock.install()
    page.reload()
    ended = []
    page.on("requestfailed", lambda request: ended.append(request.url) if "/speech/" in request.url and request.resource_type == "fetch" else None)
    lost(page, "**/api/speech/**", "silent")
    page.locator("#attract").tap()
    page.clock.run_for(600)
    page.locator("#screen:not([inert]) .tile").first.wait_for()
    assert ended == []
    page.clock.fast_forward(15_500)
    page.wait_for_timeout(200)
    assert ended
