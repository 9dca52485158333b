"""WeChatUsers: the followers, their session, and how much may be sent to them without being asked."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.vault import Vault
from actions.wechat import repository
from actions.wechat.model import WeChatUser
from actions.wechat.rules import ALLOWANCES, SESSION_EVENTS, SESSION_IDLE

_OPENID, _OFFERED = "wechat_user.openid", "wechat_user.offered"
Offered = Sequence[tuple[str, str]]  # label, token


@dataclass(frozen=True)
class Follower:
    """Who wrote, as it stood when they wrote: the conversation to go on with, and what 1, 2, 3 mean in it."""

    openid_index: str
    conversation_id: str | None
    offered: tuple[tuple[str, str], ...]
    openid: str = field(repr=False)


class WeChatUsers:
    """The followers of the database behind `engine`."""

    def __init__(self, engine: Engine, vault: Vault, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._now = engine, vault, now

    def index(self, openid: str) -> str:
        """The fingerprint the follower and the binding are found by."""
        return self._vault.index(openid, "wechat_binding.openid")

    def note(self, session: Session, openid: str, act: str) -> Follower:
        """In the caller's transaction: `openid` did `act` (message, menu, subscribe, scan, unsubscribe or another)."""
        now, index = self._now(), self.index(openid)
        user = repository.fetch_user(session, index)
        if user is None:
            fresh = WeChatUser(openid_index=index, openid_sealed=self._vault.seal(openid, _OPENID), active_at=now, opted_out="")
            fresh.events, fresh.may_send, fresh.follows = 0, 0, act != "page"  # the page needs nobody to follow
            repository.insert_new(session, fresh)
            user = repository.fetch_user(session, index) or fresh
        if now - user.active_at >= SESSION_IDLE or user.events >= SESSION_EVENTS:
            user.conversation_id, user.offered_sealed, user.events = None, None, 0
        user.active_at, user.events = now, user.events + 1
        could = user.follows and user.may_send > 0 and _open(user, now)
        user.follows = user.follows if act == "page" else act != "unsubscribe"
        if _allow(user, act, now) and not could:
            repository.release_kept_back(session, index, now)
        return self._follower(user, openid)

    def went_on(self, session: Session, openid_index: str, conversation_id: str | None, offered: Offered) -> None:
        """In the caller's transaction: the session goes on in this conversation, with these choices."""
        if user := repository.fetch_user(session, openid_index):
            user.conversation_id = conversation_id
            kept = json.dumps(list(offered), ensure_ascii=False)
            user.offered_sealed = self._vault.seal(kept, _OFFERED) if offered else None

    def as_of_now(self, follower: Follower) -> Follower:
        """The follower after what they sent before this message was answered."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            user = work.session.get(WeChatUser, follower.openid_index)
        return self._follower(user, follower.openid) if user else follower

    def find(self, session: Session, openid_index: str) -> Follower | None:
        """In the caller's transaction: the follower as they stand, which counts as no activity of theirs."""
        user = repository.fetch_user(session, openid_index)
        return self._follower(user, self._vault.open(user.openid_sealed, _OPENID)) if user else None

    def _follower(self, user: WeChatUser, openid: str) -> Follower:
        return Follower(user.openid_index, user.conversation_id, self._offered(user), openid)

    def enter(self, openid: str) -> Follower:
        """The follower opens the page; that is an activity, and allows nothing to be sent."""
        with UnitOfWork(self._engine) as work:
            follower = self.note(work.session, openid, "page")
            work.commit()
        return follower

    def starts(self, follower: Follower, conversation_id: str) -> str:
        """The one conversation the follower goes on in: this fresh one, unless another message began one meanwhile."""
        with UnitOfWork(self._engine) as work:
            user = repository.fetch_user(work.session, follower.openid_index)
            if user is None:
                return conversation_id
            if user.conversation_id is not None and user.conversation_id != follower.conversation_id:
                return user.conversation_id
            user.conversation_id, user.offered_sealed = conversation_id, None
            work.commit()
        return conversation_id

    def goes_on_in(self, openid_index: str, conversation_id: str) -> None:
        """The same as `went_on`, in a transaction of its own and without choices."""
        with UnitOfWork(self._engine) as work:
            self.went_on(work.session, openid_index, conversation_id, ())
            work.commit()

    def openid_of(self, conversation_id: str) -> str | None:
        """Whose WeChat the conversation was begun from, if any."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            user = repository.fetch_user_of_conversation(work.session, conversation_id)
        return self._vault.open(user.openid_sealed, _OPENID) if user else None

    def use_one(self, openid_index: str) -> bool:
        """Counts one customer-service message; False when none is left or the time for it is over."""
        with UnitOfWork(self._engine) as work:
            allowed = self.use_one_in(work.session, openid_index)
            work.commit()
        return allowed

    def use_one_in(self, session: Session, openid_index: str) -> bool:
        """The same in the caller's transaction."""
        user = repository.fetch_user(session, openid_index)
        if user is None or not user.follows or user.may_send < 1 or not _open(user, self._now()):
            return False
        user.may_send -= 1
        return True

    def give_back_in(self, session: Session, openid_index: str) -> None:
        """In the caller's transaction: the message counted last was not sent."""
        user = repository.fetch_user(session, openid_index)
        if user and _open(user, self._now()):
            user.may_send = min(user.may_send + 1, ALLOWANCES["message"].messages)

    def left(self, session: Session, openid_index: str) -> int:
        """In the caller's transaction: how many customer-service messages may be sent now."""
        user = repository.fetch_user(session, openid_index)
        return user.may_send if user and user.follows and _open(user, self._now()) else 0

    def used_up(self, openid_index: str) -> None:
        """WeChat says that nothing may be sent any more, whatever we counted."""
        with UnitOfWork(self._engine) as work:
            if user := repository.fetch_user(work.session, openid_index):
                user.may_send = 0
                work.commit()

    def opt(self, openid_index: str, kinds: Sequence[str], *, out: bool) -> None:
        """The follower wants no reminders of these kinds in WeChat any more, or wants them again."""
        with UnitOfWork(self._engine) as work:
            if user := repository.fetch_user(work.session, openid_index):
                chosen = set(user.opted_out.split())
                user.opted_out = " ".join(sorted(chosen | set(kinds) if out else chosen - set(kinds)))
                work.commit()

    def reachable(self, person_id: int, kind: str) -> list[str]:
        """The openids of the person's own followers who want reminders of `kind`."""
        with UnitOfWork(self._engine, reads_only=True) as work:
            users = repository.fetch_own_users(work.session, person_id)
        return [self._vault.open(user.openid_sealed, _OPENID) for user in users if kind not in user.opted_out.split()]

    def _offered(self, user: WeChatUser) -> tuple[tuple[str, str], ...]:
        kept = json.loads(self._vault.open(user.offered_sealed, _OFFERED)) if user.offered_sealed else []
        return tuple((label, token) for label, token in kept)


def _open(user: WeChatUser, now: datetime) -> bool:
    return user.may_send_until is not None and now < user.may_send_until


def _allow(user: WeChatUser, act: str, now: datetime) -> bool:
    """A message opens its 48 hours afresh; a lesser act opens its minute only where nothing better is open. Whether it did."""
    allowance = ALLOWANCES.get(act)
    if allowance is None or not (act == "message" or user.may_send < 1 or not _open(user, now)):
        return False
    user.may_send, user.may_send_until = allowance.messages, now + allowance.lasts
    return True
