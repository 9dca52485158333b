"""Renders replies for the chat: plain text with links, numbered choices, and nothing of a person's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from actions.wechat.answer import Answer, Body, text_body
from actions.wechat.notices import ENTRY
from actions.wechat.rules import MENU_ITEMS, MENU_LABEL_BYTES, TEXT_BYTES
from actions.wechat.splitting import split
from kiosk_ui.wechat import words

_CITATIONS = 3
_PAGE_CARDS = ("identity", "consent", "application", "estimate", "stepper", "continuation", "relative")
_MOST_BODIES = 4  # of the five an act of the follower allows, so that one is left for what goes wrong
Reply = dict[str, Any]


@dataclass(frozen=True)
class Rendered:
    """The answer in both ways, and what 1, 2, 3 mean after it."""

    answer: Answer
    offered: tuple[tuple[str, str], ...]


def render(replies: Sequence[Reply], public_url: str) -> Rendered:
    """What the chat shows of `replies`. A private reply becomes a link to the page, without its text and its choices."""
    text = "\n\n".join(_text(reply, public_url) for reply in replies)
    last = next((reply for reply in reversed(replies) if _choices(reply)), None)
    return rendered(text, _choices(last) if last else (), in_words=bool(last and last.get("asks_for")))


def rendered(text: str, choices: tuple[tuple[str, str], ...] = (), *, in_words: bool = False) -> Rendered:
    """`text` with its choices, as an answer for both ways. Asked for a day or a figure (`in_words`) no number means a choice."""
    parts = split(f"{text}\n\n{_listed(choices, in_words)}" if choices else text)
    service: list[Body] = [text_body(part) for part in split(text)]
    if choices:
        service.append(_menu(choices, words.OR_WRITE if in_words else words.OR_REPLY))
    answer = Answer(parts[0], _kept([text_body(part) for part in parts[1:]]), _kept(service))
    return Rendered(answer, () if in_words else choices)


def _listed(choices: tuple[tuple[str, str], ...], in_words: bool) -> str:
    if in_words:
        return "\n".join([words.WRITE, *(f"· {label}" for label, _ in choices)])
    return "\n".join([words.REPLY_WITH, *(f"{number}. {label}" for number, (label, _) in enumerate(choices, 1))])


def _kept(bodies: list[Body]) -> tuple[Body, ...]:
    """The first ones and the last, which carries the choices; an answer that long does not occur in practice."""
    return tuple(bodies if len(bodies) <= _MOST_BODIES else [*bodies[: _MOST_BODIES - 1], bodies[-1]])


def _text(reply: Reply, public_url: str) -> str:
    page = f"{public_url}{ENTRY}"
    if reply["private"]:
        return f"{_link(page, _private_words(reply['outcome']))}\n{words.WHY_PAGE}"
    lines = [_safe(reply["text"]), *_sources(reply["citations"], public_url)]
    if reply["outcome"] == "verify":
        lines.append(_link(page, words.PROVE))
    elif (reply["card"] or {}).get("type") in _PAGE_CARDS:
        lines.append(_link(page, words.GO_ON))
    return "\n".join(lines)


def _private_words(outcome: str) -> str:
    return {"answer": words.SEE, "done": words.DONE}.get(outcome, words.GO_ON)


def _sources(citations: Sequence[dict[str, str]], public_url: str) -> list[str]:
    shown = [_source(citation, public_url) for citation in citations[:_CITATIONS]]
    return [words.SOURCES, *dict.fromkeys(shown)] if shown else []


def _source(citation: dict[str, str], public_url: str) -> str:
    name = f"《{citation['document'].strip('《》')}》{citation['article']}"
    if not citation["url"].startswith("/"):
        return name
    return _link(f"{public_url}{quote(citation['url'], safe='/#?=&%')}", name)


def _link(address: str, label: str) -> str:
    return f'<a href="{address}">{label}</a>'


def _safe(text: str) -> str:
    """Without what WeChat would take for a link of ours."""
    return text.replace("<", "＜").replace(">", "＞")


def _choices(reply: Reply) -> tuple[tuple[str, str], ...]:
    if reply["private"]:
        return ()
    return tuple((_safe(choice["label"]), choice["token"]) for choice in reply["choices"][:MENU_ITEMS])


def _menu(choices: tuple[tuple[str, str], ...], tail: str) -> Body:
    items = [{"id": token, "content": split(label, MENU_LABEL_BYTES)[0]} for label, token in choices]
    return {"msgtype": "msgmenu", "msgmenu": {"head_content": words.CHOOSE, "list": items, "tail_content": tail}}


def fits(text: str) -> bool:
    """Whether a text goes into one message."""
    return len(text.encode()) <= TEXT_BYTES
