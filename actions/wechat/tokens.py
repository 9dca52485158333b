"""AccessTokens: one access token for every process, refreshed by one of them before it is over."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Engine

from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.personal_data.vault import Vault
from actions.wechat import repository
from actions.wechat.errors import WeChatUnavailable
from actions.wechat.model import WeChatToken
from actions.wechat.rules import TOKEN_MARGIN

LEASE = timedelta(seconds=15)  # a holder that died keeps the others waiting no longer; longer than the call's timeout
_PAUSE_SECONDS, _PATIENCE_SECONDS = 0.1, 8.0
_TOKEN = "wechat_token.token"  # noqa: S105 - the name of a column, no secret


@dataclass(frozen=True)
class AccessToken:
    """A token and until when it opens WeChat's API."""

    expires_at: datetime
    value: str = field(repr=False)


class TokenStore(Protocol):
    """Where the processes share the token: the database, or a Redis that offers the same four things."""

    def read(self) -> AccessToken | None: ...

    def hold(self, holder: str, now: datetime, until: datetime) -> bool:
        """Whether `holder` is the one who refreshes now; the others wait for what it writes."""
        ...

    def write(self, token: AccessToken) -> None:
        """Keeps the token and lets go."""
        ...

    def let_go(self, holder: str) -> None: ...


class DatabaseTokenStore:
    """The token of `app_id` in one row, with a lease on refreshing it."""

    def __init__(self, engine: Engine, vault: Vault, app_id: str) -> None:
        self._engine, self._vault, self._app_id = engine, vault, app_id

    def read(self) -> AccessToken | None:
        with UnitOfWork(self._engine, reads_only=True) as work:
            row = work.session.get(WeChatToken, self._app_id)
        if row is None or row.token_sealed is None or row.expires_at is None:
            return None
        return AccessToken(row.expires_at, self._vault.open(row.token_sealed, _TOKEN))

    def hold(self, holder: str, now: datetime, until: datetime) -> bool:
        with UnitOfWork(self._engine) as work:
            repository.insert_new(work.session, WeChatToken(app_id=self._app_id, holder=""))
            row = repository.fetch_token(work.session, self._app_id)
            if row is None or (row.holder and row.held_until and now < row.held_until):
                return False
            row.holder, row.held_until = holder, until
            work.commit()
        return True

    def write(self, token: AccessToken) -> None:
        with UnitOfWork(self._engine) as work:
            if row := repository.fetch_token(work.session, self._app_id):
                row.token_sealed, row.expires_at = self._vault.seal(token.value, _TOKEN), token.expires_at
                row.holder, row.held_until = "", None
                work.commit()

    def let_go(self, holder: str) -> None:
        with UnitOfWork(self._engine) as work:
            row = repository.fetch_token(work.session, self._app_id)
            if row and row.holder == holder:
                row.holder, row.held_until = "", None
                work.commit()


# Asks WeChat for a token and its seconds; True asks for a new one even if the last still holds.
Fetch = Callable[[bool], tuple[str, int]]


class AccessTokens:
    """The token in `store`; `fetch` gets a new one."""

    def __init__(self, store: TokenStore, fetch: Fetch, now: Callable[[], datetime] = utc_now) -> None:
        self._store, self._fetch, self._now = store, fetch, now
        self._known: AccessToken | None = None  # what the store said last; WeChat tells when it holds no more

    def current(self) -> str:
        """A token good for some minutes yet. Raises WeChatUnavailable or WeChatRefused."""
        if not (self._known and self._lasts(self._known)):
            self._known = self._store.read()
        return self._known.value if self._known and self._lasts(self._known) else self._refresh(rejected="")

    def instead_of(self, rejected: str) -> str:
        """Another token than the one WeChat rejected. Raises WeChatUnavailable or WeChatRefused."""
        self._known = None
        return self._refresh(rejected)

    def _lasts(self, token: AccessToken) -> bool:
        return self._now() + TOKEN_MARGIN < token.expires_at

    def _refresh(self, rejected: str) -> str:
        holder, deadline = secrets.token_hex(8), time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            token = self._store.read()
            if token and self._lasts(token) and token.value != rejected:
                return token.value  # somebody else was quicker
            now = self._now()
            if self._store.hold(holder, now, now + LEASE):
                return self._fetch_as(holder, rejected)
            time.sleep(_PAUSE_SECONDS)
        raise WeChatUnavailable("token-held")

    def _fetch_as(self, holder: str, rejected: str) -> str:
        try:
            token = self._store.read()  # written between our look and our hold
            if token and self._lasts(token) and token.value != rejected:
                return token.value
            value, seconds = self._fetch(False)
            if value == rejected:
                value, seconds = self._fetch(True)
            self._store.write(AccessToken(self._now() + timedelta(seconds=seconds), value))
            return value
        finally:
            self._store.let_go(holder)
