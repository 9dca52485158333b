"""Binding in a real browser: from the account through WeChat's authorisation into /chat, proven there, bound, and unbound."""

import dataclasses
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from actions.dialogue.identity import verify_reply
from actions.reply import Reply
from actions.wechat.model import WeChatUser
from tests.kiosk_ui.wechat.conftest import build
from tests.serving import serving
from tests.visitors import XIULAN

OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"
OWN = Reply(text="您11月的养老金3215.40元，已经发了。", speech="查到了，在屏幕上。", private=True)


class Kept:
    def __init__(self, face):
        self._token = face.parts.counter.private.keep(face.rasa.messages[-1]["sender"], OWN)

    def to_dict(self):
        return {"private_reply": self._token}


@pytest.fixture
def http_face(wechat_settings, account, api, rasa):
    """Reached without HTTPS, as the browser of the test does."""
    face = build(dataclasses.replace(wechat_settings, public_url="http://wanqing.example"), account, api, rasa)
    yield face
    face.parts.close()


@pytest.fixture
def phone(browser, http_face):
    """A phone whose WeChat answers the authorisation by sending the browser back with a code."""
    with serving(http_face.app, threads=8) as server:
        address = f"http://127.0.0.1:{server.effective_port}"
        context = browser.new_context(base_url=address, viewport={"width": 360, "height": 780}, has_touch=True)

        def authorise(route):
            started = route.fetch(max_redirects=0)
            state = parse_qs(urlsplit(started.headers["location"]).query)["state"][0]
            http_face.api.codes["code1"] = OPENID
            back = f"{address}/wechat/oauth/callback?code=code1&state={state}"
            headers = {"content-type": "text/html", "set-cookie": started.headers["set-cookie"]}
            route.fulfill(status=200, headers=headers, body=f"<script>location.replace('{back}')</script>")

        context.route("**/wechat/oauth/start", authorise)
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield page
        context.close()


def test_a_follower_proves_themselves_on_the_page_binds_comes_back_known_and_unbinds(http_face, phone):
    face = http_face
    person_id, _, desk = face.add_person()
    bindings = face.parts.counter.identity.wechat
    needed = verify_reply(face.parts.counter, "查养老金")
    face.rasa.behave = lambda message: [Kept(face) if message == "/identity_proven" else needed]
    assert "请点这里" in face.says(OPENID, "我养老金多少")

    phone.goto("/wechat/oauth/start")
    phone.get_by_role("button", name="开始核实").click()
    assert "#w=" not in phone.url
    for words in (face.parts.counter.consents.text().agree, "查我自己的"):
        phone.wait_for_timeout(520)  # sooner than this is one press of a trembling finger
        phone.get_by_role("button", name=words, exact=True).click()
    (follower,) = face.rows(WeChatUser)
    conversation_id = follower.conversation_id
    for value, heading in ((XIULAN, "请输入您的姓名"), ("张秀兰", "请输入短信里的6位数字")):
        phone.wait_for_timeout(520)
        phone.locator("#sheet-entry").fill(value)
        phone.get_by_role("button", name="下一步").click()
        expect(phone.locator("#sheet-title")).to_have_text(heading)
        phone.wait_for_timeout(520)
    phone.locator("#sheet-entry").fill(desk.code(conversation_id))
    phone.get_by_role("button", name="下一步").click()
    expect(phone.locator(".other").last).to_contain_text("3215.40元")
    assert bindings.person_for(OPENID) is None  # nobody is bound who did not say so
    phone.get_by_role("button", name="以后用这个微信就认得我").click()
    expect(phone.get_by_text("好的，以后用这个微信打开就认得您")).to_be_visible()
    assert bindings.person_for(OPENID).person_id == person_id

    face.parts.counter.identity.end(conversation_id, "left")
    assert "请点这里" in face.says(OPENID, "我养老金多少")
    phone.goto("/wechat/oauth/start")
    expect(phone.locator(".other").last).to_contain_text("3215.40元")
    assert "绑定解除了" in face.says(OPENID, "解除绑定")
    assert bindings.person_for(OPENID) is None
