"""Which stored documents are versions of one another, and which of them is in force on a day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

_COUNTRY = "中华人民共和国"
_VERSION = re.compile(r"[（(](?:(?:19|20)\d{2}年?)?(?:第[一二三四五六七八九]次)?(?:修正|修订|修改)(?:本|文本)?[）)]$")
_WEIGHTLESS = re.compile(r"[\s《》〈〉<>“”\"、，·]")


@dataclass(frozen=True)
class Version:
    """What of a stored document decides whether it is in force. `labels_end` is 条, 部分 or 全文."""

    id: int
    title: str
    number: str
    issued_on: date | None
    effective_on: date | None
    labels_end: str
    repeals: tuple[str, ...] = field(default=())

    @property
    def order(self) -> tuple[date, int]:
        """Older before newer; of two copies of one version the one imported later is the corrected one."""
        return self.issued_on or date.min, self.id

    def is_upcoming(self, today: date) -> bool:
        return self.effective_on is not None and self.effective_on > today


@dataclass(frozen=True)
class Standing:
    """`superseded_by` names the document to read instead, when there is one."""

    status: str  # effective | superseded | upcoming
    superseded_by: int | None = None


def title_key(title: str) -> str:
    """Alike for all versions of a document: without the year of a 修正, the country's name, quotation marks and gaps."""
    return _WEIGHTLESS.sub("", _VERSION.sub("", title.strip())).removeprefix(_COUNTRY)


def standings(versions: Iterable[Version], today: date) -> dict[int, Standing]:
    """The standing of every document on `today`, whatever the order in which they were imported."""
    documents = sorted(versions, key=lambda version: version.order)
    families = _families(documents)
    found: dict[int, Standing] = {}
    for document in documents:
        newest = _in_force(families[document.id], today)
        if document.is_upcoming(today):
            found[document.id] = Standing("upcoming")
        elif newest is None or newest.id == document.id:
            found[document.id] = Standing("effective")
        else:
            found[document.id] = Standing("superseded", newest.id)
    _repeal(documents, found, today)
    return found


def _in_force(family: Sequence[Version], today: date) -> Version | None:
    return next((version for version in reversed(family) if not version.is_upcoming(today)), None)


def _families(documents: Sequence[Version]) -> Mapping[int, list[Version]]:
    """For every id the versions of its document, oldest first: same title, or same 文号 and a title of the same words.

    A 通知 and the 办法 that it carries may share a 文号; they count 部分 and 条, so they are no versions of each other.
    """
    names: dict[tuple[str, ...], list[Version]] = {}
    keys = {document.id: title_key(document.title) for document in documents}
    for document in documents:
        names.setdefault(("title", keys[document.id], document.labels_end), []).append(document)
        if document.number:
            names.setdefault(("number", document.number, document.labels_end), []).append(document)
    families: dict[int, list[Version]] = {}
    for document in documents:
        own = names[("title", keys[document.id], document.labels_end)]
        numbered = names.get(("number", document.number, document.labels_end), []) if document.number else []
        related = [other for other in numbered if _contains(keys[other.id], keys[document.id])]
        families[document.id] = sorted({*own, *related}, key=lambda version: version.order)
    return families


def _contains(first: str, second: str) -> bool:
    return first in second or second in first


def _repeal(documents: Sequence[Version], found: dict[int, Standing], today: date) -> None:
    """《X》同时废止: ends an older X under another title, or an X whose newer version nobody imported."""
    for document in documents:
        if document.is_upcoming(today) or found[document.id].status != "effective":
            continue
        ended = {title_key(title) for title in document.repeals} - {title_key(document.title)}
        for other in documents:
            older = other.order[0] < document.order[0]
            if older and title_key(other.title) in ended and found[other.id].status != "superseded":
                found[other.id] = Standing("superseded", document.id)
