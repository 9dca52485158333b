"""Numbers in a path are such as a row can have; everything else is no page, said in Chinese."""

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter

from kiosk_ui.paths import LARGEST, bound_numbers

NO_PAGE = "没有这个页面。请回到首页。"


def test_no_number_in_any_path_is_without_bound(app):
    numbers = {
        (rule.rule, name): converter
        for rule in app.url_map.iter_rules()
        for name, converter in rule._converters.items()
        if isinstance(converter, IntegerConverter)
    }
    assert numbers and {key for key, one in numbers.items() if one.max is None or one.max > LARGEST or len(one.regex) > 12} == set()


@pytest.mark.parametrize("digits", [str(LARGEST + 1), "9" * 20, "9" * 2_000, "1" * 6_000, "-1", "٣"])
@pytest.mark.parametrize("path", ["/policy/{}", "/policy/{}/articles.json", "/policy/1/articles/{}.json", "/chat/share/{}.svg"])
def test_a_number_no_row_can_have_is_no_page(app, path, digits):
    app.config["PUBLIC_URL"] = "https://wanqing.example.cn"
    answer = app.test_client().get(path.format(digits))
    assert (answer.status_code, answer.get_data(as_text=True).strip()) == (404, NO_PAGE)


def test_what_has_no_row_is_no_page_either(client):
    for path in (f"/policy/{LARGEST}", f"/policy/{LARGEST}/articles.json", f"/policy/1/articles/{LARGEST}.json"):
        answer = client.get(path)
        assert (answer.status_code, answer.get_data(as_text=True).strip()) == (404, NO_PAGE)


def test_a_route_may_bound_its_number_closer():
    app = Flask("narrow")
    bound_numbers(app)
    app.add_url_rule("/floor/<int(max=9):number>", view_func=lambda number: str(number))
    client = app.test_client()
    assert (client.get("/floor/9").status_code, client.get("/floor/10").status_code) == (200, 404)


def test_pictures_are_limited_like_everything_that_is_drawn_anew(app):
    app.config["PUBLIC_URL"], app.config["MESSAGES_PER_MINUTE"] = "https://wanqing.example.cn", 2
    client = app.test_client()
    assert [client.get("/chat/share/1.svg").status_code for _ in range(3)] == [200, 200, 429]
