"""All SQL of the official account."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from actions.family.model import FamilyGrant
from actions.identity.model import WeChatBinding
from actions.records.model import Person
from actions.wechat.model import (
    WeChatDelivery,
    WeChatEntry,
    WeChatMessage,
    WeChatNonce,
    WeChatReminder,
    WeChatToken,
    WeChatUser,
)

KEPT_BACK = "kept"  # the way of a delivery that waits for the follower to come back

Row = WeChatUser | WeChatMessage | WeChatNonce | WeChatToken | WeChatReminder


def insert_new(session: Session, row: Row) -> bool:
    """Adds `row` unless one with its key is there already, also when both come at the same moment."""
    # Each push does this twice or three times, and a savepoint around the ordinary way costs as much as the rest of it.
    table = type(row).__table__
    return session.execute(_insert(table, session.get_bind().dialect.name), _values(row)).scalar_one_or_none() is not None


@cache
def _insert(table: Any, dialect: str) -> Any:
    insert = sqlite_insert if dialect == "sqlite" else postgresql_insert
    return insert(table).on_conflict_do_nothing().returning(next(iter(table.primary_key)))


def _values(row: Row) -> dict[str, object]:
    """What is to be stored: the row's own values, and the defaults of its columns where it has none."""
    own = {column.key: getattr(row, column.key) for column in type(row).__table__.columns}
    return {name: value for name, value in own.items() if value is not None}


def fetch_user(session: Session, openid_index: str) -> WeChatUser | None:
    """The follower, locked until the transaction ends."""
    return session.get(WeChatUser, openid_index, with_for_update=True)


def fetch_user_of_conversation(session: Session, conversation_id: str) -> WeChatUser | None:
    return session.scalar(select(WeChatUser).where(WeChatUser.conversation_id == conversation_id))


def fetch_message(session: Session, key: str) -> WeChatMessage | None:
    """The message, locked until the transaction ends."""
    return session.get(WeChatMessage, key, with_for_update=True)


def fetch_nonce(session: Session, stamp: str) -> WeChatNonce | None:
    return session.get(WeChatNonce, stamp)


def fetch_keys_left_over(session: Session, answered_before: datetime, held_before: datetime) -> Sequence[str]:
    """Messages received before `answered_before` whose answer nobody fetched, and those nobody holds since `held_before`."""
    unfetched = WeChatMessage.answered_at.is_not(None) & (WeChatMessage.way == "")
    unheld = WeChatMessage.answered_at.is_(None) & (WeChatMessage.held_until < held_before)
    query = select(WeChatMessage.key).where(WeChatMessage.received_at < answered_before, or_(unfetched, unheld))
    return session.scalars(query).all()


def hold_afresh(session: Session, holder: str, until: datetime) -> None:
    """What this process has not answered yet stays its own until then."""
    own = (WeChatMessage.holder == holder) & WeChatMessage.answered_at.is_(None)
    session.execute(update(WeChatMessage).where(own).values(held_until=until))


def fetch_unheld(session: Session, moment: datetime, limit: int) -> Sequence[WeChatMessage]:
    """The oldest messages whose process gives no sign of life any more, locked."""
    query = (
        select(WeChatMessage)
        .where(WeChatMessage.answered_at.is_(None), WeChatMessage.held_until < moment)
        .order_by(WeChatMessage.received_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(query).all()


def fetch_due_delivery(session: Session, moment: datetime) -> WeChatDelivery | None:
    """The oldest delivery that is due, locked; one that another process holds is passed over."""
    query = (
        select(WeChatDelivery)
        .where(WeChatDelivery.done_at.is_(None), WeChatDelivery.send_after <= moment)
        .order_by(WeChatDelivery.send_after, WeChatDelivery.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.scalar(query)


def fetch_due_to(session: Session, openid_index: str, moment: datetime) -> Sequence[WeChatDelivery]:
    """What else is due to a follower, the oldest first, locked; what another process holds is passed over."""
    query = (
        select(WeChatDelivery)
        .where(
            WeChatDelivery.openid_index == openid_index, WeChatDelivery.done_at.is_(None), WeChatDelivery.send_after <= moment
        )
        .order_by(WeChatDelivery.id)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(query).all()


def release_kept_back(session: Session, openid_index: str, moment: datetime) -> None:
    """What waited for the follower to come back is due now."""
    kept = (WeChatDelivery.openid_index == openid_index) & (WeChatDelivery.way == KEPT_BACK)
    session.execute(update(WeChatDelivery).where(kept, WeChatDelivery.done_at.is_(None)).values(send_after=moment))


def awaits_answers(session: Session, openid_index: str) -> bool:
    """Whether messages of this follower are still to be answered by customer-service message."""
    query = select(WeChatMessage.key).where(
        WeChatMessage.openid_index == openid_index, WeChatMessage.answered_at.is_(None), WeChatMessage.way == "service"
    )
    return session.scalar(query.limit(1)) is not None


def count_undone(session: Session) -> int:
    return session.scalar(select(func.count()).where(WeChatDelivery.done_at.is_(None))) or 0


def fetch_token(session: Session, app_id: str) -> WeChatToken | None:
    """The account's token, locked until the transaction ends."""
    return session.get(WeChatToken, app_id, with_for_update=True)


def take_entry(session: Session, secret_hash: str, kind: str) -> WeChatEntry | None:
    """Removes the entry and returns it; of two who come at once only one gets it."""
    taken = (
        delete(WeChatEntry)
        .where(WeChatEntry.secret_hash == secret_hash, WeChatEntry.kind == kind)
        .returning(WeChatEntry)
    )
    return session.scalar(taken)


def fetch_phone(session: Session, openid_index: str) -> tuple[int, str | None, bool] | None:
    """Of whom the openid stands for: person, sealed phone (the relative's own for a relative), whether a relative's."""
    row = session.execute(
        select(WeChatBinding.person_id, Person.phone_sealed, FamilyGrant.phone_sealed, WeChatBinding.grant_id)
        .join(Person, Person.id == WeChatBinding.person_id)
        .outerjoin(FamilyGrant, FamilyGrant.id == WeChatBinding.grant_id)
        .where(WeChatBinding.openid_index == openid_index, Person.died_on.is_(None))
    ).one_or_none()
    if row is None:
        return None
    return row[0], row[2] if row[3] is not None else row[1], row[3] is not None


def fetch_own_users(session: Session, person_id: int) -> Sequence[WeChatUser]:
    """The followers that stand for the person themselves: one for each device or account."""
    query = (
        select(WeChatUser)
        .join(WeChatBinding, WeChatBinding.openid_index == WeChatUser.openid_index)
        .where(WeChatBinding.person_id == person_id, WeChatBinding.grant_id.is_(None), WeChatUser.follows)
        .order_by(WeChatBinding.used_at.desc())
    )
    return session.scalars(query).all()


def fetch_bound_people(session: Session) -> Sequence[tuple[int, str]]:
    """(person, sealed phone) of everybody alive who bound WeChat themselves and has a phone."""
    bound = select(WeChatBinding.person_id).where(WeChatBinding.grant_id.is_(None))
    query = select(Person.id, Person.phone_sealed).where(
        Person.id.in_(bound), Person.died_on.is_(None), Person.phone_sealed.is_not(None)
    )
    return [(person_id, phone) for person_id, phone in session.execute(query) if phone]


def delete_over(session: Session, entries_before: datetime, kept_since: datetime, active_since: datetime) -> int:
    """Removes what is past its time; returns how many rows went."""
    over = (
        delete(WeChatEntry).where(WeChatEntry.expires_at < entries_before).returning(WeChatEntry.kind),
        delete(WeChatNonce).where(WeChatNonce.seen_at < kept_since).returning(WeChatNonce.stamp),
        delete(WeChatMessage).where(WeChatMessage.received_at < kept_since).returning(WeChatMessage.key),
        delete(WeChatDelivery).where(WeChatDelivery.done_at < kept_since).returning(WeChatDelivery.way),
        delete(WeChatUser)
        .where(WeChatUser.active_at < active_since, WeChatUser.openid_index.not_in(select(WeChatBinding.openid_index)))
        .returning(WeChatUser.openid_index),
    )
    return sum(len(session.scalars(statement).all()) for statement in over)
