"""Counter: the services behind the window, built once per process and handed to actions, views and commands."""

from dataclasses import dataclass

from sqlalchemy import Engine

from actions.audit.service import Audit
from actions.benefits.adjustment.rule import rules as adjustment_rules
from actions.benefits.parameters.keeper import BookKeeper
from actions.booking.service import BookingService
from actions.continuation.service import ContinuationService
from actions.conversations.private_replies import PrivateReplies
from actions.devices.heartbeats import Heartbeats
from actions.devices.service import DeviceService
from actions.eligibility.service import CertificationService
from actions.family.service import FamilyService
from actions.grants.access.service import ApplicantAccess
from actions.grants.checklist import checklist
from actions.grants.service import GrantService
from actions.grants.uploads.scanners import scanner_from
from actions.grants.uploads.service import UploadService
from actions.identity.consent.service import ConsentService
from actions.identity.service import IdentityService
from actions.messages.senders import sender_from
from actions.messages.service import MessageOutbox
from actions.offices.service import OfficeDirectory
from actions.papers.page_printers import PagePrinter, page_printer_from
from actions.papers.printers import SlipPrinter, printer_from
from actions.papers.service import Papers
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.records.local import LocalRecords
from actions.records.service import RecordsService
from actions.settings import Settings
from actions.wechat.service import WeChatDesk, build_wechat, wechat_first


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
    parameters: BookKeeper
    applicants: ApplicantAccess
    grants: GrantService
    uploads: UploadService
    continuations: ContinuationService
    papers: Papers
    printer: SlipPrinter
    wechat: WeChatDesk | None
    devices: DeviceService
    heartbeats: Heartbeats
    page_printer: PagePrinter


def build_counter(settings: Settings, engine: Engine) -> Counter:
    """The services over `engine` with the keys in `settings.home`; makes the keys the first time."""
    keyring = Keyring(settings.home)
    vault, audit = Vault(keyring), Audit(keyring)
    certification, offices = CertificationService(engine, audit), OfficeDirectory(engine)
    wechat = build_wechat(settings, engine, vault, sender_from(settings), certification)
    messages = MessageOutbox(engine, vault, wechat_first(sender_from(settings), wechat))
    identity, parameters = IdentityService(engine, vault, audit, messages), BookKeeper(engine, audit)
    return Counter(
        engine=engine,
        vault=vault,
        audit=audit,
        private=PrivateReplies(engine, vault),
        messages=messages,
        identity=identity,
        consents=ConsentService(engine, vault, audit, handler=settings.data_handler),
        family=FamilyService(engine, vault, audit, messages),
        records=RecordsService(
            LocalRecords(engine, vault), engine, vault, audit, rules=lambda: adjustment_rules(parameters.book())
        ),
        certification=certification,
        offices=offices,
        bookings=BookingService(engine, vault, audit, offices, messages, certification=certification),
        parameters=parameters,
        applicants=ApplicantAccess(engine, vault, audit, messages, identity),
        grants=GrantService(engine, vault, audit, messages, parameters, checklist),
        uploads=UploadService(
            engine, vault, audit, settings.home, scanner_from(settings.virus_scanner, settings.home / "uploads")
        ),
        continuations=ContinuationService(engine, vault, audit),
        papers=Papers(settings.fonts),
        printer=printer_from(settings.slip_printer),
        wechat=wechat,
        devices=DeviceService(engine, vault, audit),
        heartbeats=Heartbeats(engine),
        page_printer=page_printer_from(settings.page_printer),
    )
