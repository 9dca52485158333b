"""The phone's first view is small and usable on a slow line; what few visits need is fetched when it is needed."""

import gzip

from playwright.sync_api import expect

FIRST_VIEW_BYTES = 45_000  # asked: 60 kB
USABLE_MS = 2_700  # asked: 3 s
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
LATER = ("estimateCard", "grantFlow", "stepperCard", "class Uploads", "continuationCard")
# The moment the greeting stands and its keys can be pressed, by the page's own clock.
WATCH = """new MutationObserver(() => {
  if (!window.usable && document.querySelector('.other .choices button')) window.usable = performance.now();
}).observe(document, {childList: true, subtree: true})"""


def test_the_first_view_is_light_and_holds_nothing_of_calculations_and_applications(browser, address):
    context = browser.new_context(base_url=address)
    page = context.new_page()
    loaded = []
    page.on("response", lambda response: loaded.append(response))
    page.goto("/chat")
    expect(page.locator(".other").first).to_be_visible()
    bodies = [response.body() for response in loaded if response.ok]
    kept = {response.url: response.header_value("cache-control") for response in loaded if "/chat/code/" in response.url}
    context.close()
    assert [word for word in LATER if any(f"function {word}".encode() in body for body in bodies)] == []
    weight = sum(len(gzip.compress(body)) for body in bodies)
    assert weight < FIRST_VIEW_BYTES, f"{weight} bytes"
    assert len(kept) == 2 and all("immutable" in str(value) for value in kept.values())


def test_a_slow_line_is_usable_within_three_seconds(browser, address):
    """400 kbit/s and 400 ms there and back, nothing kept from an earlier visit; the best of two, for the machine has other work."""
    took = []
    for _ in range(2):
        context = browser.new_context(base_url=address, is_mobile=True, has_touch=True, viewport={"width": 360, "height": 640})
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        page.add_init_script(WATCH)
        page.goto("/chat", wait_until="commit")
        page.wait_for_function("() => window.usable", timeout=10_000)
        took.append(page.evaluate("window.usable"))
        context.close()
        if took[-1] < USABLE_MS:
            break
    assert min(took) < USABLE_MS, took
