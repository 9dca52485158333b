"""Entries: the secrets of the way into the page, each good once: out to WeChat with a state, back in with a ticket."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.vault import Vault
from actions.wechat import repository
from actions.wechat.errors import EntryOver
from actions.wechat.model import WeChatEntry
from actions.wechat.rules import STATE_LIFETIME, TICKET_LIFETIME

_OPENID = "wechat_entry.openid"
_RANDOM_LENGTH = 32  # hex digits; WeChat allows 128 letters and digits in a state


class Entries:
    """The entries of the database behind `engine`; only hashes of their secrets are kept."""

    def __init__(self, engine: Engine, vault: Vault, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._now = engine, vault, now

    def state(self, browser: str) -> str:
        """A signed state for the way to WeChat; it comes back only with the same `browser` (a cookie)."""
        random = secrets.token_hex(_RANDOM_LENGTH // 2)
        state = random + self._signature(random, browser)
        self._add(WeChatEntry(secret_hash=_hash(state), kind="state", expires_at=self._now() + STATE_LIFETIME))
        return state

    def come_back(self, state: str, browser: str) -> None:
        """Uses the state up. Raises EntryOver."""
        random, signature = state[:_RANDOM_LENGTH], state[_RANDOM_LENGTH:]
        if not hmac.compare_digest(signature.encode(), self._signature(random, browser).encode()):
            raise EntryOver
        self._take(state, "state")

    def ticket(self, openid: str, browser: str) -> str:
        """A ticket by which the page shows that it was opened by `openid`; good only in the same `browser` (a cookie)."""
        ticket, sealed = secrets.token_urlsafe(24), self._vault.seal(openid, _OPENID)
        self._add(
            WeChatEntry(
                secret_hash=_hash(ticket), kind="ticket", browser_hash=_hash(browser), openid_sealed=sealed,
                expires_at=self._now() + TICKET_LIFETIME,
            )  # fmt: skip
        )
        return ticket

    def enter(self, ticket: str, browser: str) -> str:
        """The openid of the ticket, which is used up. Raises EntryOver; a ticket shown by another browser stays good."""
        # Sent to somebody else, a ticket would have them prove themselves inside the sender's conversation.
        sealed = self._take(ticket, "ticket", browser).openid_sealed
        if sealed is None:
            raise EntryOver
        return self._vault.open(sealed, _OPENID)

    def _signature(self, random: str, browser: str) -> str:
        return self._vault.index(f"{random}\0{browser}", "wechat_entry.state")

    def _add(self, entry: WeChatEntry) -> None:
        with UnitOfWork(self._engine) as work:
            work.session.add(entry)
            work.commit()

    def _take(self, secret: str, kind: str, browser: str | None = None) -> WeChatEntry:
        """Uses the entry up, if it belongs to `browser` (None: its secret holds the browser itself)."""
        with UnitOfWork(self._engine) as work:
            entry = repository.take_entry(work.session, _hash(secret), kind)
            if entry is None or entry.expires_at <= self._now():
                raise EntryOver
            if browser is not None and not (browser and hmac.compare_digest(entry.browser_hash, _hash(browser))):
                raise EntryOver
            work.commit()
        return entry


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
