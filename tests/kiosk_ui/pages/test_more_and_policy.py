"""更多服务 and 政策原文 on the kiosk: beside the conversation, within its bars, left by 返回 the way one came."""

import re

import pytest
from playwright.sync_api import expect

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from actions.dialogue.home import greeting
from actions.reply import Choice, Citation, Reply
from knowledge_base.documents.importing import Said, import_documents
from knowledge_base.documents.parsing import parse_file
from knowledge_base.guides.files import CONTENT

TITLE = "大连市企业退休人员社会化管理服务工作办法"


@pytest.fixture
def app(app):
    """With the Dalian document, and no guide that cites it."""
    with UnitOfWork(app.extensions["wanqing"].engine) as work:
        path = CONTENT / "documents" / "dalian-2017-49.txt"
        import_documents(work.session, [(path.name, parse_file(path))], Said(), today())
        work.commit()
    return app


def screen(kiosk):
    return kiosk.page.locator("#screen")


def heading(kiosk, words):
    expect(screen(kiosk).locator("h1")).to_have_text(words)
    kiosk.page.wait_for_timeout(520)


def back(kiosk):
    kiosk.page.locator("#go-back").tap()


def more(kiosk):
    kiosk.page.locator(".tile", has_text="更多服务").tap()
    heading(kiosk, "更多服务")


def test_what_found_no_tile_on_the_first_screen_is_on_the_second(kiosk, rasa, answers):
    """D3, D10: eight choices on each, nothing is lost, and each leads where it says."""
    offered = [choice.label for choice in greeting().choices]
    first = kiosk.page.locator(".tile strong").all_inner_texts()
    assert len(first) == 8 and first[-1] == "更多服务"
    for size in ("标准", "大字", "特大"):
        kiosk.size(size)
        more(kiosk)
        assert kiosk.page.locator("#pager").is_hidden(), size
        second = kiosk.page.locator(".tile strong").all_inner_texts()
        assert len(second) <= 8 and not set(offered) - {*first, *second}
        back(kiosk)
        expect(screen(kiosk)).to_have_attribute("data-name", "home")
    answers("您约好的是明天上午。")
    more(kiosk)
    kiosk.page.locator(".tile", has_text="我的预约").tap()
    heading(kiosk, "我的预约")
    assert rasa.messages[-1]["message"] == "我的预约"


def test_a_document_is_read_article_by_article(kiosk):
    """L1, D2, C5: topic, document, article; 下一条 and 上一条; 返回 the way one came; every other screen keeps its bars."""
    more(kiosk)
    kiosk.page.locator(".tile", has_text="政策原文").tap()
    heading(kiosk, "看政策原文")
    kiosk.tap("所有文件")
    heading(kiosk, "看哪一条？")
    expect(screen(kiosk)).to_contain_text("大政办发〔2017〕49号")
    kiosk.page.locator(".wide", has_text="第十九条").tap()
    heading(kiosk, "第十九条")
    expect(screen(kiosk)).to_contain_text("建立沟通协调机制，实现数据和信息共享")
    expect(screen(kiosk).locator("mark")).to_have_count(0)
    kiosk.tap("下一条")
    heading(kiosk, "第二十条")
    kiosk.tap("上一条")
    heading(kiosk, "第十九条")
    kiosk.tap("找工作人员")
    heading(kiosk, "找工作人员")
    for name in ("第十九条", "看哪一条？", "看政策原文", "更多服务", "您好，我是晚晴。"):
        back(kiosk)
        heading(kiosk, name)


def test_the_source_of_an_answer_is_shown_in_its_article_and_marked(kiosk, answers, app):
    """Its own words stand out with a sentence that says why, they can be read aloud, and 返回 leads to the answer."""
    text = app.test_client().get("/policy/1/articles/8.json").get_json()["article"]["paragraphs"][0]
    quote = text.split("；")[1] + "；"
    cited = Citation(TITLE, "大政办发〔2017〕49号", "第八条", quote, "/policy/1#第八条")
    answers("先找街道。", citations=(cited,))
    kiosk.ask("丧葬费找谁")
    kiosk.tap("看这一条的原文")
    heading(kiosk, "第八条")
    expect(screen(kiosk).locator("mark")).to_have_text(quote)
    expect(screen(kiosk)).to_contain_text("标出来的，就是刚才回答的依据。")
    kiosk.tap("读出来")
    kiosk.page.wait_for_function("!document.getElementById('voice').paused")
    kiosk.tap("看这份文件的所有条目")
    heading(kiosk, "看哪一条？")
    back(kiosk)
    heading(kiosk, "第八条")
    back(kiosk)
    heading(kiosk, "丧葬费找谁")
    expect(screen(kiosk).locator(".conclusion")).to_contain_text("先找街道")


def test_a_booked_time_stands_under_what_came_of_it(kiosk, rasa):
    """Not under 确定, the key that was touched last."""
    card = {"type": "booking", "number": "", "state": "给您留着", "service": "窗口认证", "when": "明天", "place": "街道", "bring": [], "notes": []}
    rasa.behave = lambda message: [Reply(text="对吗？", outcome="confirm", choices=(Choice("确定", "/affirm"),), card=card)]
    kiosk.ask("约认证")
    heading(kiosk, "约认证")
    rasa.behave = lambda message: [Reply(text="约好了。明天上午9:00。", outcome="done", card=card | {"number": "482 913"})]
    kiosk.tap("确定")
    heading(kiosk, "约好了")


def test_an_open_question_of_the_dialogue_is_let_go_at_home(kiosk, rasa):
    """Left by 首页 or by 返回, it must not stand below what is asked next."""
    rasa.behave = lambda message: [Reply(text="退休了吗？", outcome="ask", choices=(Choice("退休了", "/affirm"),))]
    for leave in ("首页", "返回"):
        kiosk.ask("算一算")
        kiosk.page.wait_for_timeout(500)
        before = len(rasa.messages)
        kiosk.tap(leave)
        expect(screen(kiosk)).to_have_attribute("data-name", "home")
        kiosk.page.wait_for_timeout(400)
        assert [message["message"] for message in rasa.messages[before:]] == ["回首页"]
    rasa.behave = lambda message: [Reply(text="好的。", outcome="answer")]
    kiosk.ask("门诊")
    before = len(rasa.messages)
    kiosk.tap("首页")
    kiosk.page.wait_for_timeout(300)
    assert len(rasa.messages) == before, "an answer asks nothing and is simply left"


def test_every_document_has_its_articles_and_nothing_else_is_there(client, app):
    topics = client.get("/policy/topics.json").get_json()["topics"]
    assert [one["label"] for one in topics] == ["所有文件"]
    assert topics[0]["documents"][0]["title"] == TITLE
    listed = client.get("/policy/1/articles.json").get_json()["articles"]
    assert [one["label"] for one in listed][:2] == ["第一条", "第二条"] and len(listed) == 25
    first, last = client.get("/policy/1/articles/1.json").get_json(), client.get("/policy/1/articles/25.json").get_json()
    assert (first["previous"], first["next"], last["previous"], last["next"]) == (None, 2, 24, None)
    assert re.match("第一条。?", first["audio"][0]["shown"])
    for path in ("/policy/9/articles.json", "/policy/9/articles/1.json", "/policy/1/articles/26.json"):
        assert client.get(path).status_code == 404
