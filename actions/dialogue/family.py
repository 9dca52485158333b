"""Family access and the phone number on record: shown in the dialogue, changed on the page's own forms."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.clock import SHANGHAI, utc_now
from actions.counter import Counter
from actions.dialogue.base import HOME, STAFF, Turn, WanqingAction
from actions.dialogue.identity import PENDING, identified_or_turn, verify_reply, wish
from actions.family.service import Grant, View
from actions.identity.errors import NeedsClerkForPhone
from actions.identity.identified import Identified
from actions.identity.rules import FRESH_PROOF
from actions.identity.scopes import OWN
from actions.records.wording import day_name
from actions.reply import Choice, Reply

PURPOSES = {"family_access": "让家人帮忙看", "who_viewed": "看谁查过"}
WHO_VIEWED = Choice("谁看过我的记录", "/who_viewed")
FAMILY = Choice("让家人帮我看", "/family_access")
SPEECH = "在屏幕上。要听，请点读出来。"
MOST_SPOKEN = 3


class FamilyAction(WanqingAction):
    """Who may see what until when, and who saw what."""

    action_name = "action_family"
    continues: ClassVar[frozenset[str]] = frozenset(PURPOSES)

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return self.resume(wish(tracker), tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The list of grants, or for who_viewed what relatives looked at; both stand on the card."""
        asked = pending if pending in PURPOSES else "family_access"
        found = identified_or_turn(self.counter, tracker, OWN, PURPOSES[asked], asked)
        if not isinstance(found, Identified):
            return found
        grants, views = self.counter.family.grants(found.person_id), self.counter.family.views(found.person_id)
        text = _views_text(views) if asked == "who_viewed" else _grants_text(grants)
        reply = Reply(
            text=text,
            speech=SPEECH,
            choices=(FAMILY if asked == "who_viewed" else WHO_VIEWED, STAFF, HOME),
            card=_card(grants, views),
            private=True,
            speech_on_request=text,
        )
        return [reply], [SlotSet(PENDING, None)]


class ChangePhone(WanqingAction):
    """Opens the form for a new phone number; the number itself never comes into the dialogue."""

    action_name = "action_change_phone"
    continues: ClassVar[frozenset[str]] = frozenset({"change_phone"})

    def __init__(self, counter: Counter, now: Callable[[], datetime] = utc_now) -> None:
        self.counter, self._now = counter, now

    def turn(self, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        return self.resume("change_phone", tracker, domain)

    def resume(self, pending: str, tracker: Tracker, domain: dict[str, Any]) -> Turn:
        """The form, once the person has just been proven; else the proof first."""
        found = identified_or_turn(self.counter, tracker, OWN, "换登记的手机号", pending)
        if not isinstance(found, Identified):
            return found
        if not self._fresh(found):
            return [verify_reply(self.counter, "换登记的手机号")], [SlotSet(PENDING, pending)]
        if not found.opens_phone_change:
            return [Reply(text=NeedsClerkForPhone.detail, outcome="decline", choices=(STAFF, HOME))], [SlotSet(PENDING, None)]
        reply = Reply(
            text="请点“输入新的手机号”。新号码会收到一个验证码。填对了，就换好了。",
            outcome="ask",
            choices=(STAFF, HOME),
            card={"type": "phone"},
        )
        return [reply], [SlotSet(PENDING, None)]

    def _fresh(self, found: Identified) -> bool:
        """Proven a moment ago, with half the time still left to fill in the form; a WeChat binding is no proof here."""
        if found.proven_at is None or found.method == "wechat":
            return False
        return self._now() - found.proven_at <= FRESH_PROOF / 2


def _grants_text(grants: list[Grant]) -> str:
    if not grants:
        return "现在没有让家人看您的记录。想让谁帮忙看，请点下面的“让家人帮我看”，选好看哪几样、看多久。随时能取消。"
    told = "；".join(
        f"{grant.relation}{grant.name}，能看{'、'.join(grant.scope_labels)}，到{_day(grant.until)}" for grant in grants
    )
    return f"现在能帮您看的有{len(grants)}位：{told}。随时能取消，取消了马上就看不到。"


def _views_text(views: list[View]) -> str:
    if not views:
        return "还没有家人看过您的记录。以后谁看了、看了什么，都记在这里。"
    told = "；".join(f"{_day(view.at)}，{view.who}{view.what}" for view in views[:MOST_SPOKEN])
    more = f"一共{len(views)}条，都在下面。" if len(views) > MOST_SPOKEN else ""
    return f"最近看过您记录的：{told}。{more}"


def _card(grants: list[Grant], views: list[View]) -> dict[str, Any]:
    return {
        "type": "family",
        "grants": [
            {
                "id": grant.id,
                "name": grant.name,
                "relation": grant.relation,
                "scopes": list(grant.scope_labels),
                "until": _day(grant.until),
                "phone_tail": grant.phone_tail,
            }
            for grant in grants
        ],
        "views": [{"when": _moment(view.at), "who": view.who, "what": view.what} for view in views],
    }


def _day(moment: datetime) -> str:
    return day_name(moment.astimezone(SHANGHAI).date())


def _moment(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{day_name(local.date())} {local.hour}:{local.minute:02d}"
