"""From the chat into the page: WeChat says who it is, the same conversation goes on, and the account can be bound."""

from urllib.parse import parse_qs, urlsplit

import pytest

from actions.reply import Choice, Reply
from tests.kiosk_ui.wechat.conftest import PUBLIC_URL
from tests.visitors import XIULAN

OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"
OWN = Reply(text="您11月的养老金3215.40元，已经发了。", speech="查到了，在屏幕上。", private=True, choices=(Choice("为什么", "/why"),))
NEEDED = Reply(text="要先核对身份。", outcome="verify", card={"type": "identity", "mode": "form"})


class Kept:
    def __init__(self, face):
        self._token = face.parts.counter.private.keep(face.rasa.messages[-1]["sender"], OWN)

    def to_dict(self):
        return {"private_reply": self._token}


def through_wechat(face, openid, client):
    """Taps a link of ours in the chat; returns the ticket the page gets."""
    start = client.get("/wechat/oauth/start")
    address = urlsplit(start.location)
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.netloc == "open.weixin.qq.com" and address.fragment == "wechat_redirect"
    assert asked["scope"] == "snsapi_base" and asked["redirect_uri"] == f"{PUBLIC_URL}/wechat/oauth/callback"
    face.api.codes["code1"] = openid
    back = client.get("/wechat/oauth/callback", query_string={"code": "code1", "state": asked["state"]})
    assert back.status_code == 302, back.get_data(as_text=True)
    return back.location.partition("#w=")[2]


@pytest.fixture
def browser(face):
    return face.app.test_client()


@pytest.fixture(autouse=True)
def https(face):
    face.app.config["PREFERRED_URL_SCHEME"] = "https"


def enter(face, browser, openid=OPENID):
    browser.environ_base["wsgi.url_scheme"] = "https"
    answer = browser.post("/api/wechat/sessions", json={"ticket": through_wechat(face, openid, browser)})
    assert answer.status_code == 201
    return answer.get_json()


def bearer(session):
    return {"Authorization": f"Bearer {session['token']}"}


def prove(face, session):
    _, number, desk = face.add_person()
    desk.consents.agree(session["id"])
    desk.prove(session["id"], number)
    return desk


def test_a_persons_own_figures_never_stand_in_the_chat_but_behind_its_link(face, browser):
    face.rasa.behave = lambda message: [Kept(face)]
    said = face.says(OPENID, "我养老金多少")
    assert "3215" not in said and "为什么" not in said
    assert f'<a href="{PUBLIC_URL}/wechat/oauth/start">查到了，请点这里看</a>' in said
    (reply,) = enter(face, browser)["replies"]
    assert reply["text"] == OWN.text


def test_another_follower_sees_nothing_of_it(face, browser):
    face.rasa.behave = lambda message: [Kept(face)]
    face.says(OPENID, "我养老金多少")
    assert "3215" not in str(enter(face, browser, "o-another"))


def test_the_page_goes_on_where_the_chat_was(face, browser):
    face.says(OPENID, "丧葬费找谁领")
    session = enter(face, browser)
    assert session["replies"][0]["text"].startswith("先找您")
    answer = browser.post(f"/api/conversations/{session['id']}/messages", json={"text": "还有呢"}, headers=bearer(session))
    assert answer.status_code == 200
    assert len({message["sender"] for message in face.rasa.messages}) == 1


def test_whoever_opens_the_page_first_is_greeted(face, browser):
    assert enter(face, browser)["replies"][0]["choices"]


def test_a_ticket_and_a_state_are_good_once(face, browser):
    browser.environ_base["wsgi.url_scheme"] = "https"
    ticket = through_wechat(face, OPENID, browser)
    assert browser.post("/api/wechat/sessions", json={"ticket": ticket}).status_code == 201
    assert browser.post("/api/wechat/sessions", json={"ticket": ticket}).status_code == 410
    state = parse_qs(urlsplit(browser.get("/wechat/oauth/start").location).query)["state"][0]
    face.api.codes |= {"a": OPENID, "b": OPENID}
    assert browser.get("/wechat/oauth/callback", query_string={"code": "a", "state": state}).status_code == 302
    assert browser.get("/wechat/oauth/callback", query_string={"code": "b", "state": state}).status_code == 410


def test_a_state_sent_to_somebody_else_opens_nothing(face, browser):
    browser.environ_base["wsgi.url_scheme"] = "https"
    state = parse_qs(urlsplit(browser.get("/wechat/oauth/start").location).query)["state"][0]
    face.api.codes["a"] = OPENID
    victim = face.app.test_client()
    assert victim.get("/wechat/oauth/callback", query_string={"code": "a", "state": state}).status_code == 410
    assert face.api.codes == {"a": OPENID}


def test_a_ticket_sent_to_somebody_else_opens_nothing_for_them(face, browser):
    """Else they would prove themselves inside the sender's conversation, and the sender see their records."""
    browser.environ_base["wsgi.url_scheme"] = "https"
    ticket = through_wechat(face, OPENID, browser)
    victim = face.app.test_client()
    victim.environ_base["wsgi.url_scheme"] = "https"
    assert victim.post("/api/wechat/sessions", json={"ticket": ticket}).status_code == 410
    through_wechat(face, "o-victim", victim)  # the victim's own way in does not open it either
    assert victim.post("/api/wechat/sessions", json={"ticket": ticket}).status_code == 410
    assert browser.post("/api/wechat/sessions", json={"ticket": ticket}).status_code == 201


def test_the_cookie_of_the_ticket_is_out_of_reach_of_scripts_and_goes_with_it(face, browser):
    browser.environ_base["wsgi.url_scheme"] = "https"
    ticket = through_wechat(face, OPENID, browser)
    cookie = browser.get_cookie("wanqing_wechat", path="/api/wechat")
    assert cookie.http_only and cookie.secure and (cookie.same_site, cookie.max_age) == ("Lax", 120)
    assert browser.get_cookie("wanqing_wechat", path="/wechat/oauth") is None
    browser.post("/api/wechat/sessions", json={"ticket": ticket})
    assert browser.get_cookie("wanqing_wechat", path="/api/wechat") is None


def proven(face, client, session):
    return client.get(f"/api/conversations/{session['id']}/identity", headers=bearer(session)).get_json()["proven"]


def test_what_was_proven_in_one_window_opens_nothing_in_another(face, browser):
    session = enter(face, browser)
    prove(face, session)
    assert proven(face, browser, session)
    again = enter(face, face.app.test_client())
    assert again["id"] == session["id"] and not proven(face, browser, again)
    bound = browser.post(f"/api/conversations/{again['id']}/wechat", headers=bearer(again))
    assert bound.status_code in (401, 403)


def test_the_same_page_goes_on_as_whom_it_was_proven(face, browser):
    session = enter(face, browser)
    prove(face, session)
    ticket = through_wechat(face, OPENID, browser)
    again = browser.post("/api/wechat/sessions", json={"ticket": ticket}, headers=bearer(session)).get_json()
    assert proven(face, browser, again)


def test_a_bound_account_is_known_in_every_window(face, browser):
    session = enter(face, browser)
    prove(face, session)
    browser.post(f"/api/conversations/{session['id']}/wechat", headers=bearer(session))
    enter(face, face.app.test_client())  # ends the proof by code and knows the account
    again = enter(face, face.app.test_client())
    assert proven(face, browser, again)


@pytest.mark.parametrize("code", ["", "unknown", "x" * 300, "a b", "码"])
def test_a_code_wechat_does_not_know_is_refused_in_words(face, browser, code):
    browser.environ_base["wsgi.url_scheme"] = "https"
    state = parse_qs(urlsplit(browser.get("/wechat/oauth/start").location).query)["state"][0]
    answer = browser.get("/wechat/oauth/callback", query_string={"code": code, "state": state})
    assert answer.status_code == 410 and "请回到微信" in answer.get_data(as_text=True)


def test_binding_needs_a_proof_and_then_the_chat_knows_the_person(face, browser):
    face.says(OPENID, "你好")
    session = enter(face, browser)
    path = f"/api/conversations/{session['id']}/wechat"
    assert browser.get(path, headers=bearer(session)).get_json() == {"wechat": True, "bound": False}
    assert browser.post(path, headers=bearer(session)).status_code in (401, 403)
    desk = prove(face, session)
    assert browser.post(path, headers=bearer(session)).get_json() == {"wechat": True, "bound": True}
    assert "identity:wechat:bound" in desk.events()
    again = face.desk.users.enter(OPENID)
    conversation_id = face.app.extensions["wanqing_wechat"].talking.begin(again)
    identified = face.parts.counter.identity.current(conversation_id)
    assert (identified.name, identified.method) == ("张秀兰", "wechat")


def test_what_waited_for_the_identity_is_answered_when_a_bound_follower_opens_the_page(face, browser):
    face.rasa.behave = lambda message: [Kept(face) if message == "/identity_proven" else NEEDED]
    session = enter(face, browser)
    prove(face, session)
    browser.post(f"/api/conversations/{session['id']}/wechat", headers=bearer(session))
    face.parts.counter.identity.end(session["id"], "left")
    assert "请点这里" in face.says(OPENID, "我养老金多少")
    assert enter(face, browser)["replies"][-1]["text"] == OWN.text


def test_a_second_device_is_bound_beside_the_first(face, browser):
    first = enter(face, browser)
    desk = prove(face, first)
    browser.post(f"/api/conversations/{first['id']}/wechat", headers=bearer(first))
    second = enter(face, browser, "o-second-device")
    desk.consents.agree(second["id"])
    desk.clock.forward(minutes=2)
    desk.prove(second["id"], XIULAN)
    browser.post(f"/api/conversations/{second['id']}/wechat", headers=bearer(second))
    bound = {face.parts.counter.identity.wechat.person_for(openid) for openid in (OPENID, "o-second-device")}
    assert len(bound) == 1 and None not in bound


def test_unbinding_in_the_page_and_in_the_chat(face, browser):
    session = enter(face, browser)
    prove(face, session)
    path = f"/api/conversations/{session['id']}/wechat"
    browser.post(path, headers=bearer(session))
    assert browser.delete(path, headers=bearer(session)).get_json()["bound"] is False
    browser.post(path, headers=bearer(session))
    assert "绑定解除了" in face.says(OPENID, "解除绑定")
    assert "没有绑定" in face.says(OPENID, "解绑")
    assert face.parts.counter.identity.current(session["id"]) is None


def test_a_conversation_of_the_page_alone_has_no_account_to_bind(face, browser):
    opened = browser.post("/api/conversations", json={"channel": "web"}).get_json()
    path = f"/api/conversations/{opened['id']}/wechat"
    assert browser.get(path, headers=bearer(opened)).get_json() == {"wechat": False, "bound": False}
    assert browser.post(path, headers=bearer(opened)).status_code == 409


def test_reminders_are_opted_out_by_kind(face):
    index = face.desk.users.index(OPENID)
    assert "短信照发" in face.says(OPENID, "退订认证提醒")
    assert face.rows(type_of_user())[0].opted_out == "certification_due"
    face.says(OPENID, "退订提醒")
    assert len(face.rows(type_of_user())[0].opted_out.split()) == 3
    face.says(OPENID, "恢复提醒")
    assert face.rows(type_of_user())[0].opted_out == "" and index == face.rows(type_of_user())[0].openid_index


def type_of_user():
    from actions.wechat.model import WeChatUser

    return WeChatUser
