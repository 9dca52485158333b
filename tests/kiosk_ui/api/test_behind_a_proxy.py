"""Through the product's own web server: who comes through a proxy is not taken for the proxy."""

import dataclasses
import logging
from contextlib import contextmanager

import httpx
import pytest

from kiosk_ui.app import create_app
from tests.kiosk_ui.hall import Hall
from tests.serving import serving

FAR, NEAR = "203.0.113.9", "10.1.2.3"


@contextmanager
def house(app, settings, proxies):
    """The server with so many proxies counted; the tests are the one that connects, from this very machine."""
    behind = create_app(dataclasses.replace(settings, trusted_proxies=proxies), app.extensions["wanqing"])
    with serving(behind) as server:
        yield f"http://127.0.0.1:{server.effective_port}"


def post(url, body, **headers):
    """Status, code of the problem if any, and the answer's headers."""
    answer = httpx.post(url, json=body, headers={name.replace("_", "-"): value for name, value in headers.items()}, trust_env=False)
    return answer.status_code, answer.json().get("code"), answer.headers


@pytest.mark.parametrize(
    ("proxies", "headers", "status"),
    [
        (0, {}, 201),
        (0, {"X_Forwarded_For": FAR}, 403),  # a proxy nobody counted
        (0, {"X_Forwarded_For": NEAR}, 403),  # perhaps the visitor's own writing
        (0, {"Forwarded": f"for={NEAR}"}, 403),
        (0, {"X_Real_IP": NEAR}, 403),
        (1, {}, 201),  # the kiosk on the server itself
        (1, {"X_Forwarded_For": FAR}, 403),
        (1, {"X_Forwarded_For": NEAR}, 201),
        (1, {"X_Forwarded_For": f"{NEAR}, {FAR}"}, 403),  # what the visitor wrote, then what the proxy saw
        (1, {"X_Forwarded_For": f"{FAR}, 127.0.0.1"}, 403),  # one proxy more than was counted
        (1, {"Forwarded": f"for={NEAR}"}, 403),  # not the header that is read
        (2, {"X_Forwarded_For": NEAR}, 403),  # one proxy fewer
    ],
)
def test_a_stranger_behind_the_proxy_stands_in_no_hall(app, settings, proxies, headers, status):
    with house(app, settings, proxies) as url:
        assert post(f"{url}/api/conversations", {"channel": "kiosk"}, **headers)[0] == status
        # Clerks' PINs and registration codes are guessed from nowhere else either.
        answer = post(f"{url}/api/devices/staff", {"act": "look"}, **headers)
        assert answer[1] == ("wrong-type" if status == 201 else "not-a-kiosk")


def test_the_office_is_told_once_that_its_proxy_is_not_counted(app, settings, caplog):
    caplog.set_level(logging.WARNING, "kiosk_ui.kiosk.where")
    with house(app, settings, 0) as url:
        for _ in range(2):
            post(f"{url}/api/conversations", {"channel": "kiosk"}, X_Forwarded_For=FAR)
    assert [record.getMessage().count("WANQING_TRUSTED_PROXIES") for record in caplog.records] == [1]


def test_each_visitor_behind_the_proxy_is_counted_alone(app, settings):
    with house(app, dataclasses.replace(settings, conversations_per_minute=2), 1) as url:
        def opened(address):
            return post(f"{url}/api/conversations", {"channel": "web"}, X_Forwarded_For=address)[0]

        assert [opened(FAR) for _ in range(3)] == [201, 201, 429]
        assert opened("203.0.113.10") == 201


def test_the_machines_token_travels_over_https_only_where_the_page_came_by_it(app, settings):
    hall = Hall(app)
    with house(app, settings, 1) as url:
        for scheme, secure in (("https", True), ("http", False)):
            headers = {"X_Forwarded_For": NEAR, "X_Forwarded_Proto": scheme}
            _, _, told = post(f"{url}/api/devices", {"code": hall.code(scheme)}, **headers)
            assert ("Secure" in told["Set-Cookie"]) is secure
