"""The demonstration's pages: fictional and said to be, newest message first, and not there outside demo mode."""

import dataclasses

import pytest
from bs4 import BeautifulSoup

from actions.database.unit_of_work import UnitOfWork
from actions.demo.people import list_demo_people
from kiosk_ui.app import create_app
from kiosk_ui.parts import build_parts

PATHS = ("/demo", "/demo/people.json", "/demo/outbox.json")


def client_with(settings, demo):
    changed = dataclasses.replace(settings, demo=demo)
    parts = build_parts(changed)
    return create_app(changed, parts).test_client(), parts


@pytest.fixture
def demo(settings):
    client, parts = client_with(settings, "on")
    yield client, parts
    parts.close()


def write(parts, phone, text, kind="identity_code"):
    with UnitOfWork(parts.engine) as work:
        parts.counter.messages.write(work.session, None, kind, phone, text)
        work.commit()
    assert parts.counter.messages.send_due() == 1


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", ["off", "auto"])
def test_outside_demo_mode_the_pages_do_not_exist(settings, path, mode):
    client, parts = client_with(settings, mode)
    assert client.get(path).status_code == 404
    parts.close()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_it_stays_in_a_cache_or_a_search_engine(demo, path):
    response = demo[0].get(path)
    assert response.status_code == 200
    assert (response.headers["Cache-Control"], response.headers["X-Robots-Tag"]) == ("no-store", "noindex")


def test_every_reader_is_told_that_it_is_fictional(demo):
    soup = BeautifulSoup(demo[0].get("/demo").get_data(as_text=True), "html.parser")
    assert "虚构" in soup.find(class_="fictional").get_text()
    assert soup.h1.get_text() == "演示" and soup.title.get_text().startswith("演示")
    assert not soup.find_all("script") and not soup.find_all(style=True)
    assert demo[0].get("/demo/people.json").get_json()["fictional"] is True


def test_the_people_are_those_of_the_demo_with_numbers_nobody_has(demo):
    people = demo[0].get("/demo/people.json").get_json()["people"]
    assert [person["name"] for person in people] == [person.name for person in list_demo_people()]
    assert all(person["id_number"].startswith("210201") for person in people)
    assert all(person["phone"] is None or person["phone"].startswith(("1990", "1999")) for person in people)
    assert all(person["situation"] for person in people)


def test_the_clerks_of_all_three_levels_are_told(demo):
    told = demo[0].get("/demo/people.json").get_json()
    assert [(clerk["staff_number"], clerk["pin"]) for clerk in told["clerks"]] == [(n, told["clerk"]["pin"]) for n in ("8101", "8102", "8103")]
    assert all(clerk["staff_number"] in demo[0].get("/demo").get_data(as_text=True) for clerk in told["clerks"])


def test_messages_stand_newest_first_on_the_page_and_in_the_file(demo):
    client, parts = demo
    write(parts, "19900000001", "验证码482913")
    write(parts, "19900000002", "您的预约在明天", kind="booking_reminder")
    messages = client.get("/demo/outbox.json").get_json()["messages"]
    assert [message["text"] for message in messages] == ["您的预约在明天", "验证码482913"]
    assert messages[0]["title"] == "预约提醒" and messages[0]["sent_at"].endswith("+08:00")
    page = client.get("/demo").get_data(as_text=True)
    assert page.index("您的预约在明天") < page.index("验证码482913")


def test_a_message_to_a_number_that_is_not_fictional_is_never_shown(demo):
    client, parts = demo
    write(parts, "13900000000", "验证码111222")
    assert client.get("/demo/outbox.json").get_json()["messages"] == []
    assert "111222" not in client.get("/demo").get_data(as_text=True)
