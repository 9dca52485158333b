"""What a guide must satisfy before the public sees it. Each check returns sentences that name what is wrong."""

import re
from collections.abc import Iterable, Mapping

from knowledge_base.guides.figures import figures
from knowledge_base.guides.model import PARTS, Fact, FactTable, Guide
from knowledge_base.topics import TOPICS

REGIONS = ("大连", "辽宁", "全国")
HOTLINES = {"12333", "12345", "12393", "110", "120", "12348"}  # fact 8-20; 12348 legal aid hotline carried by its own fact
MAX_SPOKEN_HANZI, MAX_SENTENCE_HANZI, MAX_FIRST_HANZI = 120, 30, 60
_HANZI = re.compile(r"[㐀-鿿]")
_SUBJECT_TO_OFFICE = re.compile(r"以[^。；]{0,16}(?:为准|核定)|窗口核定|经办机构核定|社保核定|核定为准")
_UNSURE = re.compile(r"还没有确认")
_WHERE_TO_ASK = re.compile(r"12333|12345|12393|窗口|社区|街道")


def hanzi_count(text: str) -> int:
    """How many hanzi a text has; digits and letters count one each run, since they are read as words."""
    return len(_HANZI.findall(text)) + len(re.findall(r"[0-9A-Za-z.]+", text))


def check_guide(guide: Guide, facts: Mapping[str, Fact], tables: Mapping[str, FactTable]) -> list[str]:
    """All that is wrong with one guide; empty when it may be shown."""
    problems = [*_shape(guide), *_sources(guide, facts, tables)]
    if not problems:
        problems = [*_wording(guide), *_confidence(guide, facts), *_figures(guide, facts, tables)]
    return [f"{guide.id}: {problem}" for problem in problems]


def _shape(guide: Guide) -> Iterable[str]:
    if guide.topic not in TOPICS:
        yield f"unknown topic {guide.topic}"
    if guide.region not in REGIONS:
        yield f"unknown region {guide.region}"
    if unknown := set(guide.parts) - set(PARTS):
        yield f"unknown parts {sorted(unknown)}"
    if len(guide.questions) < 8 or len(set(guide.questions)) != len(guide.questions):
        yield "needs at least 8 different questions as people ask them"
    if not guide.facts:
        yield "cites no fact"


def _sources(guide: Guide, facts: Mapping[str, Fact], tables: Mapping[str, FactTable]) -> Iterable[str]:
    yield from (f"unknown fact {fact}" for fact in guide.facts if fact not in facts)
    yield from (f"unknown table {table}" for table in guide.tables if table not in tables)


def _wording(guide: Guide) -> Iterable[str]:
    if hanzi_count(guide.title) > 24:
        yield f"title longer than 24 hanzi: {guide.title}"
    if (length := hanzi_count(guide.summary)) > MAX_SPOKEN_HANZI:
        yield f"summary has {length} hanzi, at most {MAX_SPOKEN_HANZI} can be spoken"
    for text in guide.public_texts():
        if re.search(r"[!！]", text):
            yield f"exclamation mark: {text}"
        for sentence in re.split(r"[。；;？?\n]", text):
            if hanzi_count(sentence) > MAX_SENTENCE_HANZI:
                yield f"sentence longer than {MAX_SENTENCE_HANZI} hanzi: {sentence}"


def _confidence(guide: Guide, facts: Mapping[str, Fact]) -> Iterable[str]:
    levels = {facts[fact].confidence for fact in guide.facts}
    said = guide.summary + "".join(line for lines in guide.parts.values() for line in lines)
    if guide.unconfirmed:
        if not (_UNSURE.search(guide.summary) and _WHERE_TO_ASK.search(guide.summary)):
            yield "an unconfirmed guide must say 还没有确认 and where to ask in its summary"
        return
    if "C" in levels:
        yield "cites a C fact without being marked unconfirmed"
    if "B" in levels and not _SUBJECT_TO_OFFICE.search(said):
        yield "cites a B fact but never says 以经办机构核定为准 in some form"


def _figures(guide: Guide, facts: Mapping[str, Fact], tables: Mapping[str, FactTable]) -> Iterable[str]:
    carried = set(HOTLINES)
    for fact in (facts[key] for key in guide.facts if facts[key].confidence != "C"):
        carried |= figures(f"{fact.text} {fact.effective} {fact.source}")
    for table in (tables[key] for key in guide.tables):
        carried |= figures(" ".join([table.note, *table.columns, *(cell for row in table.rows for cell in row)]))
    for text in guide.public_texts():
        if loose := figures(text) - carried:
            yield f"figures {sorted(loose)} stand in no cited A or B fact: {text}"
