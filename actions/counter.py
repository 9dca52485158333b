"""Counter: the services behind the window, built once per process and handed to actions, views and commands."""

from dataclasses import dataclass

from sqlalchemy import Engine

from actions.audit.service import Audit
from actions.booking.service import BookingService
from actions.conversations.private_replies import PrivateReplies
from actions.eligibility.service import CertificationService
from actions.family.service import FamilyService
from actions.identity.consent.service import ConsentService
from actions.identity.service import IdentityService
from actions.messages.senders import sender_from
from actions.messages.service import MessageOutbox
from actions.offices.service import OfficeDirectory
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.local import LocalRecords
from actions.records.service import RecordsService
from actions.settings import Settings


@dataclass(frozen=True)
class Counter:
    """Every service that serves a person. All of them share one engine, one vault and one audit chain."""

    engine: Engine
    vault: Vault
    audit: Audit
    private: PrivateReplies
    messages: MessageOutbox
    identity: IdentityService
    consents: ConsentService
    family: FamilyService
    records: RecordsService
    certification: CertificationService
    offices: OfficeDirectory
    bookings: BookingService


def build_counter(settings: Settings, engine: Engine) -> Counter:
    """The services over `engine` with the keys in `settings.home`; makes the keys the first time."""
    keyring = Keyring(settings.home)
    vault, audit = Vault(keyring), Audit(keyring)
    messages = MessageOutbox(engine, vault, sender_from(settings))
    certification, offices = CertificationService(engine, audit), OfficeDirectory(engine)
    return Counter(
        engine=engine,
        vault=vault,
        audit=audit,
        private=PrivateReplies(engine, vault),
        messages=messages,
        identity=IdentityService(engine, vault, audit, messages),
        consents=ConsentService(engine, vault, audit, handler=settings.data_handler),
        family=FamilyService(engine, vault, audit, messages),
        records=RecordsService(LocalRecords(engine, vault), engine, vault, audit),
        certification=certification,
        offices=offices,
        bookings=BookingService(engine, vault, audit, offices, messages, certification=certification),
    )
