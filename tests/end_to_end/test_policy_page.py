"""From an answer to the document's own words and back."""

from pages import QUESTION, ChatPage
from playwright.sync_api import expect


def test_a_citation_leads_to_its_article_and_back(chat: ChatPage) -> None:
    """The cited document opens at the article; coming back, the talk is still there."""
    reply = chat.say_and_read()
    reply.locator("summary", has_text="依据").tap()
    reply.get_by_role("link", name="看原文").first.tap()
    article = chat.page.locator(".article:target")
    expect(article).to_be_in_viewport()
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 360
    chat.page.get_by_role("link", name="回到聊天").tap()
    expect(chat.own.locator(".bubble")).to_have_text(QUESTION)
