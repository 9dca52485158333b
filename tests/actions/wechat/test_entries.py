"""States and tickets are good once, for a short time, and for the browser they were made for."""

import threading

import pytest

from actions.wechat.errors import EntryOver
from actions.wechat.model import WeChatEntry
from tests.actions.wechat.conftest import OPENID


def test_a_state_comes_back_once(world):
    state = world.entries.state("browser")
    assert state.isalnum() and len(state) <= 128
    world.entries.come_back(state, "browser")
    with pytest.raises(EntryOver):
        world.entries.come_back(state, "browser")


@pytest.mark.parametrize("change", [lambda s: "0" * 96, lambda s: s[:-1] + "x", lambda s: "", lambda s: s + "0", lambda s: "签"])
def test_a_state_that_is_not_ours_is_refused(world, change):
    with pytest.raises(EntryOver):
        world.entries.come_back(change(world.entries.state("browser")), "browser")


def test_a_state_of_another_browser_is_refused(world):
    state = world.entries.state("browser")
    with pytest.raises(EntryOver):
        world.entries.come_back(state, "another")
    world.entries.come_back(state, "browser")


@pytest.mark.parametrize("browser", ["another", ""])
def test_a_ticket_opens_nothing_in_another_browser_and_stays_good_in_its_own(world, browser):
    ticket = world.entries.ticket(OPENID, "browser")
    with pytest.raises(EntryOver):
        world.entries.enter(ticket, browser)
    assert world.entries.enter(ticket, "browser") == OPENID


def test_both_end_with_time(world):
    state, ticket = world.entries.state("b"), world.entries.ticket(OPENID, "b")
    world.clock.forward(minutes=2)
    with pytest.raises(EntryOver):
        world.entries.enter(ticket, "b")
    world.clock.forward(minutes=8)
    with pytest.raises(EntryOver):
        world.entries.come_back(state, "b")


def test_of_two_at_once_one_gets_in(world):
    ticket, got = world.entries.ticket(OPENID, "b"), []

    def enter():
        try:
            got.append(world.entries.enter(ticket, "b"))
        except EntryOver:
            got.append(None)

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got, key=str) == [None, None, None, OPENID]


def test_neither_secret_nor_openid_is_stored(world):
    ticket = world.entries.ticket(OPENID, "browser-secret")
    (row,) = world.desk.rows(WeChatEntry)
    assert not any(secret in str(vars(row)) for secret in (ticket, OPENID, "browser-secret"))


def test_a_ticket_is_no_state(world):
    with pytest.raises(EntryOver):
        world.entries.enter(world.entries.state("b"), "b")
