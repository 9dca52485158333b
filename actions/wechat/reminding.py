"""Reminders: a bound person is reminded in WeChat, everybody else by text message; a certification that falls due."""

import logging
import time
from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import Engine

from actions.booking.daytime import next_daytime
from actions.clock import SHANGHAI, utc_now
from actions.database.unit_of_work import UnitOfWork
from actions.eligibility.service import CertificationService
from actions.eligibility.standing import DUE_SOON
from actions.messages.sender import TextMessage, TextSender
from actions.messages.service import MessageOutbox
from actions.personal_data.vault import Vault
from actions.records.wording import day_name
from actions.wechat import repository
from actions.wechat.errors import WeChatRefused, WeChatUnavailable
from actions.wechat.model import WeChatReminder
from actions.wechat.notices import Notices
from actions.wechat.rules import REMINDERS
from actions.wechat.users import WeChatUsers

log = logging.getLogger(__name__)

DEVICES_SECONDS = 5.0  # after so long no further device of one person is begun with
KIND = "certification_due"
TEXT = "提醒您：您的养老金资格认证，{day}到期。到期以前做一次就行。不知道怎么做，请打12333，或者问社区、街道。"


class WeChatFirst:
    """A sender that tells bound people in WeChat and leaves the rest, and everything else, to `texts`."""

    def __init__(
        self, texts: TextSender, users: WeChatUsers, notices: Notices, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._texts, self._users, self._notices, self._clock = texts, users, notices, clock

    def send(self, message: TextMessage) -> None:
        """Raises SendFailed."""
        if not self._told_in_wechat(message):
            self._texts.send(message)

    def _told_in_wechat(self, message: TextMessage) -> bool:
        if message.person_id is None or message.kind not in REMINDERS or not self._notices.has(message.kind):
            return False
        # Every device of one's own is told; one is enough to need no text message. The lease of a message is for one slow call.
        told, ends = False, self._clock() + DEVICES_SECONDS
        for openid in self._users.reachable(message.person_id, message.kind):
            if self._clock() >= ends:
                log.warning("message %s not sent to every device: wechat is slow", message.id)
                break
            told = self._told(openid, message) or told
        return told

    def _told(self, openid: str, message: TextMessage) -> bool:
        try:
            self._notices.send(openid, message.kind)
        except (WeChatRefused, WeChatUnavailable) as error:
            log.warning("message %s not sent by wechat: %s", message.id, error)
            return False
        return True


class CertificationReminders:
    """Reminds bound people once for each certification that falls due (eligibility.rules: when that begins)."""

    def __init__(
        self, engine: Engine, vault: Vault, messages: MessageOutbox, certification: CertificationService,
        now: Callable[[], datetime] = utc_now,
    ) -> None:  # fmt: skip
        self._engine, self._vault, self._messages, self._now = engine, vault, messages, now
        self._certification = certification

    def remind(self) -> int:
        """Writes the reminders that are due; returns how many. Safe to run in several processes at once."""
        today = self._now().astimezone(SHANGHAI).date()
        with UnitOfWork(self._engine, reads_only=True) as work:
            people = repository.fetch_bound_people(work.session)
        return sum(self._remind_if_due(person_id, phone, today) for person_id, phone in people)

    def _remind_if_due(self, person_id: int, phone_sealed: str, today: date) -> bool:
        standing = self._certification.standing(person_id, today)
        if standing.state != DUE_SOON or standing.due_on is None:
            return False
        now, occasion = self._now(), f"certification {standing.due_on}"
        with UnitOfWork(self._engine) as work:
            once = WeChatReminder(person_id=person_id, occasion=occasion, written_at=now)
            if not repository.insert_new(work.session, once):
                return False
            phone, text = self._vault.open(phone_sealed, "person.phone"), TEXT.format(day=day_name(standing.due_on))
            self._messages.write(work.session, person_id, KIND, phone, text, next_daytime(now))
            work.commit()
        return True
