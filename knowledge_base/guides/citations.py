"""Turns the source of a fact (「《社会保险经办条例》（令765号）第二十六条第二款」) into citations a face can show."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge_base.guides.files import CONTENT, ContentError, read_yaml
from knowledge_base.guides.model import Fact

_NUMERAL = "一二三四五六七八九十百千零"
_ARTICLE = re.compile(
    rf"第[{_NUMERAL}]+(?:条)?(?:[、—至-]第?[{_NUMERAL}]+)*(?:条|部分)(?:前段)?(?:第[{_NUMERAL}]+款)?(?:（[{_NUMERAL}]+）)*"
)
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,6}〔\d{4}〕\d+号")
_REMARK = re.compile(r"（[^（）]*）|（[^（）]*$|[A-Za-z][\w.-]*/[\w.-]+|[\w.-]+\.(?:com|cn|html)\S*")
_TITLE = re.compile(r"《(.+)》")
# Words that say how a fact was worked out, not where it stands; the public reads a plain name instead.
_WORKED_OUT = re.compile(r"二手|推算|推出|反推|计算|归纳|吻合|口径$|参数库|数据集|核查记录|注释|核定表|待核|图片|多处|多个")
UNNAMED_SOURCE = "公开资料整理（二手）"
STATUS = {"A": "effective", "B": "secondhand", "C": "unconfirmed"}


@dataclass(frozen=True)
class KnownDocument:
    """A document facts cite; `exclude` keeps a short alias from matching a longer name."""

    aliases: tuple[str, ...]
    title: str
    number: str
    exclude: re.Pattern[str] | None = None

    def is_named_in(self, text: str) -> bool:
        plain = self.exclude.sub("", text) if self.exclude else text
        return any(alias in plain for alias in self.aliases)


@lru_cache(maxsize=4)
def known_documents(root: Path = CONTENT) -> tuple[KnownDocument, ...]:
    """The register in `documents.yaml`. Raises ContentError when an entry lacks a field."""
    documents = []
    for entry in read_yaml(root / "documents.yaml"):
        try:
            exclude = re.compile(entry["exclude"]) if "exclude" in entry else None
            documents.append(KnownDocument(tuple(entry["aliases"]), entry["title"], entry["number"], exclude))
        except KeyError as error:
            raise ContentError(f"documents.yaml: an entry lacks {error}") from error
    return tuple(documents)


def citations_of(fact: Fact) -> list[dict[str, str]]:
    """Citations of `fact`, one for each document its source names."""
    return [_citation(segment.strip(), fact) for segment in fact.source.split("；") if segment.strip()]


def _citation(segment: str, fact: Fact) -> dict[str, str]:
    document = next((known for known in known_documents() if known.is_named_in(segment)), None)
    article = "、".join(_ARTICLE.findall(segment))
    if document:
        title, number = document.title, document.number
    else:
        found = _DOCUMENT_NUMBER.search(segment)
        title, number = _plain_name(segment), found.group() if found else ""
    return {
        "document": title,
        "number": number,
        "article": article,
        "effective": fact.effective,
        "status": STATUS[fact.confidence],
        "fact": fact.id,
    }


def _plain_name(segment: str) -> str:
    if title := _TITLE.search(segment):
        return title.group(1)
    name = _REMARK.sub("", segment).replace("/", "、").strip(" ，、（）()")
    if number := _DOCUMENT_NUMBER.search(name):
        return number.group()
    return UNNAMED_SOURCE if not name or _WORKED_OUT.search(name) else name
