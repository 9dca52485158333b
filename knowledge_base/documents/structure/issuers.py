"""Finds who issued a document: letterhead, adoption line, signature or the beginning of the title."""

import re
from collections.abc import Sequence

_OFFICE_END = (
    "人民代表大会常务委员会|人民代表大会|人民政府办公厅|人民政府办公室|人民政府|国务院办公厅|国务院|人民法院|人民检察院|"
    "委员会|办公厅|办公室|部|厅|局|总署|政务院|中心"
)
_LABEL = re.compile(r"^(?:发布机构|发文机关|发文单位|制定机关|公布机关|发布单位)\s*[：:]\s*(.+)$")
_LETTERHEAD = re.compile(rf"^([\u4e00-\u9fff、 ]{{2,60}}(?:{_OFFICE_END}))(?:文\s*件|令|公告)$")
_ADOPTED = re.compile(
    r"(?:日|^|，)\s*(?:经|由)?\s*([\u4e00-\u9fff]{0,12}?)第?[〇零一二三四五六七八九十百]+届(全国)?(人民代表大会(?:常务委员会)?)第?[^《》，。]{1,12}次(?:会议|全体会议)"
)
_MINISTRY = re.compile(r"经([\u4e00-\u9fff]{2,20}部|[\u4e00-\u9fff]{2,20}局|[\u4e00-\u9fff]{2,20}委员会)第?[\d一二三四五六七八九十]+次")
_COURT = re.compile(r"(最高人民法院|最高人民检察院)审判委员会|(最高人民检察院)检察委员会")
_ORDER = re.compile(r"(?:日|^)\s*([\u4e00-\u9fff、]{2,60}?)令第")
_RELEASED = re.compile(r"日\s*([\u4e00-\u9fff]{0,20}?(?:国务院|政务院|部|政府))(?:修正)?(?:发布|公布)")
_TITLE = re.compile(rf"^([\u4e00-\u9fff、]{{0,60}}?(?:{_OFFICE_END}))关于")
_SIGNATURE = re.compile(rf"^[\u4e00-\u9fff、 （）]{{2,60}}(?:{_OFFICE_END})$")
_COUNTRY = "中华人民共和国"


def find_issuer(titles: Sequence[str], head: Sequence[str], tail: Sequence[str]) -> str:
    """The issuer's name; empty when the document does not say."""
    for search in (_labelled, _letterhead, _adopted, _ordered):
        if issuer := search(head):
            return issuer[:200]
    if found := next(filter(None, map(_TITLE.match, titles)), None):
        return found[1]
    signatures = [line.replace(" ", "") for line in (*tail, *head) if _SIGNATURE.match(line)]
    return "、".join(dict.fromkeys(_short(line) for line in signatures[:4]))[:200]


def _labelled(head: Sequence[str]) -> str:
    return next((found[1].split("（")[0].strip() for line in head if (found := _LABEL.match(line))), "")


def _letterhead(head: Sequence[str]) -> str:
    for line in head:
        if found := _LETTERHEAD.match(line.replace(" ", "")):
            return _short(found[1])
    return ""


def _adopted(head: Sequence[str]) -> str:
    for line in head:
        if found := _ADOPTED.search(line):
            place = "全国" if found[2] else found[1]
            return f"{place}{found[3]}"
        if found := _COURT.search(line):
            return found[1] or found[2]
        if found := _MINISTRY.search(line):
            return found[1]
    return ""


def _ordered(head: Sequence[str]) -> str:
    for line in head:
        if found := _ORDER.search(line) or _RELEASED.search(line):
            return _short(found[1])
    return ""


def _short(name: str) -> str:
    return name.replace(_COUNTRY, "") or name
