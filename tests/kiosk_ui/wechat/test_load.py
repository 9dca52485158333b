"""Many followers, a third of the answers lost three times: everybody is answered exactly once. `wanqing bench` drives it in full."""

import threading
from collections import Counter

import httpx
import pytest

from kiosk_ui.web import web_server
from tests.kiosk_ui.wechat.conftest import build, connected, echo
from tests.wechat_double.load import drive

SECONDS, PER_SECOND = 6, 12


@pytest.fixture
def any_settings(tmp_path, rasa, api, any_url):
    return connected(tmp_path, rasa, api, any_url)


def test_every_message_is_answered_exactly_once(any_settings, account, api, rasa):
    rasa.behave = echo
    face = build(any_settings, account, api, rasa)
    server = web_server(face.app, "127.0.0.1", 0, 16)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    with httpx.Client(trust_env=False, timeout=20, limits=httpx.Limits(max_connections=200)) as http:
        address = f"http://127.0.0.1:{server.effective_port}/wechat"

        def post(query, body):
            answer = http.post(address, params=query, content=body.encode())
            return answer.status_code, answer.text

        result = drive(
            account, api, post, lambda number: f"第{number}问", followers=500, per_second=PER_SECOND, seconds=SECONDS, retry_seconds=0.5
        )
    face.quiet()
    server.close()
    thread.join(5)
    face.parts.close()
    asked = Counter(f"听到：第{number}问" for number in range(PER_SECOND * SECONDS))
    assert Counter(text for texts in account.seen.values() for joined in texts for text in joined.split("\n\n")) == asked
    assert Counter(message["message"] for message in rasa.messages) == Counter(f"第{number}问" for number in range(PER_SECOND * SECONDS))
    assert result.percentile(0.95, result.seconds) < 2.0
