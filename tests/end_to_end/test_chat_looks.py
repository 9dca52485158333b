"""The chat page looks like WeChat. How its screens measure: tests/criteria."""

from pages import ChatPage


def test_the_page_looks_like_wechat(chat: ChatPage) -> None:
    """K1: grey ground, my words right on green, the assistant's left on white, one line to write in below."""
    chat.say_and_read()
    mine, theirs = chat.own.locator(".bubble").last, chat.replies.last.locator(".bubble")
    colour = "e => getComputedStyle(e).backgroundColor"
    assert chat.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(237, 237, 237)"
    assert mine.evaluate(colour) == "rgb(149, 236, 105)"
    assert theirs.evaluate(colour) == "rgb(255, 255, 255)"
    right, left = mine.bounding_box(), theirs.bounding_box()
    assert right and left and right["x"] + right["width"] > 340 and left["x"] < 20
