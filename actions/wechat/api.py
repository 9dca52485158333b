"""WeChatApi: the calls to WeChat's server we need, each with the shared token and one refresh when it is rejected."""

import json
import time
from typing import Any

import httpx

from actions.wechat.errors import WeChatRefused, WeChatUnavailable
from actions.wechat.rest import Rest
from actions.wechat.rules import TOKEN_CODES
from actions.wechat.tokens import AccessTokens, TokenStore

TIMEOUT = 6.0  # seconds WeChat may be silent
# After so long a call begins no further request. The last one ends soon after: before every lease under which a call is made.
CALL_SECONDS = 20.0
_MOST_BYTES = 1 << 20


class WeChatApi:
    """The API at `address` for one account. Thread-safe. Every call may raise WeChatRefused or WeChatUnavailable."""

    def __init__(
        self, address: str, app_id: str, secret: str, store: TokenStore, timeout: float = TIMEOUT, rest: Rest | None = None
    ) -> None:
        phases = httpx.Timeout(timeout, connect=timeout / 2, write=timeout / 2, pool=timeout / 2)
        self._http, self._timeout = httpx.Client(base_url=address, timeout=phases, trust_env=False), timeout
        self._rest = rest or Rest()
        self._app_id, self._secret = app_id, secret
        self.tokens = AccessTokens(store, self._fetch_token)

    def __repr__(self) -> str:
        return "WeChatApi()"

    @property
    def rests(self) -> bool:
        """Whether WeChat is left alone, because it did not answer the last call: a call is then WeChatUnavailable at once."""
        return self._rest.lasts

    def send_message(self, openid: str, body: dict[str, Any]) -> None:
        """A customer-service message (客服消息)."""
        self._call("POST", "/cgi-bin/message/custom/send", {"touser": openid, **body})

    def send_template(self, openid: str, template_id: str, url: str, data: dict[str, str]) -> None:
        """A template message (模板消息); `data` holds the template's own keys."""
        values = {name: {"value": value} for name, value in data.items()}
        body = {"touser": openid, "template_id": template_id, "url": url, "data": values}
        self._call("POST", "/cgi-bin/message/template/send", body)

    def create_menu(self, menu: dict[str, Any]) -> None:
        """Replaces the account's menu."""
        self._call("POST", "/cgi-bin/menu/create", menu)

    def menu(self) -> dict[str, Any]:
        """The menu as WeChat has it."""
        return self._call("GET", "/cgi-bin/get_current_selfmenu_info")

    def openid_of_code(self, code: str) -> str:
        """The openid behind a code of the page's authorisation (snsapi_base); a code is good once."""
        asked = {"appid": self._app_id, "secret": self._secret, "code": code, "grant_type": "authorization_code"}
        answer = self._ask("GET", "/sns/oauth2/access_token", asked, None)
        openid = answer.get("openid")
        if not isinstance(openid, str) or not 0 < len(openid) <= 64:
            raise WeChatUnavailable("no-openid")
        return openid

    def close(self) -> None:
        self._http.close()

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        if self._rest.lasts:
            raise WeChatUnavailable("resting")
        try:
            return self._call_now(method, path, body)
        except WeChatUnavailable:
            self._rest.begin()
            raise

    def _call_now(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        ends = time.monotonic() + CALL_SECONDS
        token = self.tokens.current()
        try:
            return self._ask_before(ends, method, path, token, body)
        except WeChatRefused as error:
            if error.errcode not in TOKEN_CODES:
                raise
        return self._ask_before(ends, method, path, self.tokens.instead_of(token), body)

    def _ask_before(self, ends: float, method: str, path: str, token: str, body: dict[str, Any] | None) -> dict[str, Any]:
        if time.monotonic() >= ends:
            raise WeChatUnavailable("too-slow")
        return self._ask(method, path, {"access_token": token}, body)

    def _fetch_token(self, force: bool) -> tuple[str, int]:
        asked = {
            "grant_type": "client_credential", "appid": self._app_id, "secret": self._secret, "force_refresh": force,
        }  # fmt: skip
        answer = self._ask("POST", "/cgi-bin/stable_token", {}, asked)
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int):
            raise WeChatUnavailable("no-token")
        return token, seconds

    def _ask(self, method: str, path: str, query: dict[str, str], body: dict[str, Any] | None) -> dict[str, Any]:
        try:
            status, content = self._whole_answer(method, path, query, body)
            data = json.loads(content)
        except (httpx.HTTPError, ValueError) as error:
            # The address holds the token or the secret, and so may the error; only its kind goes on.
            raise WeChatUnavailable(type(error).__name__) from None
        if not isinstance(data, dict) or status != 200:
            raise WeChatUnavailable(f"http-{status}")
        errcode = data.get("errcode", 0)
        if errcode:
            raise WeChatRefused(errcode if isinstance(errcode, int) else -1)
        return data

    def _whole_answer(self, method: str, path: str, query: dict[str, str], body: dict[str, Any] | None) -> tuple[int, bytes]:
        """Status and content; an answer that trickles in is given up as one that does not come."""
        ends, content = time.monotonic() + 2 * self._timeout, b""
        with self._http.stream(method, path, params=query, json=body) as answer:
            for piece in answer.iter_bytes():
                content += piece
                if time.monotonic() > ends or len(content) > _MOST_BYTES:
                    raise httpx.ReadTimeout("the answer does not end")
        return answer.status_code, content
