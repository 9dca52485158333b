"""What follows the last article: signature, 抄送, printing line, 附件."""

import re
from dataclasses import dataclass

from knowledge_base.documents.dates import is_only_a_date
from knowledge_base.documents.model import Attachment
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.structure.marks import ATTACHMENT, SENTENCE_END, TAIL

_SIGNATURE = re.compile(r"^[\u4e00-\u9fff（）、 ]{2,40}(?:部|厅|局|委员会|政府|办公室|办公厅|国务院|法院|检察院|中心|院|会|委|处)$")


@dataclass(frozen=True)
class Tail:
    """Lines after the text that belong to no article, and the attachments among them."""

    lines: tuple[str, ...]
    attachments: tuple[Attachment, ...]


def split_tail(body: list[Line], last_article: int) -> tuple[list[Line], Tail]:
    """`body` without its tail, which can only begin after the first line of the last article."""
    texts = [line.text for line in body]
    for place in range(last_article + 1, len(body)):
        if ATTACHMENT.match(texts[place]) or _closes(texts, place):
            return body[:place], _tail(texts[place:])
    return body, Tail((), ())


def _closes(texts: list[str], place: int) -> bool:
    """Whether a signature, a date or a distribution list begins here."""
    if TAIL.search(texts[place]) or is_only_a_date(texts[place]):
        return True
    following = texts[place + 1] if place + 1 < len(texts) else ""
    return bool(_SIGNATURE.match(texts[place])) and (is_only_a_date(following) or bool(_SIGNATURE.match(following)))


def _tail(texts: list[str]) -> Tail:
    plain: list[str] = []
    attachments: list[tuple[str, list[str]]] = []
    current = plain
    for place, text in enumerate(texts):
        if ATTACHMENT.match(text):
            current = []
            attachments.append((text, current))
            continue
        if _closes(texts, place):
            current = plain
        current.append(text)
    return Tail(tuple(plain), tuple(_attachment(mark, lines) for mark, lines in attachments))


def _attachment(mark: str, texts: list[str]) -> Attachment:
    """The first short line names an attachment whose mark stands alone: 附录： / 女职工禁忌从事的劳动范围."""
    title = mark.rstrip("：:")
    found = ATTACHMENT.match(mark)
    names_itself = found is not None and bool(found[1])
    if not names_itself and texts and len(texts[0]) <= 60 and not texts[0].endswith(SENTENCE_END):
        return Attachment(f"{title} {texts[0]}", "\n".join(texts[1:]))
    return Attachment(title, "\n".join(texts))
