"""Finds the 文号 of a document: 大政办发〔2017〕49号, 国务院令第765号, 主席令第35号."""

import re
from collections.abc import Iterable

from knowledge_base.documents.numerals import NUMERAL, parse_numeral

# OCR and typists write the brackets of the year in every way there is.
_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,14})\s*[〔\[［（(【﹝]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］）)】﹞]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
_ORDER = re.compile(
    rf"(?P<office>(?:[\u4e00-\u9fff]{{2,30}}、)*[\u4e00-\u9fff]{{2,30}}令)\s*[（(]?\s*第?\s*(?P<serial>\d{{1,4}}|{NUMERAL})\s*号"
)
_LABEL = re.compile(r"^(?:文\s*号|发文字号|文件编号)\s*[：:]\s*")
_QUOTED = re.compile(r"《[^》]*》")
_COUNTRY = "中华人民共和国"
_DATE_BEFORE = re.compile(r"^.*日\s*|^(?:经|由|根据|依据|以)")


def find_number(head: Iterable[str]) -> str:
    """The document's own number among the lines before its text; empty when it has none."""
    lines = [_LABEL.sub("", line) for line in head]
    for line in lines:
        found = _NUMBER.search(line)
        # A number inside a sentence is that of another document; the own one stands alone or beside a signer's name.
        if found and found.start() == 0 and len(line) - found.end() <= 20 and not line.endswith("。"):
            return number_in(line)
    orders = [order for line in lines if len(line) <= 80 for order in _orders(line)]
    return orders[-1] if orders else ""


def number_in(text: str) -> str:
    """The first number of the form X〔2017〕49号 in `text`, written that way; empty when there is none."""
    found = _NUMBER.search(text)
    return f"{found['office']}〔{found['year']}〕{int(found['serial'])}号" if found else ""


def _orders(line: str) -> list[str]:
    plain = _QUOTED.sub("", line)
    return [_order(found) for found in _ORDER.finditer(plain)]


def _order(found: re.Match[str]) -> str:
    office = _DATE_BEFORE.sub("", found["office"]).replace(_COUNTRY, "")
    serial = found["serial"] if found["serial"].isdigit() else parse_numeral(found["serial"]) or found["serial"]
    return f"{office}第{serial}号"
