"""A card reader that types: each key 5 ms after the one before by the browser's own clock, however busy the machine of the test is."""

import time

from playwright.sync_api import Page

PACE_SECONDS = 0.005
_ENDS = {"Enter": {"key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13},
         "Tab": {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}}  # fmt: skip


def type_fast(page: Page, text: str, end: str = "", *, pace: float = PACE_SECONDS) -> None:
    """Press the keys of `text` and then `end` (Enter, Tab or none), one request of the debugger for each."""
    tools, began = page.context.new_cdp_session(page), time.time()
    keys = [{"key": sign, "text": sign} for sign in text] + ([_ENDS[end]] if end else [])
    for number, key in enumerate(keys):
        tools.send("Input.dispatchKeyEvent", {"type": "keyDown", "timestamp": began + number * pace, **key})
    tools.detach()
