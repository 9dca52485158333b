"""WeChatBindings: an openid that stands for a person after one proof. The openid itself is not kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.identity import repository
from actions.identity.identified import Identified
from actions.identity.model import WeChatBinding
from actions.personal_data.vault import Vault

_OPENID = "wechat_binding.openid"


@dataclass(frozen=True)
class BoundPerson:
    """Whom an openid stands for: the person, or the relative with this grant."""

    person_id: int
    grant_id: int | None


class WeChatBindings:
    """Bindings of the database behind `engine`; one per openid, the newest wins."""

    def __init__(self, engine: Engine, vault: Vault, audit: Audit, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._vault, self._audit, self._now = engine, vault, audit, now

    def bind(self, identified: Identified, openid: str) -> None:
        """From now on `openid` stands for whom the conversation was proven."""
        index, now = self._vault.index(openid, _OPENID), self._now()
        with UnitOfWork(self._engine) as work:
            binding = repository.fetch_binding(work.session, index) or WeChatBinding(openid_index=index)
            binding.person_id, binding.grant_id = identified.person_id, identified.grant_id
            binding.bound_at = binding.used_at = now
            work.session.add(binding)
            work.session.flush()
            self._audit.record(
                work.session, "identity:wechat:bound", actor=identified.actor, person_id=identified.person_id,
                conversation_id=identified.conversation_id, channel=identified.channel,
            )  # fmt: skip
            work.commit()

    def person_for(self, openid: str) -> BoundPerson | None:
        """Whom `openid` stands for, if anybody; counts as a use of the binding."""
        with UnitOfWork(self._engine) as work:
            binding = repository.fetch_binding(work.session, self._vault.index(openid, _OPENID))
            if binding is None:
                return None
            binding.used_at = self._now()
            work.commit()
        return BoundPerson(binding.person_id, binding.grant_id)

    def unbind(self, openid: str) -> bool:
        """The openid stands for nobody any more; tells whether it did."""
        with UnitOfWork(self._engine) as work:
            binding = repository.fetch_binding(work.session, self._vault.index(openid, _OPENID))
            if binding is None:
                return False
            actor = f"relative:{binding.grant_id}" if binding.grant_id else f"person:{binding.person_id}"
            work.session.delete(binding)
            work.session.flush()
            self._audit.record(
                work.session, "identity:wechat:unbound", actor=actor, person_id=binding.person_id, channel="wechat"
            )
            work.commit()
        return True
