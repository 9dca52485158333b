"""WeChatBindings: an openid that stands for a person after one proof. The openid itself is not kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.audit.service import Audit
from actions.clock import utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.identity import repository
from actions.identity.identified import Identified
from actions.identity.model import WeChatBinding
from actions.messages.service import MessageOutbox
from actions.personal_data.vault import Vault

_OPENID = "wechat_binding.openid"
KIND = "wechat_bound"  # of the text message; its template has the variable `text`
TOLD = (
    "刚才有一个微信绑定了您在晚晴的信息，以后用它打开就认得您。是您自己绑的，不用管。"
    "不是您绑的，请马上打12333；再到晚晴核对身份，说“撤回同意”，绑过的微信就都解除了。"
)


@dataclass(frozen=True)
class BoundPerson:
    """Whom an openid stands for: the person, or the relative with this grant."""

    person_id: int
    grant_id: int | None


class WeChatBindings:
    """Bindings of the database behind `engine`; one per openid, the newest wins."""

    def __init__(
        self, engine: Engine, vault: Vault, audit: Audit, messages: MessageOutbox, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._engine, self._vault, self._audit, self._messages, self._now = engine, vault, audit, messages, now

    def bind(self, identified: Identified, openid: str) -> None:
        """From now on `openid` stands for whom the conversation was proven; their phone is told of it."""
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
            self._tell(work.session, identified)
            work.commit()

    def _tell(self, session: Session, identified: Identified) -> None:
        """A relative's account stands for the relative, so it is their own phone that is told."""
        sealed, field = repository.fetch_phone(session, identified.person_id, identified.grant_id)
        if sealed is not None:
            self._messages.write(session, identified.person_id, KIND, self._vault.open(sealed, field), TOLD)

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
