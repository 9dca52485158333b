"""Talking: one message of the official account through the gateway, and the answer as the chat shows it."""

from dataclasses import dataclass

from actions.conversations.errors import ConversationError, UnknownChoice, UnknownConversation
from actions.wechat.rules import REMINDERS
from actions.wechat.service import APOLOGY, WeChatDesk
from actions.wechat.users import Follower
from kiosk_ui.gateway.cleaning import MAX_CHARACTERS
from kiosk_ui.gateway.gateway import Opened
from kiosk_ui.parts import Parts
from kiosk_ui.wechat import words
from kiosk_ui.wechat.choosing import chosen_token, number_in, reminders_meant, wants_unbinding
from kiosk_ui.wechat.incoming import Incoming
from kiosk_ui.wechat.menu import said_by_button
from kiosk_ui.wechat.rendering import Rendered, Reply, render, rendered

_COUNTER_CHECK = "counter_check"


@dataclass(frozen=True)
class Said:
    """What is answered, and the conversation it was said in, if it took one."""

    rendered: Rendered
    conversation_id: str | None


class Talking:
    """Answers what followers send. Thread-safe; the same message under the same key does nothing twice."""

    def __init__(self, parts: Parts, desk: WeChatDesk) -> None:
        self._parts, self._desk = parts, desk
        self._public_url = parts.settings.public_url

    def answer(self, incoming: Incoming, follower: Follower, key: str, *, again: bool = False) -> Said | None:
        """What to say; None when nothing is to be said (a page was opened, the follower left).

        `again`: another process may have begun with this message. What the dialogue heard is never told to it again.
        """
        if again and (begun := self._parts.conversations.begun_before(key)):
            return self._go_on(follower, key, *begun)
        if incoming.kind in ("text", "voice"):
            return self._heard(incoming, follower, key)
        if incoming.kind == "click":
            said = said_by_button(incoming.chosen)
            return self._turn(follower, said, key) if said else self._alone(follower, words.NOT_KNOWN)
        if incoming.kind in ("subscribe", "scan"):
            return self._greet(follower)
        if incoming.kind == "location":
            return self._alone(follower, self._nearest(incoming))
        answers = {"image": words.NO_PICTURES, "link": words.NO_LINKS}
        if incoming.kind in answers or incoming.act == "message":
            return self._alone(follower, answers.get(incoming.kind, words.NOT_KNOWN))
        return None

    def _heard(self, incoming: Incoming, follower: Follower, key: str) -> Said:
        text = incoming.text.strip()
        if incoming.kind == "voice" and not text:
            return self._alone(follower, words.NOT_HEARD)
        if len(text) > MAX_CHARACTERS:
            return self._alone(follower, words.TOO_LONG)
        if wants_unbinding(text):
            return self._unbind(follower)
        if meant := reminders_meant(text):
            return self._opt(follower, *meant)
        if incoming.chosen and (said := self._choose(follower, incoming.chosen, key)):
            return said
        number = number_in(text)
        token = chosen_token(follower.offered, number) if number is not None else None
        said = self._choose(follower, token, key) if token else None
        return said or self._turn(follower, text, key)  # a number nobody offered may be a figure: the dialogue knows

    def _choose(self, follower: Follower, token: str, key: str) -> Said | None:
        """The turn of a choice; None when this conversation did not offer it (any more)."""
        if follower.conversation_id is None:
            return None
        try:
            replies = self._parts.gateway.choose(follower.conversation_id, token, key)
        except (UnknownChoice, UnknownConversation):
            return None
        return self._shown(replies, follower.conversation_id)

    def _turn(self, follower: Follower, text: str, key: str) -> Said:
        conversation_id = follower.conversation_id or self.begin(follower)
        try:
            replies = self._parts.gateway.say(conversation_id, text, key)
        except UnknownConversation:  # wiped by its retention or by 清除记录 on the page
            conversation_id = self.begin(follower)
            replies = self._parts.gateway.say(conversation_id, text, key)
        except ConversationError as error:
            return Said(rendered(error.detail), conversation_id)
        return self._shown(replies, conversation_id)

    def _go_on(self, follower: Follower, key: str, conversation_id: str, answered: bool) -> Said:
        """The answer the dead process had got and not passed on; an apology when it died over the dialogue's turn."""
        if not answered:
            return Said(Rendered(APOLOGY, follower.offered), follower.conversation_id)
        return self._shown(self._parts.gateway.say(conversation_id, "", key), conversation_id)

    def begin(self, follower: Follower) -> str:
        """A fresh conversation for this follower, proven when their WeChat is bound; never two for two messages at once."""
        opened = self._parts.conversations.open("wechat").id
        conversation_id = self._desk.users.starts(follower, opened)
        if conversation_id != opened:
            self._parts.conversations.wipe(opened)
            return conversation_id
        self._parts.counter.identity.recognise(conversation_id, follower.openid)
        return conversation_id

    def open(self, follower: Follower) -> Opened:
        """The same with a greeting."""
        opened = self._parts.gateway.open("wechat")
        self._parts.counter.identity.recognise(opened.id, follower.openid)
        return opened

    def _greet(self, follower: Follower) -> Said:
        opened = self.open(follower)
        return self._shown(opened.replies, opened.id)

    def _shown(self, replies: list[Reply], conversation_id: str) -> Said:
        return Said(render(replies, self._public_url), conversation_id)

    def _alone(self, follower: Follower, text: str) -> Said:
        """A sentence of the chat's own: the choices offered before still stand."""
        plain = rendered(text)
        return Said(Rendered(plain.answer, follower.offered), follower.conversation_id)

    def _unbind(self, follower: Follower) -> Said:
        if follower.conversation_id:
            self._parts.counter.identity.end(follower.conversation_id, "left")
        unbound = self._parts.counter.identity.wechat.unbind(follower.openid)
        return self._alone(follower, words.UNBOUND if unbound else words.NOT_BOUND)

    def _opt(self, follower: Follower, kinds: tuple[str, ...], out: bool) -> Said:
        self._desk.users.opt(follower.openid_index, kinds, out=out)
        names = "、".join(REMINDERS[kind] for kind in kinds)
        return self._alone(follower, (words.OPTED_OUT if out else words.OPTED_IN).format(kinds=names))

    def _nearest(self, incoming: Incoming) -> str:
        if incoming.latitude is None or incoming.longitude is None:
            return words.NO_OFFICE
        near = self._parts.counter.offices.nearest(incoming.latitude, incoming.longitude, _COUNTER_CHECK)
        if not near:
            return words.NO_OFFICE
        lines = [
            f"{number}) {found.office.name}，约{_distance(found.metres)}\n{found.office.address} {found.office.phone}".rstrip()
            for number, found in enumerate(near, 1)
        ]
        return "\n".join([words.NEAREST, *lines])


def _distance(metres: float) -> str:
    return f"{metres / 1000:.1f}公里" if metres >= 1000 else f"{max(100, round(metres, -2)):.0f}米"

