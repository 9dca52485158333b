"""The account: its secrets, the messages its followers send, and what they see of the answers."""

import secrets
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from xml.etree import ElementTree

from tests.wechat_double.sealing import decrypt, encrypt, sign

APP_ID, SECRET, TOKEN = "wx0123456789abcdef", "double-secret", "double-token"
AES_KEY, OLD_AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba"
ACCOUNT = "gh_0123456789ab"
_numbers = count(24_000_000_000_000_000)


@dataclass
class Push:
    """One request of WeChat: the address's query and the body."""

    query: dict[str, str]
    body: str


@dataclass
class Account:
    """How messages of this account are pushed: `mode` plain, compatible or safe; `aes_key` may be the one before."""

    mode: str = "safe"
    aes_key: str = AES_KEY
    seen: dict[str, list[str]] = field(default_factory=dict)  # openid -> texts, in the order they appeared
    lock: threading.Lock = field(default_factory=threading.Lock)

    def message(self, openid, kind="text", *, number=None, created=None, **fields):
        """The XML of a message; a field may be None to be left out."""
        fields = {"MsgType": kind, "MsgId": str(number or next(_numbers)), **fields}
        return self._xml(openid, created, fields)

    def text(self, openid, content, **more):
        return self.message(openid, Content=content, **more)

    def event(self, openid, event, key=None, *, created=None):
        fields = {"MsgType": "event", "Event": event} | ({"EventKey": key} if key is not None else {})
        return self._xml(openid, created, fields)

    def push(self, xml, *, at=None, nonce=None):
        """`xml` signed, and encrypted as the mode says."""
        timestamp, nonce = str(int(at if at is not None else time.time())), nonce or secrets.token_hex(5)
        query = {"signature": sign(TOKEN, timestamp, nonce), "timestamp": timestamp, "nonce": nonce, "openid": "o"}
        if self.mode == "plain":
            return Push(query, xml)
        sealed = encrypt(xml, self.aes_key, APP_ID)
        query |= {"encrypt_type": "aes", "msg_signature": sign(TOKEN, timestamp, nonce, sealed)}
        envelope = f"<ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt>"
        if self.mode == "compatible":
            return Push(query, xml.replace("</xml>", f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"))
        return Push(query, f"<xml>{envelope}</xml>")

    def shown(self, openid, body):
        """What the follower sees of a passive answer; an answer WeChat would not take fails the test."""
        if body in ("success", ""):
            return None
        root = ElementTree.fromstring(body)  # noqa: S314 - our own answer
        if (sealed := root.findtext("Encrypt")) is not None:
            parts = (TOKEN, root.findtext("TimeStamp"), root.findtext("Nonce"), sealed)
            assert root.findtext("MsgSignature") == sign(*parts)
            root = ElementTree.fromstring(decrypt(sealed, AES_KEY, APP_ID))  # noqa: S314
        assert (root.findtext("ToUserName"), root.findtext("FromUserName")) == (openid, ACCOUNT)
        assert root.findtext("MsgType") == "text" and int(root.findtext("CreateTime")) > 0
        content = root.findtext("Content")
        assert 0 < len(content.encode()) <= 2048
        self.show(openid, content)
        return content

    def show(self, openid, content):
        with self.lock:
            self.seen.setdefault(openid, []).append(content)

    def _xml(self, openid, created, fields):
        fields = {"ToUserName": ACCOUNT, "FromUserName": openid, "CreateTime": str(created or int(time.time())), **fields}
        return "<xml>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items() if value is not None) + "</xml>"
