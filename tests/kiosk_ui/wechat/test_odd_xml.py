"""Whatever is pushed, nothing crashes, nothing is expanded, and nothing is fetched."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk_ui.wechat.incoming import Incoming, read_incoming
from kiosk_ui.wechat.xml import MAX_BYTES, BadXml, read_xml

OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"
BASE = "<ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><CreateTime>1700000000</CreateTime>"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<xml>{BASE}<MsgType>text</MsgType><Content>&b;</Content><MsgId>1</MsgId></xml>"
)
OUTSIDE = (
    '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f"<xml>{BASE}<MsgType>text</MsgType><Content>&x;</Content><MsgId>1</MsgId></xml>"
)
ODD = {
    "nothing": b"", "no xml": b"hello", "cut off": b"<xml><ToUserName>", "entities": LAUGHS.encode(), "outside": OUTSIDE.encode(),
    "parameter entity": b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/">%p;]><xml/>', "doctype": b"<!DOCTYPE xml><xml/>",
    "gbk": "<xml><Content>养老金</Content></xml>".encode("gbk"), "utf-16": "<xml><Content>养老金</Content></xml>".encode("utf-16"),
    "huge": b"<xml><Content>" + b"x" * MAX_BYTES + b"</Content></xml>", "deep": b"<xml>" + b"<a>" * 2000 + b"</a>" * 2000 + b"</xml>",
    "wide": b"<xml>" + b"<a/>" * 3000 + b"</xml>", "another root": b"<html/>", "null": b"<xml><a>\0</a></xml>", "unknown entity": b"<xml>&nbsp;</xml>",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_xml_is_refused(name):
    with pytest.raises(BadXml):
        read_xml(ODD[name])


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_xml_is_refused_at_the_door(face, name):
    push = face.account.push("<xml/>")
    query = {name: value for name, value in push.query.items() if name != "encrypt_type"}
    assert face.post(query, ODD[name])[0] in (400, 403, 413)
    if b"\0" not in ODD[name] and name not in ("gbk", "utf-16", "huge"):
        sealed = face.account.push(ODD[name].decode())
        assert face.post(sealed.query, sealed.body)[0] == 400
    assert face.rasa.messages == []


def test_a_declared_encoding_is_not_believed():
    body = '<?xml version="1.0" encoding="gbk"?><xml><Content>养老金</Content></xml>'.encode()
    assert read_xml(body) == {"Content": "养老金"}


def test_the_first_of_two_fields_counts_and_markup_in_cdata_is_text():
    assert read_xml(b"<xml><a>1</a><a>2</a><b><![CDATA[<c/>]]></b></xml>") == {"a": "1", "b": "<c/>"}


@pytest.mark.parametrize("missing", ["ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId"])
def test_a_message_without_what_it_needs_is_refused(face, missing):
    push = face.account.push(face.account.message(OPENID, Content="问", **({missing: None})) if missing in ("MsgType", "MsgId") else
                             face.account.text(OPENID, "问").replace(missing, "Other"))  # fmt: skip
    assert face.post(push.query, push.body)[0] == 400


def test_an_event_that_does_not_say_what_it_is_is_taken_and_left(face):
    for event in ("", None):
        push = face.account.push(face.account.message(OPENID, "event", Event=event))
        assert face.post(push.query, push.body) == (200, "success")


def test_what_ends_a_cdata_section_breaks_no_answer(face):
    from tests.kiosk_ui.wechat.conftest import echo

    face.rasa.behave = echo
    answer = face.sends(OPENID, "voice", Recognition="好")
    assert answer == "听到：好"
    face.rasa.behave = lambda message: echo("]]><MsgType>evil</MsgType>")
    assert "＜MsgType＞" in face.says(OPENID, "问")


names = st.sampled_from(
    ["ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Event", "EventKey", "Content", "Recognition", "Location_X",
     "Location_Y", "bizmsgmenuid", "Encrypt", "ScanCodeInfo", "other"]
)  # fmt: skip
values = st.one_of(
    st.text(max_size=40), st.sampled_from(["text", "event", "voice", "location", "subscribe", "qrscene_1", "scanbarcode|x", "1700000000",
     "device_event", "device_text", "hardware", "nan", "inf", "-1", "SCAN", "CLICK", "masssendjobfinish", "scancode_push", "location_select"]),
)  # fmt: skip


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(body):
    refused_or_read(body)


@given(st.text(alphabet="<>&;!?/[]CDATA% \"'=" + string.ascii_letters, max_size=300))
def test_any_markup_is_read_or_refused(text):
    refused_or_read(text.encode())
    refused_or_read(f"<xml>{text}</xml>".encode())


@given(st.dictionaries(names, values, max_size=12))
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_fields_make_a_message_or_are_refused(fields):
    try:
        incoming = read_incoming(fields)
    except BadXml:
        return
    assert isinstance(incoming, Incoming) and incoming.openid and len(incoming.kind) < 20
    assert incoming.latitude is None or -90 <= incoming.latitude <= 90


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=200))
def test_no_entity_is_ever_expanded(secret):
    body = f'<!DOCTYPE xml [<!ENTITY e "{secret.replace(chr(34), "").replace("%", "").replace("&", "")}">]><xml><Content>&e;</Content></xml>'
    with pytest.raises(BadXml):
        read_xml(body.encode())


def refused_or_read(body):
    try:
        fields = read_xml(body)
    except BadXml:
        return
    assert all(isinstance(value, str) for value in fields.values())
