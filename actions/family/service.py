"""FamilyService: a person lets a relative see some of their records for some time, and sees what was looked at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import SHANGHAI, utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.family import repository
from actions.family.errors import BadGrant, NotYours, TooManyGrants, UnknownGrant
from actions.family.model import FamilyGrant
from actions.family.rules import DEEDS, LONGEST_DAYS, MOST_GRANTS, OTHER_DEED, RELATION
from actions.identity.identified import Identified
from actions.identity.scopes import FAMILY_SCOPES, OWN
from actions.messages.service import MessageOutbox
from actions.personal_data.masks import last_four
from actions.personal_data.person_name import normal_name
from actions.personal_data.phone_number import normal_phone_number
from actions.personal_data.vault import Vault
from actions.records.model import Person

_SEALED, _INDEX = "family_grant.phone", "person.phone"
_TOLD = "您让{relation}（手机尾号{tail}）在晚晴看您的{scopes}，到{until}为止。不是您本人办的，请马上打12333。"


@dataclass(frozen=True)
class Grant:
    """An open grant as its giver sees it. The relative's name and phone stay out of its repr."""

    id: int
    name: str = field(repr=False)
    relation: str
    scopes: tuple[str, ...]
    until: datetime
    phone_tail: str = field(repr=False)

    @property
    def scope_labels(self) -> tuple[str, ...]:
        """The scopes in the words people read."""
        return tuple(FAMILY_SCOPES[scope] for scope in self.scopes)


@dataclass(frozen=True)
class View:
    """One thing a relative did with the person's records; `who` is worded, e.g. 女儿王丽."""

    at: datetime
    who: str = field(repr=False)
    what: str


class FamilyService:
    """Grants in the database behind `engine`."""

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, messages: MessageOutbox, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._engine, self._vault, self._audit, self._messages, self._now = engine, vault, audit, messages, now

    def allow(
        self, identified: Identified, name: str, relation: str, phone: str, scopes: Iterable[str], days: int
    ) -> Grant:
        """Lets a relative see `scopes` for `days` (1 to 365). The same phone gets the new grant in place of its old one.

        The phone on record is told, because whoever holds a person's card must not open a lasting door unseen.
        Raises NotYours, BadGrant, BadName, BadPhoneNumber, TooManyGrants.
        """
        _only_the_person(identified)
        wanted, who, number = _checked_scopes(scopes, days, relation), normal_name(name), normal_phone_number(phone)
        now, index = self._now(), self._vault.index(number, _INDEX)
        grant = FamilyGrant(
            person_id=identified.person_id, relative_name=who, relation=relation,
            phone_sealed=self._vault.seal(number, _SEALED), phone_index=index, scopes=" ".join(wanted), granted_at=now,
            until=now + timedelta(days=days),
        )  # fmt: skip
        with UnitOfWork(self._engine) as work:
            person = repository.fetch_person_and_lock(work.session, identified.person_id)
            if person.phone_index == index:
                raise BadGrant("这是您自己的手机号。请填家人的手机号。")
            others = []
            for earlier in repository.fetch_open_grants(work.session, identified.person_id, now):
                if earlier.phone_index == index:
                    earlier.revoked_at = now
                else:
                    others.append(earlier)
            if len(others) >= MOST_GRANTS:
                raise TooManyGrants
            work.session.add(grant)
            self._tell(work.session, person, grant)
            work.session.flush()
            self._audit.record(
                work.session, "family:access:granted", actor=identified.actor, person_id=identified.person_id,
                conversation_id=identified.conversation_id, grant=grant.id, scopes=grant.scopes,
                until=grant.until.astimezone(SHANGHAI).date().isoformat(),
            )  # fmt: skip
            work.commit()
        return self._shown(grant)

    def _tell(self, session: Session, person: Person, grant: FamilyGrant) -> None:
        if person.phone_sealed is None:
            return
        until = grant.until.astimezone(SHANGHAI)
        text = _TOLD.format(
            relation=grant.relation, tail=last_four(self._vault.open(grant.phone_sealed, _SEALED)),
            scopes="、".join(FAMILY_SCOPES[scope] for scope in grant.scopes.split()),
            until=f"{until.year}年{until.month}月{until.day}日",
        )  # fmt: skip
        self._messages.write(session, person.id, "family_allowed", self._vault.open(person.phone_sealed, _INDEX), text)

    def grants(self, person_id: int) -> list[Grant]:
        """Who may see what until when, newest first."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            return [self._shown(grant) for grant in repository.fetch_open_grants(work.session, person_id, self._now())]

    def revoke(self, identified: Identified, grant_id: int) -> None:
        """Takes a grant back at once; taking it back twice is harmless. Raises NotYours or UnknownGrant."""
        _only_the_person(identified)
        with UnitOfWork(self._engine) as work:
            grant = work.session.get(FamilyGrant, grant_id, with_for_update=True)
            if grant is None or grant.person_id != identified.person_id:
                raise UnknownGrant
            if grant.revoked_at is not None:
                return
            grant.revoked_at = self._now()
            work.session.flush()
            self._audit.record(
                work.session, "family:access:revoked", actor=identified.actor, person_id=identified.person_id,
                conversation_id=identified.conversation_id, grant=grant_id,
            )  # fmt: skip
            work.commit()

    def views(self, person_id: int, limit: int = 50) -> list[View]:
        """What relatives did with the person's records, newest first; of revoked and ended grants too."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            names = {
                f"relative:{grant.id}": f"{grant.relation}{grant.relative_name}"
                for grant in repository.fetch_grants(work.session, person_id)
            }
            entries = repository.fetch_deeds_of_relatives(work.session, person_id, limit)
        return [View(entry.at, names.get(entry.actor, "家人"), DEEDS.get(entry.event, OTHER_DEED)) for entry in entries]

    def _shown(self, grant: FamilyGrant) -> Grant:
        tail = last_four(self._vault.open(grant.phone_sealed, _SEALED))
        return Grant(
            grant.id, grant.relative_name, grant.relation, tuple(grant.scopes.split()), grant.until, tail
        )


def _only_the_person(identified: Identified) -> None:
    if identified.grant_id is not None or not identified.may(OWN):
        raise NotYours


def _checked_scopes(scopes: Iterable[str], days: int, relation: str) -> list[str]:
    wanted = set(scopes)
    if not wanted or not wanted <= set(FAMILY_SCOPES):
        raise BadGrant("请选一选让家人看哪几样。")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadGrant(f"时间要在1天到{LONGEST_DAYS}天之间。请重新选。")
    if not RELATION.fullmatch(relation):
        raise BadGrant("请选一选是您的什么人，比如儿子、女儿、老伴。")
    return [scope for scope in FAMILY_SCOPES if scope in wanted]
