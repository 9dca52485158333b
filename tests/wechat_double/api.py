"""WeChat's API on loopback: tokens that expire, quotas, windows, error codes, templates, menus, codes of the page."""

import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.wechat_double.account import APP_ID, SECRET

QUOTA, WINDOW = 5, 48 * 3600


class WeChatApiDouble:
    """Answers as the documentation says. `now` moves its clock; `fail` answers the next calls of a path with a code."""

    def __init__(self, account, token_seconds=7200, latency=0.0):
        self.account, self.token_seconds, self.latency = account, token_seconds, latency
        self.now = time.time
        self.tokens, self.fetched, self.calls, self.templates, self.menu = {}, [], [], [], None
        self.codes, self.fail, self.followers = {}, {}, {}
        self.lock = threading.Lock()
        double = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # headers and body in one packet: apart, the second waits 40 ms for an acknowledgement

            def log_message(self, *args):
                """Keep the test output quiet."""

            def do_GET(self):
                self._serve(None)

            def do_POST(self):
                self._serve(json.loads(self.rfile.read(int(self.headers["Content-Length"])) or "null"))

            def _serve(self, body):
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                time.sleep(double.latency)
                with double.lock:
                    answer = double.answer(parts.path, query, body)
                data = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        class Server(ThreadingHTTPServer):
            request_queue_size = 128
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def follower_acts(self, openid, messages=QUOTA, seconds=WINDOW):
        """The follower did something that allows customer-service messages."""
        with self.lock:
            self.followers[openid] = [messages, self.now() + seconds]

    def answer(self, path, query, body):
        self.calls.append(path)
        if self.fail.get(path):
            return {"errcode": self.fail[path].pop(0), "errmsg": "as told"}
        if path == "/cgi-bin/stable_token":
            return self._token(body)
        if path == "/sns/oauth2/access_token":
            return self._openid(query)
        if (expires := self.tokens.get(query.get("access_token"))) is None:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        if expires <= self.now():
            return {"errcode": 42001, "errmsg": "access_token expired"}
        known = {
            "/cgi-bin/message/custom/send": self._custom, "/cgi-bin/message/template/send": self._template,
            "/cgi-bin/menu/create": self._create_menu, "/cgi-bin/get_current_selfmenu_info": lambda _: {"selfmenu_info": self.menu},
        }  # fmt: skip
        return known[path](body)

    def _token(self, body):
        assert (body["grant_type"], body["appid"]) == ("client_credential", APP_ID)
        if body["secret"] != SECRET:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        current = [token for token, expires in self.tokens.items() if expires > self.now() + 300]
        if current and not body["force_refresh"]:
            token = current[-1]
        else:
            if body["force_refresh"]:
                self.tokens.clear()
            token = secrets.token_hex(64)
            self.tokens[token] = self.now() + self.token_seconds
        self.fetched.append(body["force_refresh"])
        return {"access_token": token, "expires_in": int(self.tokens[token] - self.now())}

    def revoke_tokens(self):
        """As if somebody else had fetched a token with the other interface, or the secret was changed."""
        with self.lock:
            self.tokens.clear()

    def _openid(self, query):
        assert query["grant_type"] == "authorization_code" and query["appid"] == APP_ID and query["secret"] == SECRET
        openid = self.codes.pop(query["code"], None)
        return {"openid": openid, "scope": "snsapi_base"} if openid else {"errcode": 40163, "errmsg": "code been used"}

    def _custom(self, body):
        openid = body["touser"]
        left = self.followers.get(openid, [0, 0])
        if left[1] <= self.now():
            return {"errcode": 45015, "errmsg": "response out of time limit or subscription is canceled"}
        if left[0] < 1:
            return {"errcode": 45047, "errmsg": "out of response count limit"}
        left[0] -= 1
        if body["msgtype"] == "text":
            assert 0 < len(body["text"]["content"].encode()) <= 2048
            self.account.show(openid, body["text"]["content"])
        else:
            menu = body["msgmenu"]
            assert all(0 < len(item["content"].encode()) <= 128 for item in menu["list"]) and len(menu["list"]) <= 10
            self.account.show(openid, menu)
        return {"errcode": 0, "errmsg": "ok"}

    def _template(self, body):
        if body["template_id"] == "unknown":
            return {"errcode": 40037, "errmsg": "invalid template_id"}
        assert all(len(value["value"]) <= 20 for value in body["data"].values())
        self.templates.append(body)
        return {"errcode": 0, "errmsg": "ok", "msgid": 1}

    def _create_menu(self, body):
        self.menu = body
        return {"errcode": 0, "errmsg": "ok"}
