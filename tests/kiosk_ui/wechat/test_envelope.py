"""Only WeChat gets in: signatures, time, nonces, the three modes, and a key that is being changed."""

import time

import pytest

from tests.kiosk_ui.wechat.conftest import build, connected, echo
from tests.wechat_double.account import OLD_AES_KEY, TOKEN, Account
from tests.wechat_double.sealing import sign

OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"


def verify(face, timestamp=None, nonce="n1", token=TOKEN, **more):
    timestamp = str(int(time.time())) if timestamp is None else timestamp
    query = {"signature": sign(token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce, "echostr": "5551212", **more}
    answer = face.app.test_client().get("/wechat", query_string=query)
    return answer.status_code, answer.get_data(as_text=True)


def test_the_address_is_verified_by_its_echo(face):
    assert verify(face) == (200, "5551212")


@pytest.mark.parametrize("seconds", [-301, 301])
def test_an_old_or_early_signature_is_refused(face, seconds):
    assert verify(face, str(int(time.time() + seconds)))[0] == 403
    push = face.account.push(face.account.text(OPENID, "问"), at=time.time() + seconds)
    assert face.post(push.query, push.body)[0] == 403


@pytest.mark.parametrize("timestamp", ["", "abc", "１７００００００００", "9" * 40, "-5", "1e9"])
def test_a_time_that_is_none_is_refused(face, timestamp):
    assert verify(face, timestamp)[0] == 403


def test_a_wrong_token_or_signature_is_refused(face):
    assert verify(face, token=TOKEN[::-1])[0] == 403
    assert verify(face, signature="")[0] == 403
    assert verify(face, signature="签")[0] == 403
    push = face.account.push(face.account.text(OPENID, "问"))
    assert face.post(push.query | {"msg_signature": "0" * 40}, push.body)[0] == 403
    assert face.post(push.query, push.body.replace("Encrypt><![CDATA[", "Encrypt><![CDATA[A"))[0] == 403
    assert face.rasa.messages == []


def test_a_nonce_that_comes_with_another_message_is_a_replay(face):
    face.rasa.behave = echo
    first = face.account.push(face.account.text(OPENID, "一"), nonce="same")
    assert face.post(first.query, first.body)[0] == 200
    second = face.account.push(face.account.text(OPENID, "二"), at=int(first.query["timestamp"]), nonce="same")
    assert face.post(second.query, second.body)[0] == 403
    assert [message["message"] for message in face.rasa.messages] == ["一"]


def test_a_request_replayed_too_often_or_too_late_gets_nothing(face):
    from datetime import timedelta

    push = face.account.push(face.account.text(OPENID, "一"))
    assert [face.post(push.query, push.body)[0] for _ in range(6)] == [200, 200, 200, 200, 403, 403]
    other = face.account.push(face.account.text(OPENID, "二"))
    assert face.post(other.query, other.body)[0] == 200
    now = face.desk.intake._now
    face.desk.intake._now = lambda: now() + timedelta(seconds=61)
    assert face.post(other.query, other.body)[0] == 403


def test_plain_mode_binds_the_signature_to_one_message(tmp_path, rasa, api, sqlite_url):
    """In plain mode WeChat signs no body, so a captured signature must open nothing else."""
    face = build(connected(tmp_path, rasa, api, sqlite_url, "plain"), Account("plain"), api, rasa)
    push = face.account.push(face.account.text(OPENID, "一"))
    assert "先找您" in face.account.shown(OPENID, face.post(push.query, push.body)[1])
    assert face.post(push.query, face.account.text("o-victim", "解除绑定"))[0] == 403
    face.parts.close()


@pytest.mark.parametrize(
    ("ours", "theirs", "status"),
    [("plain", "plain", 200), ("plain", "safe", 403), ("compatible", "compatible", 200), ("compatible", "plain", 200),
     ("compatible", "safe", 200), ("safe", "safe", 200), ("safe", "compatible", 200), ("safe", "plain", 403)],
)  # fmt: skip
def test_each_mode_takes_what_it_must(tmp_path, rasa, api, sqlite_url, ours, theirs, status):
    account = Account(theirs)
    face = build(connected(tmp_path, rasa, api, sqlite_url, ours), account, api, rasa)
    push = account.push(account.text(OPENID, "问"))
    answered, body = face.post(push.query, push.body)
    assert answered == status
    if status == 200:
        assert ("<Encrypt>" in body) == (theirs != "plain")
        assert "先找您" in account.shown(OPENID, body)
    face.parts.close()


def test_the_key_before_still_opens_and_the_new_one_closes(face):
    face.account.aes_key = OLD_AES_KEY
    assert "先找您" in face.says(OPENID, "问")  # the double opens answers with the new key
    face.account.aes_key = "B" * 43
    push = face.account.push(face.account.text(OPENID, "问"))
    assert face.post(push.query, push.body)[0] == 400


def test_a_message_of_another_app_is_refused(face, monkeypatch):
    monkeypatch.setattr("tests.wechat_double.account.APP_ID", "wx-of-somebody-else")
    push = face.account.push(face.account.text(OPENID, "问"))
    assert face.post(push.query, push.body)[0] == 400


def test_without_an_account_there_is_no_webhook(client):
    assert client.get("/wechat").status_code == client.post("/wechat", data="<xml/>").status_code == 404
    assert client.get("/wechat/oauth/start").status_code == 404
    assert client.post("/api/wechat/sessions", json={"ticket": "t"}).status_code == 404
