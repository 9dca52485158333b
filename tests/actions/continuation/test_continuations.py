"""Something begun is taken up once, within 15 minutes, by a number that cannot be guessed and says nothing of anybody."""

import json
import threading

import pytest

from actions.audit.model import AuditEntry
from actions.continuation.content import KEYS
from actions.continuation.errors import BadContinuation, UnknownContinuation
from actions.continuation.model import Continuation
from actions.continuation.service import ContinuationService
from actions.conversations.errors import UnknownConversation
from actions.identity.errors import IdentityLocked

CASE = {"kind": "case", "case_id": 7}
ESTIMATE = {"kind": "estimate", "calculator": "survivor", "facts": {"status": "retired", "contribution": 384, "cause": "illness"}}


@pytest.fixture
def service(desk):
    return ContinuationService(desk.engine, desk.vault, desk.audit, now=desk.clock)


@pytest.fixture
def quick_service(sqlite_desk):
    return ContinuationService(sqlite_desk.engine, sqlite_desk.vault, sqlite_desk.audit, now=sqlite_desk.clock)


def take(desk, service, code, terminal="hall 1"):
    return service.take(code, desk.visit(), terminal)


@pytest.mark.parametrize("content", [CASE, ESTIMATE])
def test_what_was_begun_on_the_phone_is_taken_up_at_the_kiosk_once(desk, service, content):
    offer = service.offer(desk.visit("web"), content)
    assert (len(offer.code), offer.code.isdigit(), offer.expires_in) == (8, True, 900)
    assert offer.grouped.replace(" ", "") == offer.code
    assert take(desk, service, offer.grouped) == content
    with pytest.raises(UnknownContinuation):
        take(desk, service, offer.code, "hall 2")
    told = [(entry.event, entry.details) for entry in desk.rows(AuditEntry)]
    assert told == [
        ("continuation:offered", {"kind": content["kind"], "channel": "web"}),
        ("continuation:taken", {"kind": content["kind"], "channel": "kiosk"}),
    ]


def test_a_number_lives_fifteen_minutes(desk, service):
    first, second = (service.offer(desk.visit("web"), CASE).code for _ in range(2))
    desk.clock.forward(minutes=14, seconds=59)
    assert take(desk, service, first) == CASE
    desk.clock.forward(seconds=1)
    with pytest.raises(UnknownContinuation):
        take(desk, service, second)


def test_an_unknown_a_used_and_an_old_number_look_the_same(desk, service):
    used, old = (service.offer(desk.visit("web"), CASE).code for _ in range(2))
    take(desk, service, used)
    unknown = f"{(int(used) + 1) % 10**8:08d}" if int(old) - int(used) != 1 else f"{(int(used) + 2) % 10**8:08d}"
    desk.clock.forward(minutes=16)
    seen = set()
    for code in (used, old, unknown, "", "张", "1" * 500):
        with pytest.raises((UnknownContinuation, IdentityLocked)) as raised:
            take(desk, service, code, f"hall {len(seen)} {code[:9]}")
        seen.add((raised.type, raised.value.code, raised.value.detail))
    assert seen == {(UnknownContinuation, "unknown-continuation", UnknownContinuation.detail)}


def test_guessing_locks_the_terminal_and_nobody_elses(desk, service):
    code = service.offer(desk.visit("web"), CASE).code
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for _ in range(4):
        with pytest.raises(UnknownContinuation):
            take(desk, service, wrong)
    with pytest.raises(IdentityLocked) as raised:
        take(desk, service, wrong)
    assert raised.value.retry_after == 120
    with pytest.raises(IdentityLocked):
        take(desk, service, code)
    assert desk.add_person() and desk.prove(desk.visit())  # the lock is not identity's
    assert take(desk, service, code, "hall 2") == CASE


def test_of_two_at_the_same_moment_only_one_takes_it_up(desk, service):
    code, visits = service.offer(desk.visit("web"), CASE).code, [desk.visit() for _ in range(4)]
    results, start = [], threading.Barrier(len(visits))

    def try_it(visit):
        start.wait()
        try:
            results.append(service.take(code, visit, visit))
        except UnknownContinuation as error:
            results.append(error.code)

    threads = [threading.Thread(target=try_it, args=(visit,)) for visit in visits]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert results.count(CASE) == 1 and results.count("unknown-continuation") == 3


@pytest.mark.parametrize("content", [CASE, ESTIMATE])
def test_nothing_but_the_kind_and_its_own_keys_is_carried_and_it_lies_sealed(desk, service, content):
    offer = service.offer(desk.visit("web"), content)
    [row] = desk.rows(Continuation)
    opened = json.loads(desk.vault.open(row.content_sealed, "continuation.content"))
    assert set(opened) == KEYS[content["kind"]] and opened == content
    stored = f"{row.code_index}{row.content_sealed}"
    assert offer.code not in stored and "retired" not in stored and offer.code not in repr(offer)


@pytest.mark.parametrize(
    "content",
    [
        {}, {"kind": "case"}, {"kind": "case", "case_id": "7"}, {"kind": "case", "case_id": True}, {"kind": "case", "case_id": 0},
        {"kind": "case", "case_id": 2**31}, {**CASE, "name": "张秀兰"}, {**CASE, "phone": "19900000001"},
        {"kind": "person", "person_id": 1}, {"kind": ["case"], "case_id": 1}, {**ESTIMATE, "name": "张秀兰"},
        {**ESTIMATE, "facts": {"name": "张秀兰"}}, {**ESTIMATE, "facts": {"status": "张秀兰"}}, {**ESTIMATE, "facts": "张秀兰"},
        {**ESTIMATE, "calculator": "nobody"}, {**ESTIMATE, "calculator": None},
    ],
)  # fmt: skip
def test_nothing_about_who_somebody_is_can_be_carried(sqlite_desk, quick_service, content):
    with pytest.raises(BadContinuation):
        quick_service.offer(sqlite_desk.visit("web"), content)
    assert sqlite_desk.rows(Continuation) == []


def test_what_was_taken_or_waited_in_vain_is_forgotten_and_the_rest_kept(desk, service):
    service.offer(desk.visit("web"), CASE)
    desk.clock.forward(minutes=15)
    taken, waiting = (service.offer(desk.visit("web"), CASE).code for _ in range(2))
    take(desk, service, taken)
    assert service.forget_over() == 2
    assert take(desk, service, waiting, "hall 2") == CASE


@pytest.mark.parametrize("taken_first", [False, True])
def test_of_the_numbers_of_one_conversation_only_the_newest_works(desk, service, taken_first):
    phone, other = desk.visit("web"), desk.visit("web")
    others = service.offer(other, CASE).code
    earlier = service.offer(phone, CASE).code
    if taken_first:
        take(desk, service, earlier)
    newest = service.offer(phone, ESTIMATE).code
    assert len(desk.rows(Continuation)) == 2
    with pytest.raises(UnknownContinuation):
        take(desk, service, earlier)
    assert take(desk, service, newest) == ESTIMATE
    assert take(desk, service, others) == CASE  # nobody else's is touched


def test_an_offer_lies_beside_no_id_of_its_conversation(desk, service):
    phone = desk.visit("web")
    service.offer(phone, CASE)
    [row] = desk.rows(Continuation)
    assert phone not in row.code_index and len(row.code_index) == 64


def test_only_a_conversation_offers_or_takes(quick_service):
    with pytest.raises(UnknownConversation):
        quick_service.offer("nobody", CASE)
    with pytest.raises(UnknownConversation):
        quick_service.take("12345678", "nobody")
