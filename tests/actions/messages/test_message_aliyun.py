"""Alibaba Cloud SMS: the signature is the provider's own example, the rest is asked of a server on loopback."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from actions.database.unit_of_work import UnitOfWork
from actions.messages.errors import SendFailed
from actions.messages.model import OutgoingMessage
from actions.messages.sender import TextMessage
from actions.messages.senders import sender_from
from actions.messages.senders.aliyun import AliyunSender, signature
from actions.messages.senders.local import ConsoleSender, OutboxSender
from actions.messages.service import MessageOutbox
from actions.setting_values import SettingsError
from actions.settings import Settings, process_environment

PHONE = "19900000021"
CODE = TextMessage(7, "identity_code", PHONE, "您正在核对身份，验证码482913，5分钟内有效。")
REMINDER = TextMessage(8, "booking_reminder", PHONE, "您约的是明天上午9点。")
CREDENTIALS = {
    "WANQING_SMS_SENDER": "aliyun",
    "WANQING_SMS_KEY_ID": "key-id",
    "WANQING_SMS_SECRET": "key-secret",
    "WANQING_SMS_SIGN": "晚晴",
    "WANQING_SMS_TEMPLATES": "identity_code=SMS_1 *=SMS_2",
}


class StandInProvider:
    """Answers SendSms on loopback with `answer` and keeps what it was asked."""

    def __init__(self):
        self.asked, self.addresses, self.answer, self.status = [], [], {"Code": "OK", "BizId": "1"}, 200
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                """Keep the test output quiet."""

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                stand_in.asked.append({name: values[0] for name, values in parse_qs(body).items()})
                stand_in.addresses.append(self.path)
                data = stand_in.answer if isinstance(stand_in.answer, bytes) else json.dumps(stand_in.answer).encode()
                self.send_response(stand_in.status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def provider():
    stand_in = StandInProvider()
    yield stand_in
    stand_in.stop()


@pytest.fixture
def sender(provider):
    return sender_from(Settings.from_environment({**CREDENTIALS, "WANQING_SMS_ENDPOINT": provider.url}))


def test_the_signature_is_that_of_the_providers_documentation():
    parameters = {
        "AccessKeyId": "testId", "Timestamp": "2017-07-12T02:42:19Z", "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "45e25e9b-0a6f-4070-8c85-2956eda1b466", "SignatureVersion": "1.0", "Format": "XML",
        "Action": "SendSms", "Version": "2017-05-25", "RegionId": "cn-hangzhou", "PhoneNumbers": "15300000001",
        "SignName": "阿里云短信测试专用", "TemplateParam": '{"customer":"test"}', "TemplateCode": "SMS_71390007",
        "OutId": "123",
    }  # fmt: skip
    assert signature(parameters, "testSecret", "GET") == "zJDF+Lrzhj/ThnlvIToysFRq6t4="


def test_a_code_goes_into_the_template_of_its_kind(sender, provider):
    sender.send(CODE)
    asked = provider.asked[0]
    assert (asked["Action"], asked["PhoneNumbers"], asked["SignName"]) == ("SendSms", PHONE, "晚晴")
    assert (asked["TemplateCode"], json.loads(asked["TemplateParam"])) == ("SMS_1", {"code": "482913"})
    signed = asked.pop("Signature")
    assert signed == signature(asked, "key-secret") and "key-secret" not in str(asked)


def test_another_kind_goes_as_text_into_the_common_template(sender, provider):
    sender.send(REMINDER)
    assert provider.asked[0]["TemplateCode"] == "SMS_2"
    assert json.loads(provider.asked[0]["TemplateParam"]) == {"text": REMINDER.text}


def test_no_address_and_no_log_holds_the_number(sender, provider, caplog):
    with caplog.at_level(logging.DEBUG):
        sender.send(CODE)
    assert provider.addresses == ["/"] and PHONE not in caplog.text and "482913" not in caplog.text


def test_no_two_requests_are_alike(sender, provider):
    sender.send(CODE)
    sender.send(CODE)
    assert provider.asked[0]["SignatureNonce"] != provider.asked[1]["SignatureNonce"]


@pytest.mark.parametrize(
    ("code", "again"), [("isv.BUSINESS_LIMIT_CONTROL", True), ("isv.MOBILE_NUMBER_ILLEGAL", False), ("isp.SYSTEM_ERROR", True)]
)
def test_the_providers_code_is_kept(sender, provider, code, again):
    provider.answer = {"Code": code, "Message": PHONE}
    with pytest.raises(SendFailed) as failed:
        sender.send(CODE)
    assert (failed.value.code, failed.value.again) == (code, again)


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b""])
def test_an_answer_nobody_understands_is_a_failure(sender, provider, answer):
    provider.answer = answer
    with pytest.raises(SendFailed) as failed:
        sender.send(CODE)
    assert failed.value.again and PHONE not in repr(failed.value) and failed.value.__cause__ is None


def test_a_provider_that_is_away_is_a_failure_that_tells_no_number(sender, provider, desk, caplog):
    provider.stop()
    with UnitOfWork(desk.engine) as work:
        desk.messages.write(work.session, None, "identity_code", PHONE, CODE.text)
        work.commit()
    with caplog.at_level(logging.DEBUG):
        assert MessageOutbox(desk.engine, desk.vault, sender, now=desk.clock).send_due() == 0
    assert desk.rows(OutgoingMessage)[0].failed == "ConnectError"
    assert PHONE not in caplog.text and "482913" not in caplog.text


def test_a_kind_without_a_template_is_not_sent():
    sender = AliyunSender(endpoint="http://127.0.0.1:9/", key_id="k", secret="s", sign="晚晴", templates={"x": "SMS_1"})  # noqa: S106
    with pytest.raises(SendFailed, match="no-template"):
        sender.send(CODE)
    assert "s" != repr(sender)


def test_the_setting_chooses_the_sender():
    assert isinstance(sender_from(Settings.from_environment({})), OutboxSender)
    assert isinstance(sender_from(Settings.from_environment({"WANQING_SMS_SENDER": "console"})), ConsoleSender)
    assert isinstance(sender_from(Settings.from_environment(CREDENTIALS)), AliyunSender)


@pytest.mark.parametrize("name", [name for name in CREDENTIALS if name != "WANQING_SMS_SENDER"])
def test_a_missing_credential_is_named(name):
    with pytest.raises(SettingsError, match=name):
        sender_from(Settings.from_environment({**CREDENTIALS, name: ""}))


@pytest.mark.parametrize("wrong", [{"WANQING_SMS_SENDER": "pigeon"}, {"WANQING_SMS_TEMPLATES": "identity_code"}])
def test_a_setting_of_no_sense_is_refused_by_name(wrong):
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        Settings.from_environment(wrong)


def test_a_child_process_reads_the_same_settings_back_and_the_secret_shows_nowhere():
    settings = Settings.from_environment(CREDENTIALS)
    again = Settings.from_environment(process_environment(settings, {}))
    assert (again.sms_credentials, again.sms_templates) == (settings.sms_credentials, settings.sms_templates)
    assert "key-secret" not in repr(settings)
