"""Instead: how somebody learns of an answer WeChat lets no message carry: a template message, else a text message."""

import logging

from sqlalchemy import Engine

from actions.database.unit_of_work import UnitOfWork
from actions.messages.service import MessageOutbox
from actions.personal_data.vault import Vault
from actions.wechat import repository
from actions.wechat.errors import WeChatRefused, WeChatUnavailable
from actions.wechat.notices import Notices

log = logging.getLogger(__name__)

KIND = "answer"
TEXT = "您在公众号里问的事，有答复了。请打开公众号，点“我的”，再点“我的页面”。"
SMS_KIND = "wechat_answer"
LOST = "lost"  # the way of an answer nobody can be told of


class Instead:
    """The ways beside customer-service messages."""

    def __init__(self, engine: Engine, vault: Vault, notices: Notices, messages: MessageOutbox) -> None:
        self._engine, self._vault, self._notices, self._messages = engine, vault, notices, messages

    def tell(self, openid: str, openid_index: str) -> str:
        """Tells that there is an answer; returns the way: template, text, or LOST when nobody can be reached."""
        return "template" if self._by_template(openid) else "text" if self._by_text(openid_index) else LOST

    def _by_template(self, openid: str) -> bool:
        if not self._notices.has(KIND):
            return False
        try:
            self._notices.send(openid, KIND)
        except (WeChatRefused, WeChatUnavailable) as error:
            log.warning("no template message either: %s", error)
            return False
        return True

    def _by_text(self, openid_index: str) -> bool:
        with UnitOfWork(self._engine) as work:
            found = repository.fetch_phone(work.session, openid_index)
            person_id, sealed, relative = found or (0, None, False)
            if sealed is None:
                return False
            phone = self._vault.open(sealed, "family_grant.phone" if relative else "person.phone")
            self._messages.write(work.session, person_id, SMS_KIND, phone, TEXT)
            work.commit()
        return True
