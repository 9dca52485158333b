"""LocalRecords: the records of our own tables, the default behind the gateway."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.masks import last_four
from actions.personal_data.vault import Vault
from actions.records import repository
from actions.records.errors import RecordsUnavailable
from actions.records.gateway import (
    AccountBalance,
    Adjustment,
    MonthlyPayment,
    PaymentPlace,
    Profile,
    RetirementFacts,
)

_PAYMENT = ("month", "basic", "transitional", "account", "adjustment", "other", "back_pay", "deduction", "total",
            "state", "paid_on")  # fmt: skip
_RETIREMENT = ("retired_on", "kind", "actual_months", "deemed_months", "average_index", "base_cents", "account_cents",
               "divisor_months", "transition_rate")  # fmt: skip
_ADJUSTMENT = ("year", "fixed", "by_years", "by_pension", "tilt", "total")
_PROFILE = ("name", "sex", "birth_date", "archive_place", "medical_standing", "street_id", "community_id", "died_on")


class LocalRecords:
    """A RecordsGateway over the database behind `engine`."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault

    def profile(self, person_id: int) -> Profile | None:
        with self._reading() as session:
            if (found := repository.fetch_person(session, person_id)) is None:
                return None
            marks = repository.fetch_care_marks(session, person_id)
        return Profile(**_picked(found[0], _PROFILE), care_marks=marks, as_of=found[1])

    def payments(self, person_id: int, limit: int = 13) -> tuple[MonthlyPayment, ...]:
        with self._reading() as session:
            rows = repository.fetch_newest_payments(session, person_id, limit)
        return tuple(MonthlyPayment(**_picked(row, _PAYMENT), as_of=as_of) for row, as_of in rows)

    def retirement(self, person_id: int) -> RetirementFacts | None:
        with self._reading() as session:
            found = repository.fetch_retirement(session, person_id)
        return RetirementFacts(**_picked(found[0], _RETIREMENT), as_of=found[1]) if found else None

    def adjustments(self, person_id: int) -> tuple[Adjustment, ...]:
        with self._reading() as session:
            rows = repository.fetch_adjustments(session, person_id)
        return tuple(Adjustment(**_picked(row, _ADJUSTMENT), as_of=as_of) for row, as_of in rows)

    def account(self, person_id: int) -> AccountBalance | None:
        with self._reading() as session:
            found = repository.fetch_personal_account(session, person_id)
        # The balance has a day of its own, which is older than its import.
        return AccountBalance(found[0].balance, found[0].as_of) if found else None

    def payment_account(self, person_id: int) -> PaymentPlace | None:
        with self._reading() as session:
            found = repository.fetch_payment_account(session, person_id)
        if found is None:
            return None
        number = self._vault.open(found[0].account_sealed, "payment_account.account")
        return PaymentPlace(found[0].bank, last_four(number), found[1])

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        """A session that only reads. Raises RecordsUnavailable when the database does not answer."""
        try:
            with UnitOfWork(self._engine, reads_only=True) as work:
                yield work.session
        except DBAPIError as error:
            # The driver's message may quote a statement with its values, so it goes no further.
            raise RecordsUnavailable from error


def _picked(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
