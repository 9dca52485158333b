"""The Flask application on a migrated database, with a stand-in for Rasa that tests can slow down or break."""

import dataclasses
import json
import shutil
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from actions.reply import Choice, Citation, Reply
from actions.settings import Settings
from kiosk_ui.app import create_app
from kiosk_ui.parts import build_parts

ANSWER = Reply(
    text="先找您住的街道或社区。",
    outcome="answer",
    citations=(Citation("大连市企业退休人员社会化管理服务工作办法", "大政办发〔2017〕49号", "第八条", "……"),),
    choices=(Choice("要带什么", '/open_guide{"guide_id": "survivor-materials"}'),),
)


class StandInRasa:
    """Speaks Rasa's REST channel and tracker API on loopback; `behave` decides what happens to a message."""

    def __init__(self):
        self.messages, self.trackers, self.behave = [], {}, lambda message: [ANSWER]
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                """Keep the test output quiet."""

            def _body(self):
                return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")

            def _answer(self, content, status=200):
                data = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self):
                if self.path.startswith("/status"):
                    return self._answer({"model_file": "model.tar.gz"})
                return self._answer({"slots": {"topic_guide": "survivor-materials", "last_question": None}})

            def do_PUT(self):
                stand_in.trackers[self.path.split("/")[2]] = self._body()
                self._answer({})

            def do_POST(self):
                body = self._body()
                if "/tracker/events" in self.path:
                    stand_in.trackers[self.path.split("/")[2]] = body
                    return self._answer({})
                stand_in.messages.append(body)
                try:
                    replies = stand_in.behave(body["message"])
                except RuntimeError:
                    return self._answer({"error": "crashed"}, 500)
                return self._answer([{"recipient_id": body["sender"], "custom": reply.to_dict()} for reply in replies])

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def be_slow(self, seconds):
        def slow(message):
            time.sleep(seconds)
            return [ANSWER]

        self.behave = slow

    def be_broken(self):
        def broken(message):
            raise RuntimeError

        self.behave = broken

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def rasa():
    stand_in = StandInRasa()
    yield stand_in
    stand_in.stop()


@pytest.fixture
def settings(tmp_path: Path, rasa, migrated_sqlite: Path) -> Settings:
    made = Settings.from_environment({"WANQING_HOME": str(tmp_path), "WANQING_RASA_PORT": str(rasa.port)})
    shutil.copyfile(migrated_sqlite, tmp_path / "wanqing.db")
    return dataclasses.replace(made, dialogue_timeout=1.0)


@pytest.fixture
def app(settings):
    parts = build_parts(settings)
    yield create_app(settings, parts)
    parts.close()


@pytest.fixture
def client(app):
    return app.test_client()


class Visit:
    """A conversation as a face holds it."""

    def __init__(self, client, channel="web"):
        opened = client.post("/api/conversations", json={"channel": channel})
        assert opened.status_code == 201
        self.client, self.opened = client, opened.get_json()
        self.id, self.token = self.opened["id"], self.opened["token"]
        self.path = f"/api/conversations/{self.id}"
        self.headers = {"Authorization": f"Bearer {self.token}"}

    def say(self, text, **headers):
        return self.client.post(f"{self.path}/messages", json={"text": text}, headers={**self.headers, **headers})

    def choose(self, token, **headers):
        return self.client.post(f"{self.path}/messages", json={"choice": token}, headers={**self.headers, **headers})

    def end(self):
        return self.client.delete(self.path, headers=self.headers)


@pytest.fixture
def visit(client):
    return Visit(client)


@pytest.fixture
def another_visit(client):
    return Visit(client)
