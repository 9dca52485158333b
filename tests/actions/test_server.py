"""The action server answers Rasa's calls and never hands out a conversation."""

import asyncio
import contextlib
import socket
import threading

import httpx
import pytest

from actions.server import build_server

# rasa-sdk warns that Rasa 3.6 is not of its own version; that the two understand each other is what is tested here.
pytestmark = pytest.mark.filterwarnings("ignore:.*[Vv]ersion.*:UserWarning")


@pytest.fixture(scope="module")
def server_url(loaded_counter):
    app = build_server(loaded_counter)

    @app.post("/explode")
    async def explode(_request):
        raise ValueError("secret of a person")

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=_serve, args=(app, port, loop), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{port}"
    _wait(url)
    yield url
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


def _serve(app, port, loop):
    asyncio.set_event_loop(loop)

    async def start():
        server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.start_serving()
        return server

    server = loop.run_until_complete(start())
    loop.run_forever()
    server.close()
    loop.run_until_complete(server.wait_closed())
    loop.close()


def _wait(url):
    for _ in range(100):
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", trust_env=False).status_code == 200:
                return
        threading.Event().wait(0.05)
    pytest.fail("the action server did not start")


def call(url, name, text):
    tracker = {
        "sender_id": "t", "slots": {}, "latest_message": {"text": text, "intent": {"name": "policy_question"}, "entities": []},
        "events": [], "paused": False, "followup_action": None, "active_loop": {}, "latest_action_name": "action_listen",
    }
    body = {"next_action": name, "sender_id": "t", "tracker": tracker, "domain": {"responses": {}}, "version": "3.6.21"}
    return httpx.post(f"{url}/webhook", json=body, trust_env=False)


def test_a_call_of_rasa_gets_a_reply(server_url):
    answer = call(server_url, "action_answer_policy", "丧葬补助金和抚恤金去哪里领").json()
    assert answer["responses"][0]["custom"]["outcome"] == "answer"


def test_an_unknown_action_is_refused_without_the_conversation(server_url):
    answer = call(server_url, "action_unknown", "我的秘密")
    assert answer.status_code == 404
    assert "秘密" not in answer.text


def test_a_crash_answers_an_incident_number_and_nothing_of_the_request(server_url):
    answer = httpx.post(f"{server_url}/explode", json={"tracker": "我的秘密"}, trust_env=False)
    assert answer.status_code == 500
    assert set(answer.json()) == {"error", "incident"}
    assert "secret" not in answer.text and "秘密" not in answer.text
