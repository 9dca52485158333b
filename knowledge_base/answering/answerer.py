"""Answers one message: one or two matters from guides, an article, candidates, or an honest no."""

import re
from collections.abc import Sequence

from knowledge_base.answering.calibration import Calibration, load_calibration
from knowledge_base.answering.evidence import article_citation, citations_for
from knowledge_base.answering.model import ArticleAnswer, GuideAnswer, Question, Verdict
from knowledge_base.answering.parts_asked import has_own_topic, known_part, part_asked
from knowledge_base.answering.splitting import split_questions
from knowledge_base.guides.model import Guide
from knowledge_base.search.model import Hit
from knowledge_base.snapshot import ANSWERING_REGIONS, Knowledge

MAX_CANDIDATES = 3
MAX_MATTERS = 2  # more answers at once than two nobody can follow
LOOK_AT = 6  # hits considered for a decision
# A candidate far behind the best one only adds reading.
CANDIDATE_SHARE = 0.5
# When the dialogue heard small talk or another office's business, only a clear hit overrules it.
OFF_TOPIC_ANSWER_AT = 0.85
# An article is shown by itself only when nearly every word of the question stands in it.
ARTICLE_SCORE, ARTICLE_COVERAGE = 0.42, 0.75


class Answerer:
    """Answers from one `knowledge`; stateless, hence safe to share between threads."""

    def __init__(self, knowledge: Knowledge, calibration: Calibration | None = None) -> None:
        self.knowledge = knowledge
        self._calibration = calibration or load_calibration()

    def answer(self, question: Question) -> Verdict:
        """The verdict on a cleaned, masked question."""
        if follow_up := self._follow_up(question):
            return follow_up
        whole = self._decide(question)
        if len(stretches := split_questions(question.text)) == 1 or self._is_exact(question.text):
            return whole
        return self._several(question, stretches) or whole

    @staticmethod
    def lacks_topic(text: str) -> bool:
        """Whether `text` only asks for a part (要带什么) and names no matter."""
        return not has_own_topic(text)

    def open_guide(self, guide_id: str) -> Verdict:
        """A guide somebody chose. Declines when it is gone."""
        guide = self.knowledge.guides.get(guide_id)
        if guide is None:
            return Verdict("decline")
        return Verdict("answer", (self._from_guide(guide, guide.title),), confidence=1.0)

    def topic_guides(self, topics: Sequence[str], count: int) -> list[Guide]:
        """The guides a topic tile offers, the topics' own order kept, at most `count`."""
        chosen = [guide for topic in topics for guide in self.knowledge.guides.values() if guide.topic == topic]
        return chosen[:count]

    def _decide(self, question: Question) -> Verdict:
        hits = self._hits(question.text)
        probability = self._calibration.probability(hits)
        answer_at = OFF_TOPIC_ANSWER_AT if question.reading == "off_topic" else self._calibration.answer_at
        if hits and probability >= answer_at:
            answer = self._from_guide(self.knowledge.guides[hits[0].passage_id], question.text)
            return Verdict("answer", (answer,), confidence=probability)
        if question.reading == "off_topic":
            return Verdict("decline", confidence=probability)
        if article := self._article(question.text):
            return Verdict("answer", article=article, confidence=probability)
        if hits and probability >= self._calibration.clarify_at:
            return Verdict("clarify", candidates=self._candidates(hits), confidence=probability)
        return Verdict("decline", confidence=probability)

    def _several(self, question: Question, stretches: Sequence[str]) -> Verdict | None:
        """Both matters of a message that holds two; None when only one of the stretches is a question we know."""
        found: dict[str, GuideAnswer] = {}
        confidence = 1.0
        for stretch in stretches:
            verdict = self._decide(Question(stretch, question.reading))
            for answer in verdict.answers:
                if answer.guide.id not in found:
                    found[answer.guide.id] = answer
                    confidence = min(confidence, verdict.confidence)
        if len(found) < 2:
            return None
        return Verdict("answer", tuple(found.values())[:MAX_MATTERS], confidence=confidence)

    def _follow_up(self, question: Question) -> Verdict | None:
        """The asked part of the matter at hand, or the last question asked again with the new circumstance."""
        topic = self.knowledge.guides.get(question.topic_guide or "")
        if topic is None:
            return None
        part = known_part(question.part) or part_asked(question.text)
        if part and not has_own_topic(question.text):
            return Verdict("answer", (self._part_of(topic, part),), confidence=1.0)
        if question.reading != "follow_up":
            return None
        alone = self._decide(Question(question.text, "policy"))
        together = self._decide(Question(f"{topic.title} {question.text}", "policy"))
        best = alone if alone.outcome == "answer" and alone.confidence >= together.confidence else together
        return best if best.outcome != "decline" else None

    def _part_of(self, guide: Guide, part: str) -> GuideAnswer:
        if part in guide.parts:
            return self._from_guide(guide, "", part)
        for related in (self.knowledge.guides.get(key) for key in guide.related):
            if related and related.topic == guide.topic and part in related.parts:
                return self._from_guide(related, "", part)
        return GuideAnswer(guide, citations_for(guide, self.knowledge), part=part, part_missing=True)

    def _from_guide(self, guide: Guide, asked: str, part: str | None = None) -> GuideAnswer:
        citations = citations_for(guide, self.knowledge)
        return GuideAnswer(guide, citations, _correction(guide, asked), part, asked_part=part_asked(asked))

    def _hits(self, text: str) -> list[Hit]:
        return self.knowledge.index.search(text, LOOK_AT, kinds=("guide",))

    def _is_exact(self, text: str) -> bool:
        hits = self._hits(text)
        return bool(hits) and hits[0].parts["exact"] == 1.0

    def _candidates(self, hits: Sequence[Hit]) -> tuple[Guide, ...]:
        near = [hit for hit in hits if hit.score >= hits[0].score * CANDIDATE_SHARE]
        return tuple(self.knowledge.guides[hit.passage_id] for hit in near[:MAX_CANDIDATES])

    def _article(self, text: str) -> ArticleAnswer | None:
        hits = self.knowledge.index.search(text, 1, kinds=("article",), regions=ANSWERING_REGIONS)
        if not hits or hits[0].score < ARTICLE_SCORE or hits[0].parts["coverage"] < ARTICLE_COVERAGE:
            return None
        return ArticleAnswer(article_citation(self.knowledge.articles[hits[0].passage_id]))


def _correction(guide: Guide, asked: str) -> str:
    """The correction of the first wrong belief of `guide` that `asked` rests on."""
    plain = re.sub(r"\s", "", asked)
    return next(
        (premise.correction for premise in guide.premises if any(pattern in plain for pattern in premise.patterns)), ""
    )
