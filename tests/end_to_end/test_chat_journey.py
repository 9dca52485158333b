"""Using the chat page: asking, waiting, losing the network, listening, large letters, family, and forgetting."""

import re

import pytest
from pages import BASIS_LINES, MESSAGES, QUESTION, SOURCE, ChatPage, answer_with, hold, lose
from playwright.sync_api import Request, expect

LONG = "\n".join(f"第{i}段，这里说的是同一件事，说得很长，好让它超出一屏。" for i in range(30))


def top_of(chat: ChatPage) -> float:
    view, reply = chat.page.locator("#view").bounding_box(), chat.replies.last.bounding_box()
    assert view and reply
    return reply["y"] - view["y"]


def test_a_question_is_answered_with_its_source(chat: ChatPage) -> None:
    """F3, K1: no login; the source unfolds beneath the answer."""
    reply = chat.say_and_read()
    reply.locator("summary", has_text="依据").tap()
    expect(reply.locator(".source .document").first).to_be_visible()
    expect(chat.own.locator(".delivery").last).to_have_text("已送达")


def test_the_source_is_seen_with_the_answer(chat: ChatPage) -> None:
    """L1: in the bubble, without scrolling, on a small phone; a tap opens all of 依据."""
    reply = chat.say_and_read()
    basis = reply.locator(".bubble .basis")
    expect(basis).to_have_text(re.compile("^依据：.*第.+条"))
    expect(basis).to_be_in_viewport(ratio=1)
    expect(reply.locator(".source").first).to_be_hidden()
    basis.tap()
    expect(reply.locator(".source .document").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("change", "line"), BASIS_LINES)
def test_the_first_source_is_named_in_one_line(chat: ChatPage, change: dict[str, str], line: str) -> None:
    """L1, B4: number or title, article, and a word on its standing if it is not simply in force."""
    answer_with(chat.page, citations=[SOURCE | change, SOURCE])
    expect(chat.say_and_read().locator(".basis")).to_have_text(line)


def test_a_long_title_is_never_cut(chat: ChatPage) -> None:
    """A7: the line of the source grows instead."""
    title = "关于" + "进一步做好企业退休人员社会化管理服务" * 3 + "的通知"
    answer_with(chat.page, citations=[SOURCE | {"document": title, "number": ""}])
    basis = chat.say_and_read().locator(".basis")
    expect(basis).to_contain_text(f"《{title}》")
    assert basis.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight")


def test_an_answer_without_a_source_claims_none(chat: ChatPage) -> None:
    """L6: small talk and an honest no carry no 依据."""
    answer_with(chat.page, text="不客气。")
    assert chat.say_and_read().locator(".basis").count() == 0
    assert chat.replies.first.locator(".basis").count() == 0


def test_examples_below_the_greeting_are_asked_by_a_tap(chat: ChatPage) -> None:
    """K6, C3: 您可以这样问; a tap sends the words as if they had been typed."""
    examples = chat.replies.first.locator(".examples")
    expect(examples).to_contain_text("您可以这样问")
    example = examples.locator("button").last
    words = example.inner_text()
    with chat.page.expect_request(MESSAGES) as sent:
        example.tap()
    assert sent.value.post_data_json == {"text": words}
    expect(chat.own.locator(".bubble")).to_have_text(words)
    expect(chat.replies).to_have_count(2)


def test_messages_are_announced_politely(chat: ChatPage) -> None:
    """K5, M3: one polite log, no alerts."""
    log = chat.page.locator("#log")
    expect(log).to_have_attribute("role", "log")
    expect(log).to_have_attribute("aria-live", "polite")
    assert chat.page.locator("[role=alert], [aria-live=assertive]").count() == 0


def test_a_message_tells_how_it_fares(chat: ChatPage) -> None:
    """K7, K8: 发送中 and 正在查政策… in words, then 已送达."""
    release = hold(chat.page)
    chat.say(QUESTION)
    expect(chat.own.locator(".delivery")).to_have_text("发送中")
    expect(chat.page.locator(".waiting")).to_have_text("正在查政策…")
    release()
    expect(chat.own.locator(".delivery")).to_have_text("已送达")
    expect(chat.page.locator(".waiting")).to_have_count(0)


def test_a_message_that_was_not_sent_can_be_sent_again(chat: ChatPage) -> None:
    """K7: 没发出去, 点这里重发, and the resend carries the same key so that nothing is answered twice."""
    keys: list[str | None] = []
    chat.page.on(
        "request", lambda r: keys.append(r.header_value("idempotency-key")) if r.url.endswith("/messages") else None
    )
    mend = lose(chat.page)
    chat.say(QUESTION)
    expect(chat.own.locator(".delivery")).to_contain_text("没发出去")
    mend()
    chat.tap("点这里重发")
    expect(chat.own.locator(".delivery")).to_have_text("已送达")
    assert chat.own.count() == 1
    assert len(keys) == 2 and keys[0] and keys[0] == keys[1]


def test_an_unsent_message_survives_a_reload(chat: ChatPage) -> None:
    """K7: neither a network error nor a reload loses it."""
    mend = lose(chat.page)
    chat.say(QUESTION)
    expect(chat.own.locator(".delivery")).to_contain_text("没发出去")
    mend()
    chat.open()
    chat.tap("点这里重发")
    expect(chat.own.locator(".delivery")).to_have_text("已送达")
    assert chat.own.count() == 1


def test_nobody_waits_longer_than_15_seconds(chat: ChatPage) -> None:
    """K8: an answer or an apology."""
    chat.page.clock.install()
    chat.open()
    hold(chat.page)
    chat.say(QUESTION)
    expect(chat.page.locator(".waiting")).to_be_visible()
    chat.page.clock.fast_forward(15_100)
    expect(chat.own.locator(".delivery")).to_contain_text("没发出去")
    expect(chat.page.locator(".waiting")).to_have_count(0)


def test_the_talk_survives_a_reload(chat: ChatPage) -> None:
    """E8, A4: the messages, the conversation and the text size are still there."""
    chat.say_and_read()
    answer = chat.replies.last.locator(".bubble").text_content() or ""
    chat.tap("设置")
    chat.tap("特大")
    opened: list[Request] = []
    chat.page.on("request", lambda r: opened.append(r) if r.url.endswith("/api/conversations") else None)
    chat.open()
    expect(chat.replies.last.locator(".bubble")).to_have_text(answer)
    expect(chat.page.locator("html")).to_have_attribute("data-size", "largest")
    assert opened == []
    chat.say_and_read("要带什么材料？")


def test_the_talk_is_forgotten_after_a_day(chat: ChatPage) -> None:
    """E8: kept for 24 hours at most."""
    chat.say_and_read()
    chat.page.clock.install()
    chat.page.clock.fast_forward(25 * 60 * 60 * 1000)
    chat.open()
    expect(chat.own).to_have_count(0)


def test_the_talk_is_forgotten_on_request(chat: ChatPage) -> None:
    """E8: 清除记录 wipes the phone and the server and starts afresh."""
    chat.say_and_read()
    chat.tap("设置")
    with chat.page.expect_response(lambda response: response.request.method == "DELETE") as ended:
        chat.tap("清除记录")
    assert ended.value.status == 204
    expect(chat.own).to_have_count(0)
    expect(chat.replies).to_have_count(1)
    assert QUESTION not in chat.page.evaluate("JSON.stringify(localStorage)")


def test_a_forgotten_conversation_does_not_disturb(chat: ChatPage) -> None:
    """K7: when the server has forgotten the conversation, the question goes to a new one."""
    problem = '{"status":404,"code":"unknown-conversation","detail":"没有了。"}'
    chat.page.route(
        MESSAGES,
        lambda route: route.fulfill(status=404, content_type="application/problem+json", body=problem),
        times=1,
    )
    chat.say_and_read()
    expect(chat.own.locator(".delivery")).to_have_text("已送达")


def test_a_long_answer_is_met_at_its_beginning(chat: ChatPage) -> None:
    """K4: its first line is in view, not its last."""
    answer_with(chat.page, text=LONG)
    chat.say_and_read()
    assert 0 <= top_of(chat) < 250


def test_sending_brings_the_newest_into_view(chat: ChatPage) -> None:
    """K3: an own message is always seen."""
    answer_with(chat.page, text=LONG)
    chat.say_and_read()
    chat.page.evaluate("document.getElementById('view').scrollTop = 0")
    release = hold(chat.page)
    chat.say("还有呢？")
    expect(chat.own.last).to_be_in_viewport()
    release()


def test_reading_further_up_is_not_interrupted(chat: ChatPage) -> None:
    """K3: an answer that comes while the reader is elsewhere moves nothing and offers 回到最新."""
    answer_with(chat.page, text=LONG)
    chat.say_and_read()
    chat.page.unroute(MESSAGES)
    release = hold(chat.page)
    chat.say(QUESTION)
    expect(chat.page.locator(".waiting")).to_be_visible()
    chat.page.evaluate("document.getElementById('view').scrollTop = 0")
    release()
    expect(chat.page.get_by_role("button", name="回到最新")).to_be_visible()
    assert chat.page.evaluate("document.getElementById('view').scrollTop") == 0
    chat.tap("回到最新")
    expect(chat.page.get_by_role("button", name="回到最新")).to_be_hidden()
    expect(chat.replies.last).to_be_in_viewport()


def test_quick_replies_are_few_and_wrap(chat: ChatPage) -> None:
    """K6: four at most, in rows, named as they read; the rest behind 更多."""
    group = chat.replies.first.locator(".choices")
    assert 0 < group.locator("button").count() <= 4
    for button in group.locator("button").all():
        box = button.bounding_box()
        assert box and box["x"] + box["width"] <= 360 and box["height"] >= 60
    chat.tap("更多")
    assert group.locator("button").count() > 4
    group.locator("button").first.tap()
    expect(chat.own.last).to_be_visible()
    expect(chat.replies.nth(1)).to_be_visible()


def test_the_voice_only_starts_from_a_tap(chat: ChatPage) -> None:
    """K9, G4: silent until 听一遍, stopped by the same button."""
    reply = chat.say_and_read()
    chat.page.wait_for_timeout(300)
    assert not chat.speaking
    chat.tap("听一遍")
    chat.page.wait_for_function("!document.getElementById('voice').paused")
    expect(reply.locator(".bubble .spoken").first).to_be_visible()
    chat.pause()
    chat.tap("停止")
    chat.page.wait_for_function("document.getElementById('voice').paused", timeout=200)
    expect(chat.page.get_by_role("button", name="听一遍").last).to_be_visible()
    assert chat.page.locator("audio").count() == 1


def test_a_broken_voice_is_said(chat: ChatPage) -> None:
    """G12: the button says so, the words remain."""
    chat.page.route("**/api/speech/**", lambda route: route.fulfill(status=503, body=""))
    chat.tap("听一遍")
    expect(chat.replies.last).to_contain_text("语音暂时不可用")


def test_an_answer_can_be_read_in_large_letters(chat: ChatPage) -> None:
    """A3, K13, D5, D7: 大字看 at 30 px and more, closed at the bottom; the focus comes back."""
    chat.say_and_read()
    chat.tap("大字看")
    dialog = chat.page.locator("#big-text")
    size = dialog.locator("p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 30
    assert chat.page.locator("dialog[open]").count() == 1
    dialog.get_by_role("button", name="关闭").tap()
    expect(dialog).to_be_hidden()
    assert "大字看" in chat.page.evaluate("document.activeElement.textContent")


def test_an_answer_can_be_sent_to_the_family(chat: ChatPage) -> None:
    """K13: 发给家人 gives the words and their source to be pasted, and says how."""
    chat.page.evaluate("() => { Object.defineProperty(navigator, 'share', { value: undefined }) }")
    reply = chat.say_and_read()
    first = reply.locator(".bubble p").first.text_content() or "?"
    chat.tap("发给家人")
    text = chat.page.locator("#share-text").input_value()
    assert QUESTION in text and first.replace(" ", "") in text.replace(" ", "") and "依据" in text
    expect(chat.page.locator("#share")).to_contain_text("复制文字")


def test_phone_numbers_can_be_dialled(chat: ChatPage) -> None:
    """L3: tel: links, grouped; sums and document numbers stay words."""
    answer_with(chat.page, text="打12333，或者0411-84394444，手机13998765432。每月95000元。")
    reply = chat.say_and_read()
    links = reply.locator(".bubble a")
    expect(links).to_have_text(["12333", "0411 8439 4444", "139 9876 5432"])
    assert [link.get_attribute("href") for link in links.all()] == ["tel:12333", "tel:041184394444", "tel:13998765432"]


def test_a_person_is_one_tap_away(chat: ChatPage) -> None:
    """D8: 找人工 in the title bar gives numbers to dial."""
    chat.tap("找人工")
    expect(chat.page.locator("#help a[href='tel:12333']")).to_be_visible()


def test_a_trembling_thumb_sends_once(chat: ChatPage) -> None:
    """C7: a second tap within half a second is ignored."""
    chat.page.locator("#question").fill(QUESTION)
    chat.page.get_by_role("button", name="发送").dblclick()
    expect(chat.replies.nth(1)).to_be_visible()
    assert chat.own.count() == 1


def test_enter_sends_and_a_blank_line_does_not(chat: ChatPage) -> None:
    """K10: a hardware keyboard works too; nothing is sent for nothing."""
    chat.page.locator("#question").fill("   ")
    chat.page.keyboard.press("Enter")
    assert chat.own.count() == 0
    chat.pause()
    chat.page.locator("#question").fill(QUESTION)
    chat.page.keyboard.press("Enter")
    expect(chat.own).to_have_count(1)


def test_a_soft_keyboard_leaves_the_line_and_the_last_words_in_view(chat: ChatPage) -> None:
    """K10: with half the height gone, 发送 and the newest message are still seen."""
    chat.say_and_read()
    chat.page.locator("#question").focus()
    chat.page.set_viewport_size({"width": 360, "height": 340})
    expect(chat.page.get_by_role("button", name="发送")).to_be_in_viewport(ratio=0.99)
    expect(chat.replies.last).to_be_in_viewport()


def test_server_words_are_never_markup(chat: ChatPage) -> None:
    """Text of a reply and its choices enter the page as text."""
    evil = "<img src=x onerror=document.title='bad'>"
    answer_with(chat.page, text=evil, choices=[{"label": evil, "token": "t"}])
    reply = chat.say_and_read()
    assert reply.locator("img").count() == 0
    expect(reply.locator(".bubble")).to_have_text(evil)


def test_a_start_without_a_server_is_explained_and_retried(chat: ChatPage) -> None:
    """J5, I7: the first request fails: words and a button, then all is well."""
    chat.page.evaluate("localStorage.clear()")
    mend = lose(chat.page, "**/api/conversations")
    chat.page.goto("/chat")
    expect(chat.page.locator(".system")).to_contain_text(re.compile("连不上"))
    mend()
    chat.tap("再试一次")
    expect(chat.replies.first).to_be_visible()
