"""WeChatDesk: what the web process, the jobs and the commands need of the official account, built once per process."""

from dataclasses import dataclass

from sqlalchemy import Engine

from actions.eligibility.service import CertificationService
from actions.messages.sender import TextSender
from actions.messages.service import MessageOutbox
from actions.personal_data.vault import Vault
from actions.settings import Settings
from actions.wechat.answer import Answer, text_body
from actions.wechat.api import WeChatApi
from actions.wechat.deliveries import Deliveries
from actions.wechat.entries import Entries
from actions.wechat.instead import Instead
from actions.wechat.intake import Intake
from actions.wechat.notices import Notices
from actions.wechat.queue import DeliveryQueue
from actions.wechat.reminding import CertificationReminders, WeChatFirst
from actions.wechat.tokens import DatabaseTokenStore
from actions.wechat.users import WeChatUsers

_SORRY = "对不起，刚才那句话没有答上来。请您再发一次。着急的话，请打12333。"
APOLOGY = Answer(passive=_SORRY, service=(text_body(_SORRY),))


@dataclass(frozen=True)
class WeChatDesk:
    """The services of one official account over one engine and one vault."""

    api: WeChatApi
    users: WeChatUsers
    notices: Notices
    intake: Intake
    entries: Entries
    deliveries: Deliveries
    reminders: CertificationReminders

    def deliver(self) -> int:
        """What the jobs do again and again: answers left over, then everything that is due."""
        return self.intake.deliver_left_over(APOLOGY) + self.deliveries.send_due()


def build_wechat(
    settings: Settings, engine: Engine, vault: Vault, texts: TextSender, certification: CertificationService
) -> WeChatDesk | None:
    """The desk of the account in `settings`, None where there is none; `texts` carries what WeChat does not."""
    account = settings.wechat
    if not account.connected:
        return None
    users, store = WeChatUsers(engine, vault), DatabaseTokenStore(engine, vault, account.app_id)
    api = WeChatApi(account.api, account.app_id, account.secret, store)
    notices, messages = Notices(api, account.templates, settings.public_url), MessageOutbox(engine, vault, texts)
    instead = Instead(engine, vault, notices, messages)
    return WeChatDesk(
        api=api, users=users, notices=notices, intake=Intake(engine, vault, users), entries=Entries(engine, vault),
        deliveries=Deliveries(DeliveryQueue(engine, vault, users), users, api, instead),
        reminders=CertificationReminders(engine, vault, messages, certification),
    )  # fmt: skip


def wechat_first(texts: TextSender, desk: WeChatDesk | None) -> TextSender:
    """The sender of the outbox: WeChat for bound people where there is an account."""
    return WeChatFirst(texts, desk.users, desk.notices) if desk else texts
