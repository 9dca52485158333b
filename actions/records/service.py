"""RecordsService: a proven person or relative sees records; every view is audited before it is handed out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import Engine

from actions.audit.service import Audit
from actions.benefits.adjustment.rule import AdjustmentRule
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.vault import Vault
from actions.records.callbacks import Callbacks
from actions.records.errors import ConsentMissing, NotAllowed, PersonDeceased, UnknownPerson
from actions.records.explaining.adjustment_rules import RULES
from actions.records.explaining.reason import Reason, reason_of
from actions.records.gateway import (
    AccountBalance,
    Adjustment,
    MonthlyPayment,
    PaymentPlace,
    Profile,
    RecordsGateway,
    RetirementFacts,
)
from actions.records.timed import SECONDS, TimedRecords

# What a relative may be allowed to see. Archive, medical standing and the profile stay the person's own: neither
# looking after the certification nor minding the payments needs them (个人信息保护法第六条, the smallest extent).
PAYMENTS, CERTIFICATION, OWN = "payments", "certification", "own"
MONTHS_SHOWN = 13

Seen = TypeVar("Seen")


class Viewer(Protocol):
    """Who looks: identity's Identified."""

    @property
    def conversation_id(self) -> str: ...
    @property
    def person_id(self) -> int: ...
    @property
    def actor(self) -> str: ...
    @property
    def consented(self) -> bool: ...
    @property
    def deceased(self) -> bool: ...
    def may(self, scope: str) -> bool:
        """Whether the person opened `scope` to them."""


@dataclass(frozen=True)
class PaymentsSeen:
    """The newest months, newest first, and where the money goes (None: not known here)."""

    months: tuple[MonthlyPayment, ...]
    place: PaymentPlace | None


class RecordsService:
    """Views over `gateway`. Each raises NotAllowed, ConsentMissing, PersonDeceased or RecordsUnavailable, and then
    hands out nothing; a view that could not be written to the audit chain is not handed out either."""

    def __init__(
        self,
        gateway: RecordsGateway,
        engine: Engine,
        vault: Vault,
        audit: Audit,
        now: Callable[[], datetime] = utc_now,
        patience: float = SECONDS,
        rules: Callable[[], Mapping[int, AdjustmentRule]] = lambda: RULES,
    ) -> None:
        self._gateway = TimedRecords(gateway, patience)
        self._engine, self._audit, self._rules = engine, audit, rules
        self.callbacks = Callbacks(engine, vault, audit, now)

    def payments(self, viewer: Viewer, limit: int = MONTHS_SHOWN) -> PaymentsSeen:
        """The last months' payments."""
        self._check(viewer, PAYMENTS)
        months = self._gateway.payments(viewer.person_id, limit)
        seen = PaymentsSeen(months, self._gateway.payment_account(viewer.person_id))
        return self._shown(viewer, "payments", seen, months=[payment.month for payment in months])

    def reason(self, viewer: Viewer, month: int | None = None) -> Reason | None:
        """Why `month` (yyyymm; without it the newest) is this amount; None when there is no such payment here."""
        self._check(viewer, PAYMENTS)
        months = self._gateway.payments(viewer.person_id, MONTHS_SHOWN)
        payment = next((item for item in months if month in (None, item.month)), None)
        if payment is None:
            return self._shown(viewer, "reason", None, month=month)
        facts = self._gateway.retirement(viewer.person_id)
        raises = self._gateway.adjustments(viewer.person_id)
        reason = reason_of(payment, facts, raises, months, self._rules())
        return self._shown(viewer, "reason", reason, month=payment.month)

    def contributions(self, viewer: Viewer) -> RetirementFacts | None:
        """Contribution years and what else the pension was assessed from."""
        self._check(viewer, PAYMENTS)
        return self._shown(viewer, "contributions", self._gateway.retirement(viewer.person_id))

    def account(self, viewer: Viewer) -> AccountBalance | None:
        """The balance of the personal account."""
        self._check(viewer, PAYMENTS)
        return self._shown(viewer, "account", self._gateway.account(viewer.person_id))

    def payment_account(self, viewer: Viewer) -> PaymentPlace | None:
        """Where the pension goes."""
        self._check(viewer, PAYMENTS)
        return self._shown(viewer, "payment-account", self._gateway.payment_account(viewer.person_id))

    def adjustments(self, viewer: Viewer) -> tuple[Adjustment, ...]:
        """The yearly raises, newest first."""
        self._check(viewer, PAYMENTS)
        return self._shown(viewer, "adjustments", self._gateway.adjustments(viewer.person_id))

    def certification(self, viewer: Viewer, look: Callable[[int], Seen]) -> Seen:
        """What `look` (CertificationService.standing) says of the person."""
        self._check(viewer, CERTIFICATION)
        return self._shown(viewer, "certification", look(viewer.person_id))

    def archive(self, viewer: Viewer) -> Profile:
        """The profile, for where the personnel file lies."""
        return self._profile(viewer, "archive")

    def medical(self, viewer: Viewer) -> Profile:
        """The profile, for the medical-insurance standing."""
        return self._profile(viewer, "medical")

    def profile(self, viewer: Viewer) -> Profile:
        """The profile."""
        return self._profile(viewer, "profile")

    def _profile(self, viewer: Viewer, view: str) -> Profile:
        self._check(viewer, OWN)
        profile = self._gateway.profile(viewer.person_id)
        if profile is None:
            raise UnknownPerson
        return self._shown(viewer, view, profile)

    @staticmethod
    def _check(viewer: Viewer, scope: str) -> None:
        if viewer.deceased:
            raise PersonDeceased
        if not viewer.may(scope):
            raise NotAllowed(scope)
        if not viewer.consented:
            raise ConsentMissing

    def _shown(self, viewer: Viewer, view: str, seen: Seen, **details: object) -> Seen:
        """`seen`, once the view is written down."""
        with UnitOfWork(self._engine) as work:
            self._audit.record(
                work.session,
                f"records:view:{view}",
                actor=viewer.actor,
                person_id=viewer.person_id,
                conversation_id=viewer.conversation_id,
                **details,
            )
            work.commit()
        return seen
