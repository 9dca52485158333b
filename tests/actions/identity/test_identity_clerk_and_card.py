"""Who has no phone at hand is vouched for by a clerk, or by the card itself."""

from datetime import date

import pytest
from visitors import XIULAN, fictional_number

from actions.audit.model import AuditEntry
from actions.identity.card_reader import ReadCard
from actions.identity.errors import (
    BadReason,
    BadStaffPin,
    IdentityLocked,
    IdentityMismatch,
    KioskOnly,
    NoCardReader,
    StaffNumberTaken,
    WrongStaffPin,
)
from actions.identity.model import StaffMember

PIN = "740912"


@pytest.fixture
def clerk(desk):
    return desk.identity.staff.add("G017", "刘芳", None, PIN)


def vouch(desk, visit, number=XIULAN, name="张秀兰", staff="G017", pin=PIN, reason="no_phone"):
    return desk.identity.vouch(visit, number, name, staff, pin, reason, terminal="hall 1")


def test_a_clerk_vouches_for_somebody_without_a_phone(desk, clerk):
    person = desk.add_person(phone=None)
    identified = vouch(desk, desk.visit())
    assert (identified.person_id, identified.method) == (person, "clerk")
    entry = desk.rows(AuditEntry)[-1]
    assert (entry.event, entry.actor, entry.person_id) == ("identity:clerk:vouched", f"staff:{clerk.id}", person)
    assert entry.details == {"staff": clerk.id, "reason": "no_phone"}


@pytest.mark.parametrize(("typed", "kept"), [("没带手机", "no_phone"), ("手机掉水里了", "手机掉水里了")])
def test_a_reason_is_of_the_list_or_in_the_clerks_words(desk, clerk, typed, kept):
    desk.add_person()
    vouch(desk, desk.visit(), reason=typed)
    assert desk.rows(AuditEntry)[-1].details["reason"] == kept


@pytest.mark.parametrize("reason", ["", " ", "因" * 61, "新号码19900000008", "新号码 1990 000 0008", "一九九〇〇〇〇〇"])
def test_a_reason_without_words_or_with_a_number_is_refused(sqlite_desk, reason):
    sqlite_desk.add_person()
    with pytest.raises(BadReason):
        vouch(sqlite_desk, sqlite_desk.visit(), reason=reason)


@pytest.mark.parametrize("channel", ["web", "wechat"])
def test_nobody_is_vouched_for_from_afar(desk, clerk, channel):
    desk.add_person()
    with pytest.raises(KioskOnly):
        vouch(desk, desk.visit(channel))


@pytest.mark.parametrize(("number", "name"), [(XIULAN, "王丽"), (fictional_number(sequence=20), "张秀兰")])
def test_a_clerk_is_told_when_number_and_name_do_not_fit(desk, clerk, number, name):
    desk.add_person()
    with pytest.raises(IdentityMismatch):
        vouch(desk, desk.visit(), number, name)
    assert desk.events()[-1] == "identity:proof:failed"


def test_nobody_is_proven_as_somebody_who_died(desk, clerk):
    desk.add_person(died_on=date(2026, 9, 1))
    with pytest.raises(IdentityMismatch):
        vouch(desk, desk.visit())


def test_wrong_pins_lock_the_clerk_everywhere(desk, clerk):
    desk.add_person()
    for _ in range(4):
        with pytest.raises(WrongStaffPin):
            desk.identity.staff.check("G017", "000000")
    with pytest.raises(IdentityLocked):
        desk.identity.staff.check("G017", "000000")
    with pytest.raises(IdentityLocked):
        vouch(desk, desk.visit())
    desk.clock.forward(minutes=10)
    assert vouch(desk, desk.visit())


def test_guessing_over_many_staff_numbers_locks_the_terminal_for_clerks_only(desk, clerk):
    desk.add_person()
    visit = desk.visit()
    for guess in range(5):
        with pytest.raises((WrongStaffPin, IdentityLocked)):
            vouch(desk, visit, staff=f"G9{guess}")
    with pytest.raises(IdentityLocked):
        vouch(desk, visit)
    assert desk.identity.begin(visit, XIULAN, "张秀兰", terminal="hall 1")


def test_a_clerk_helps_somebody_who_is_locked(desk, clerk):
    desk.add_person()
    visit = desk.visit()
    desk.identity.begin(visit, XIULAN, "张秀兰", terminal="hall 1")
    for _ in range(3):
        with pytest.raises(Exception, match="wrong-code|code-burnt"):
            desk.identity.verify(visit, desk.wrong_code(visit), terminal="hall 1")
    assert vouch(desk, visit)


@pytest.mark.parametrize("pin", ["", "12345", "111111", "123456", "987654", "74091a", "７４０９１２", "7" * 13])
def test_a_pin_that_anybody_guesses_is_refused(sqlite_desk, pin):
    with pytest.raises(BadStaffPin):
        sqlite_desk.identity.staff.add("G018", "刘芳", None, pin)


def test_a_staff_number_belongs_to_one_clerk(desk, clerk):
    with pytest.raises(StaffNumberTaken):
        desk.identity.staff.add("G017", "陈静", None, "850316")


def test_the_pin_is_kept_as_a_salted_hash(desk, clerk):
    desk.identity.staff.add("G018", "陈静", None, PIN)
    kept = [member.pin_hash for member in desk.rows(StaffMember)]
    assert kept[0] != kept[1] and all(PIN not in hashed and hashed.startswith("scrypt.") for hashed in kept)


class LaidOn:
    """A reader with a card on it."""

    def __init__(self, number, name):
        self.card = ReadCard(number, name)

    def read(self):
        return self.card


def test_the_card_on_a_reader_proves_its_owner(desk):
    person = desk.add_person(phone=None)
    identified = desk.identity.read_card(desk.visit(), LaidOn(XIULAN, "张秀兰"))
    assert (identified.person_id, identified.method) == (person, "card")


def test_a_card_of_nobody_here_proves_nobody(desk):
    with pytest.raises(IdentityMismatch):
        desk.identity.read_card(desk.visit(), LaidOn(XIULAN, "张秀兰"))
    assert XIULAN not in repr(LaidOn(XIULAN, "张秀兰").card)


def test_a_terminal_without_a_reader_says_what_to_do(desk):
    with pytest.raises(NoCardReader) as absent:
        desk.identity.read_card(desk.visit())
    assert absent.value.status == 503 and "短信" in absent.value.detail
    with pytest.raises(KioskOnly):
        desk.identity.read_card(desk.visit("web"), LaidOn(XIULAN, "张秀兰"))
