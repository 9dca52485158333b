"""Words a verdict of the knowledge base: answer, candidates, or an honest no."""

import re
from dataclasses import asdict, replace
from typing import Any

from actions.dialogue.base import HOME, STAFF
from actions.dialogue.benefits.guides import own_case
from actions.dialogue.home import open_guide_payload
from actions.reply import Choice, Citation, Reply
from knowledge_base.answering.model import ArticleAnswer, CitedArticle, GuideAnswer, Verdict
from knowledge_base.guides.checks import MAX_SPOKEN_HANZI, hanzi_count
from knowledge_base.guides.model import PARTS, FactTable, Guide
from knowledge_base.topics import TOPICS

MAX_RELATED = 3
NONE_OF_THESE = Choice("都不是，找人工", "/none_of_these")
CLARIFY_TEXT = "您问的是下面哪一件？请点一下。都不是的话，点最后一个。"
NOT_THIS_ONE = "不是这件事的话，请点下面的按钮。"
DECLINE_TEXT = "这件事，我手里的政策文件里没有查到，不敢乱说。请打12333问一问，或者找工作人员。您也可以换个说法再问我一次。"
PART_MISSING = "这一项，我手里的文件没有写，还没有确认。请打12333问清楚，或者到窗口问。"
SUPERSEDED = "请注意，所依据的文件已经有了新的版本，请以新的为准，办事前问一下窗口。"


def replies_for(verdict: Verdict, guides: dict[str, Guide], tables: dict[str, FactTable]) -> list[Reply]:
    """The replies that say `verdict`."""
    if verdict.article:
        return [_article_reply(verdict.article)]
    if verdict.tentative:
        return [_guess_reply(verdict, guides, tables)]
    if verdict.outcome == "answer":
        several = len(verdict.answers) > 1
        return [
            _guide_reply(answer, guides, tables, f"您问的第{'一二三'[place]}件事，{answer.guide.title}。" if several else "")
            for place, answer in enumerate(verdict.answers)
        ]
    if verdict.outcome == "clarify":
        return [clarify_reply(list(verdict.candidates))]
    return [Reply(text=DECLINE_TEXT, outcome="decline", choices=(STAFF, HOME))]


def _guess_reply(verdict: Verdict, guides: dict[str, Guide], tables: dict[str, FactTable]) -> Reply:
    """A likely answer, said to be a guess, with one's own case and the other candidates to tap instead of what is related."""
    answer = verdict.answers[0]
    reply = _guide_reply(answer, guides, tables, f"您问的大概是：{answer.guide.title}。")
    others = tuple(Choice(guide.title, open_guide_payload(guide.id)) for guide in verdict.candidates)
    own = (mine,) if (mine := own_case(answer.guide.id)) else ()
    text = f"{reply.text}\n{NOT_THIS_ONE}"
    return replace(reply, text=text, speech=f"{reply.speech}\n{NOT_THIS_ONE}", choices=(*own, *others, NONE_OF_THESE))


def clarify_reply(candidates: list[Guide], text: str = CLARIFY_TEXT) -> Reply:
    """Up to three candidates to tap, and a way out."""
    choices = tuple(Choice(guide.title, open_guide_payload(guide.id)) for guide in candidates)
    return Reply(text=text, outcome="clarify", choices=(*choices, NONE_OF_THESE))


def _guide_reply(answer: GuideAnswer, guides: dict[str, Guide], tables: dict[str, FactTable], opening: str) -> Reply:
    citations = tuple(_citation(cited) for cited in answer.citations)
    said = _said(answer)
    if any(citation.status == "superseded" for citation in citations):
        said.append(SUPERSEDED)
    text = "\n".join([*([opening] if opening else []), *said])
    mine = own_case(answer.guide.id)
    related = _related(answer.guide, guides)
    return Reply(
        text=text,
        speech=_speakable(text),
        outcome="decline" if answer.guide.unconfirmed else "answer",
        citations=citations,
        choices=(mine, *related)[:MAX_RELATED] if mine else related,
        card=_card(answer, tables),
    )


def _said(answer: GuideAnswer) -> list[str]:
    guide = answer.guide
    if answer.part is None:
        return [*([answer.correction] if answer.correction else []), guide.summary]
    if answer.part_missing:
        return [PART_MISSING, guide.summary]
    return [f"{PARTS[answer.part]}：", *guide.parts[answer.part]]


def _speakable(text: str) -> str:
    """What is spoken of `text`: whole sentences, at most MAX_SPOKEN_HANZI; the rest comes with 接着听."""
    spoken, count = "", 0
    for sentence in re.findall(r"[^。：\n]+[。：]?\n?", text):
        count += hanzi_count(sentence)
        if spoken and count > MAX_SPOKEN_HANZI:
            break
        spoken += sentence
    return spoken.strip()


def _card(answer: GuideAnswer, tables: dict[str, FactTable]) -> dict[str, Any]:
    guide = answer.guide
    first = answer.part or answer.asked_part
    order = sorted((part for part in PARTS if guide.parts.get(part)), key=lambda part: part != first)
    return {
        "type": "guide",
        "id": guide.id,
        "title": guide.title,
        "topic": TOPICS[guide.topic],
        "parts": [{"key": part, "label": PARTS[part], "lines": list(guide.parts[part])} for part in order],
        "tables": [_table(tables[key]) for key in guide.tables if key in tables],
    }


def _table(table: FactTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "note": table.note,
    }


def _related(guide: Guide, guides: dict[str, Guide]) -> tuple[Choice, ...]:
    known = [guides[key] for key in guide.related if key in guides]
    return tuple(Choice(other.title, open_guide_payload(other.id)) for other in known[:MAX_RELATED])


def _article_reply(answer: ArticleAnswer) -> Reply:
    cited = answer.citation
    text = f"这件事，{cited.document}{cited.article}是这样写的：\n{cited.quote}\n具体怎么办，请问12333或窗口。"
    return Reply(
        text=text,
        speech=f"这件事，{cited.document}{cited.article}有规定，原文在屏幕上。具体怎么办，请问12333或窗口。",
        citations=(_citation(cited),),
        choices=(STAFF, HOME),
    )


def _citation(cited: CitedArticle) -> Citation:
    return Citation(**asdict(cited))
