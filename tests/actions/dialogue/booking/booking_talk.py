"""A visit to a street office in words: real services, real actions, and Rasa's form logic in a few lines."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from rasa_sdk import Tracker
from sqlalchemy import Engine

from actions.booking.model import VisitTeam
from actions.booking.service import BookingService
from actions.clock import SHANGHAI
from actions.conversations.service import ConversationService, OpenedConversation
from actions.counter import Counter, build_counter
from actions.database.unit_of_work import UnitOfWork
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.registered import BOOKING
from actions.eligibility.model import Certification
from actions.eligibility.service import CertificationService
from actions.family.model import FamilyGrant
from actions.identity.model import Consent, Proof
from actions.offices.model import Office, OfficeService, OpeningHours
from actions.records.model import ImportBatch, Person
from actions.reply import Reply
from actions.settings import Settings

TODAY = date(2026, 11, 23)  # a Monday
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=SHANGHAI)
passed: list[timedelta] = []  # what has gone by since NOW, for the services; settle() begins anew
FORMS = {
    "booking_form": (
        "booking_person", "booking_offer", "booking_which", "booking_service", "booking_office", "booking_time",
        "booking_slot", "booking_confirmed",
    ),
    "cancel_form": ("cancel_which", "cancel_confirmed"),
}  # fmt: skip
FINISH = {"booking_form": "action_finish_booking", "cancel_form": "action_finish_cancel"}
OPENS = {"book_certification", "book_home_visit", "book_video", "reschedule_booking"}
ACTION_OF = {
    "cancel_booking": "action_cancel_booking", "my_bookings": "action_my_bookings", "queue_ticket": "action_queue_ticket",
    "join_waiting": "action_join_waiting", "booking_choice": "action_booking_choice",
}  # fmt: skip
FICTIONAL = "2102011956010100"  # region 210201 is given to nobody


def settle(engine: Engine, home: Path) -> Counter:
    """A street with two communities, a neighbour street, a team, and the services over them at NOW."""
    counter = build_counter(Settings.from_environment({"WANQING_HOME": str(home)}), engine)
    with UnitOfWork(engine) as work:
        work.session.add(Office(id="district-1", level="district", parent_id=None, name="中山区"))
        work.session.flush()
        for number, name in ((1, "春海街道"), (2, "石葵路街道")):
            street = f"street-{number}"
            work.session.add(
                Office(id=street, level="street", parent_id="district-1", name=name, address=f"春海路{number}号", phone="12333",
                       latitude=38.9, longitude=121.6 + number / 100)
            )  # fmt: skip
            work.session.flush()
            for service, minutes in (("counter_check", 30), ("home_visit", 180), ("video_check", 30)):
                work.session.add(OfficeService(office_id=street, service=service, slot_minutes=minutes, capacity=2))
            for weekday in range(5):
                for opens, closes in ((time(8, 30), time(11, 30)), (time(13), time(16))):
                    work.session.add(OpeningHours(office_id=street, weekday=weekday, opens=opens, closes=closes))
        work.session.add(Office(id="community-1", level="community", parent_id="street-1", name="春海社区"))
        work.session.add(VisitTeam(office_id="street-1", name="一组", first_member="王明", second_member="李红", areas=""))
        work.session.add(
            ImportBatch(id=1, kind="persons", file_name="a.csv", sha256="0" * 64, rows=1, as_of=TODAY, imported_at=NOW,
                        imported_by="system:test")
        )  # fmt: skip
        work.commit()
    passed.clear()

    def at_now() -> datetime:
        return NOW.astimezone(UTC) + sum(passed, timedelta())

    certification = CertificationService(engine, counter.audit, at_now)
    bookings = BookingService(engine, counter.vault, counter.audit, counter.offices, counter.messages, at_now, certification)
    return replace(counter, certification=certification, bookings=bookings)


@dataclass
class Talk:
    """One visitor. `says` and `taps` give the replies; `slots` and `form` are what Rasa would hold."""

    counter: Counter
    person_id: int = 0
    slots: dict[str, Any] = field(default_factory=dict)
    form: str | None = None
    replies: list[Reply] = field(default_factory=list)
    turns: int = 0
    actions: dict[str, BookingAction] = field(init=False)
    visit: OpenedConversation = field(init=False)

    def __post_init__(self) -> None:
        built = [kind(self.counter, lambda: TODAY) for kind in BOOKING]
        for action in built:
            action.private_replies = self.counter.private
        self.actions = {action.name(): action for action in built}
        self.visit = ConversationService(self.counter.engine).open("web")

    def proves(self, *, certified_on: date | None = None, channel: str = "counter", consents: bool = True) -> "Talk":
        """Somebody fictional proves who they are and agrees to the consent text."""
        vault = self.counter.vault
        number = f"{FICTIONAL}{len(self.visit.id) % 10}{self.visit.id[:1]}"
        with UnitOfWork(self.counter.engine) as work:
            person = Person(
                id_number_sealed=vault.seal(number, "person.id_number"),
                id_number_index=vault.index(self.visit.id, "person.id_number"), name="张秀兰", sex="女",
                birth_date=date(1956, 1, 1), street_id="street-1", community_id="community-1", batch_id=1,
                address_sealed=vault.seal("春海路88号3单元502", "person.address"),
                phone_sealed=vault.seal("19900001234", "person.phone"),
                phone_index=vault.index("19900001234", "person.phone"),
            )  # fmt: skip
            work.session.add(person)
            work.session.flush()
            self.person_id = person.id
            moment = datetime.now(UTC)
            work.session.add(Proof(conversation_id=self.visit.id, person_id=person.id, grant_id=None, method="sms",
                                   proven_at=moment, active_at=moment))  # fmt: skip
            if consents:
                work.session.add(Consent(person_id=person.id, grant_id=None, version=self.counter.consents.text().version,
                                         channel="web", given_at=moment))  # fmt: skip
            if certified_on:
                work.session.add(Certification(person_id=person.id, channel=channel, certified_on=certified_on,
                                               recorded_by="system:test"))  # fmt: skip
            work.commit()
        return self

    def relative(self, elder: "Talk", scopes: str = "certification") -> "Talk":
        """A relative with the elder's leave proves who they are and agrees to the consent text."""
        vault, moment = self.counter.vault, datetime.now(UTC)
        self.person_id = elder.person_id
        with UnitOfWork(self.counter.engine) as work:
            grant = FamilyGrant(
                person_id=elder.person_id, relative_name="张小红", relation="女儿", phone_sealed=vault.seal("19900005678", "person.phone"),
                phone_index=vault.index("19900005678", "person.phone"), scopes=scopes, granted_at=moment,
                until=moment + timedelta(days=30),
            )  # fmt: skip
            work.session.add(grant)
            work.session.flush()
            work.session.add(Proof(conversation_id=self.visit.id, person_id=elder.person_id, grant_id=grant.id, method="sms",
                                   proven_at=moment, active_at=moment))  # fmt: skip
            work.session.add(Consent(person_id=elder.person_id, grant_id=grant.id,
                                     version=self.counter.consents.text().version, channel="web", given_at=moment))  # fmt: skip
            work.commit()
        return self

    def says(self, text: str, intent: str = "nlu_fallback") -> Reply:
        """The last reply to `text`, heard as `intent`."""
        return self._turn(text, intent, [])

    def taps(self, label: str) -> Reply:
        """The last reply to the choice `label` of the last reply."""
        payload = next(choice.payload for choice in self.replies[-1].choices if choice.label == label)
        intent, _, rest = payload.removeprefix("/").partition("{")
        value = rest.split('": "')[1].removesuffix('"}') if rest else ""
        return self._turn(payload, intent, [{"entity": "booking_pick", "value": value}] if value else [])

    @property
    def bookings(self) -> list:
        return self.counter.bookings.open_bookings(self.person_id)

    def _turn(self, text: str, intent: str, entities: list[dict[str, str]]) -> Reply:
        self.turns += 1
        self.replies = []
        self._message = {"text": text, "intent": {"name": intent}, "entities": entities, "message_id": f"m{self.turns}"}
        if self.form is None and intent in OPENS:
            self.form = "booking_form"
            self._run_form()
        elif self.form is None:
            if intent in ACTION_OF:
                self._run(ACTION_OF[intent])
            if self.form:
                self._run_form()
        else:
            self._run_form()
        return self.replies[-1] if self.replies else Reply(text="（这句由别的规则回答）")

    def _run_form(self) -> None:
        """FormAction.do of Rasa: validate, then ask for the first empty slot, or end."""
        form = str(self.form)
        requested = self.slots.get("requested_slot")
        events = self._run(f"validate_{form}")
        if requested and not events:
            return  # rejected: the rule of the intent answers, then the form asks again
        ended = any(event.get("name") == "requested_slot" and event["value"] is None for event in events)
        empty = None if ended else next((name for name in FORMS[form] if self.slots.get(name) is None), None)
        self.slots["requested_slot"] = empty
        if empty:
            self._run(f"action_ask_{form}_{empty}")
            if self.form:
                return
        self.form = None
        self._run(FINISH[form])

    def _run(self, name: str) -> list[dict[str, Any]]:
        tracker = Tracker(self.visit.dialogue_id, dict(self.slots), self._message, [], False, None, {}, "action_listen")
        replies, events = self.actions[name].turn(tracker, {})
        self.replies += replies
        for event in events:
            if event["event"] == "active_loop":
                self.form = event["name"]
            else:
                self.slots[event["name"]] = event["value"]
        for reply in replies:
            if reply.private:
                self.counter.private.keep(self.visit.dialogue_id, reply)
        return events
