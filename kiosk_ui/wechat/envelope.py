"""Envelope: signatures, the timestamp's window, and encryption in the three modes. wechatpy does the cryptography."""

import base64
import binascii
import hmac
import secrets
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException
from wechatpy.utils import WeChatSigner

from actions.settings import WeChatSettings
from actions.wechat.rules import TIMESTAMP_WINDOW
from kiosk_ui.wechat.xml import BadXml, Fields, read_xml

_LONGEST = 128  # of a timestamp, a nonce or a signature


class NotSigned(Exception):
    """The signature is not ours, the time is not now, or the message is not encrypted as it must be."""


@dataclass(frozen=True)
class Opened:
    """What was in the envelope, and how the answer must go back."""

    fields: Fields
    timestamp: str
    nonce: str
    encrypted: bool


def signature(*parts: str) -> str:
    """SHA-1 over the sorted parts, as WeChat signs."""
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


class Envelope:
    """Opens and closes what passes between WeChat and the account of `account`."""

    def __init__(self, account: WeChatSettings, clock: Callable[[], float] = time.time) -> None:
        self._account, self._clock = account, clock
        self._keys = [key for key in (account.aes_key, account.previous_aes_key) if key]

    def check(self, query: Mapping[str, str]) -> None:
        """The plain signature over token, timestamp and nonce. Raises NotSigned."""
        self._check_time(query)
        self._compare(query.get("signature", ""), query.get("timestamp", ""), query.get("nonce", ""))

    def open(self, query: Mapping[str, str], body: bytes) -> Opened:
        """The fields of a pushed message. Raises NotSigned, BadXml."""
        fields, encrypted = read_xml(body), query.get("encrypt_type") == "aes"
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        if not encrypted:
            if self._account.mode == "safe":
                raise NotSigned("not encrypted")
            self.check(query)
            return Opened(fields, timestamp, nonce, False)
        if self._account.mode == "plain":
            raise NotSigned("encrypted")
        self._check_time(query)
        sealed = fields.get("Encrypt", "")
        self._compare(query.get("msg_signature", ""), timestamp, nonce, sealed)
        return Opened(read_xml(self._decrypt(sealed).encode()), timestamp, nonce, True)

    def close(self, xml: str, opened: Opened) -> str:
        """The answer as it goes back: encrypted with the newest key when the message was."""
        if not opened.encrypted:
            return xml
        crypto = WeChatCrypto(self._account.token, self._account.aes_key, self._account.app_id)
        return str(crypto.encrypt_message(xml, secrets.token_hex(8), str(int(self._clock()))))

    def _check_time(self, query: Mapping[str, str]) -> None:
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        if not (timestamp.isascii() and timestamp.isdigit()) or len(timestamp) > 12 or not 0 < len(nonce) <= _LONGEST:
            raise NotSigned("no timestamp or nonce")
        if abs(self._clock() - int(timestamp)) > TIMESTAMP_WINDOW.total_seconds():
            raise NotSigned("not now")

    def _compare(self, given: str, *parts: str) -> None:
        expected = signature(self._account.token, *parts)
        if not hmac.compare_digest(given.encode(), expected.encode()):
            raise NotSigned("signature")

    def _decrypt(self, sealed: str) -> str:
        """With the newest key, else with the one before: while it is being changed WeChat uses either."""
        for key in self._keys:
            try:
                raw = base64.b64decode(sealed, validate=True)
                if not raw or len(raw) % 16:
                    raise BadXml("not encrypted text")
                return str(PrpCrypto(base64.b64decode(key + "=")).decrypt(sealed, self._account.app_id))
            except (InvalidAppIdException, binascii.Error, struct.error, UnicodeError, ValueError, IndexError):
                continue
        raise BadXml("does not decrypt")
