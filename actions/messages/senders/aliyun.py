"""Alibaba Cloud SMS (阿里云短信服务), action SendSms of version 2017-05-25, signed by us."""

import base64
import hashlib
import hmac
import json
import re
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import quote

import httpx

from actions.clock import utc_now
from actions.messages.errors import SendFailed
from actions.messages.sender import TextMessage

TIMEOUT = 8.0  # seconds; shorter than the lease of a claimed message, or it would be sent twice
ANY_KIND = "*"
_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
# Codes of the provider that another try cannot mend (Alibaba Cloud SMS, "API error codes").
_FINAL = frozenset(
    "isv.MOBILE_NUMBER_ILLEGAL isv.SMS_TEMPLATE_ILLEGAL isv.SMS_SIGNATURE_ILLEGAL isv.INVALID_PARAMETERS "
    "isv.BLACK_KEY_CONTROL_LIMIT isv.TEMPLATE_MISSING_PARAMETERS isv.PARAM_LENGTH_LIMIT SignatureDoesNotMatch "
    "InvalidAccessKeyId.NotFound".split()
)


def signature(parameters: Mapping[str, str], secret: str, method: str = "POST") -> str:
    """The RPC signature (HMAC-SHA1, version 1.0) of a request with `parameters`."""
    query = "&".join(f"{_encoded(name)}={_encoded(parameters[name])}" for name in sorted(parameters))
    to_sign = f"{method}&{_encoded('/')}&{_encoded(query)}"
    return base64.b64encode(hmac.new(f"{secret}&".encode(), to_sign.encode(), hashlib.sha1).digest()).decode()


def _encoded(value: str) -> str:
    return quote(value, safe="-_.~")


class AliyunSender:
    """Sends through the templates the office had approved: `templates` maps a kind of message to a template code.

    A template for a kind with a code has the variable `code`; every other has the variable `text`.
    """

    def __init__(
        self,
        *,
        endpoint: str,
        key_id: str,
        secret: str,
        sign: str,
        templates: Mapping[str, str],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._endpoint, self._key_id, self._secret = endpoint, key_id, secret
        self._sign, self._templates, self._now = sign, dict(templates), now

    def __repr__(self) -> str:
        return "AliyunSender()"

    def send(self, message: TextMessage) -> None:
        """Raises SendFailed with the provider's code, or with the kind of the network's failure."""
        parameters = self._parameters(message)
        parameters["Signature"] = signature(parameters, self._secret)
        try:
            # In the body, not in the address: addresses are written into logs, ours and those of others on the way.
            answer = httpx.post(self._endpoint, data=parameters, timeout=TIMEOUT, trust_env=False)
            code = str(answer.json().get("Code", f"http-{answer.status_code}"))
        except (httpx.HTTPError, ValueError, AttributeError) as error:
            # The request holds the phone number, and so may the error; only its kind goes on.
            raise SendFailed(type(error).__name__) from None
        if code != "OK":
            raise SendFailed(code, again=code not in _FINAL)

    def _parameters(self, message: TextMessage) -> dict[str, str]:
        template = self._templates.get(message.kind) or self._templates.get(ANY_KIND)
        if template is None:
            raise SendFailed("no-template", again=False)
        return {
            "Action": "SendSms", "Version": "2017-05-25", "Format": "JSON", "RegionId": "cn-hangzhou",
            "AccessKeyId": self._key_id, "SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0",
            "SignatureNonce": str(uuid.uuid4()), "Timestamp": self._now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "PhoneNumbers": message.phone, "SignName": self._sign, "TemplateCode": template,
            "TemplateParam": json.dumps(_variables(message), ensure_ascii=False), "OutId": str(message.id),
        }  # fmt: skip


def _variables(message: TextMessage) -> dict[str, str]:
    code = _CODE.search(message.text) if message.kind.endswith("_code") else None
    return {"code": code.group()} if code else {"text": message.text}
