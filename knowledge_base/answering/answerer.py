"""Answers one message: one or two matters from guides, an article, candidates, or an honest no."""

import re
from collections.abc import Sequence

from knowledge_base.answering.calibration import Calibration, load_calibration
from knowledge_base.answering.evidence import article_citation, citations_for
from knowledge_base.answering.follow_up import (
    leans_on_nothing,
    leans_on_thread,
    may_be_follow_up,
    names_no_matter,
    rank_in_thread,
    says_term_of,
)
from knowledge_base.answering.model import ArticleAnswer, GuideAnswer, Question, Verdict
from knowledge_base.answering.parts_asked import has_own_topic, known_part, part_asked
from knowledge_base.answering.splitting import split_questions
from knowledge_base.guides.model import Guide
from knowledge_base.ranking.guide_ranker import RankedGuide
from knowledge_base.snapshot import Knowledge

MAX_CANDIDATES = 3
MAX_MATTERS = 2  # more answers at once than two nobody can follow
# Beyond this many characters a message is a story, and what asks in it is mostly one question said twice.
LONGEST_DOUBLE_QUESTION = 60
# A candidate much less likely than the best one only adds reading.
CANDIDATE_SHARE = 0.02
# When the dialogue heard small talk or another office's business, only a clear hit overrules it.
OFF_TOPIC_ANSWER_AT = 0.85
# In a thread the guide at hand is a safe neighbour, so less sureness is enough; below the second it is said to be a guess.
THREAD_ANSWER_AT, THREAD_CERTAIN_AT = 0.45, 0.8
# Log-odds of other business from which a message is declined: below even, for its examples are fewer than ours. Of examples
# held out, four fifths stand above, and one in a hundred of our own questions. In a thread it must be clear: a short
# message on the matter at hand shares words with any other.
OUTSIDE_AT, OUTSIDE_IN_THREAD_AT = -5.0, 3.0
# A guess, or an answer to what the dialogue heard as off topic, needs a message this far from all other business.
CLEARLY_OURS, SURELY_OURS = -6.0, -10.0
# From here the best guide is right about as often as not: it is shown as a guess, with the others to tap.
GUESS_AT = 0.45
# Down to here only when the words are surely of our business; a tap on another candidate costs less than asking again.
GUESS_OURS_AT = 0.38
# An article is shown by itself only when nearly every word of the question stands in it.
ARTICLE_SCORE, ARTICLE_COVERAGE = 0.42, 0.75


class Answerer:
    """Answers from one `knowledge`; stateless, hence safe to share between threads."""

    def __init__(self, knowledge: Knowledge, calibration: Calibration | None = None) -> None:
        self.knowledge = knowledge
        self._calibration = calibration or load_calibration()

    def answer(self, question: Question) -> Verdict:
        """The verdict on a cleaned, masked question."""
        if part := self._bare_part(question):
            return part
        ranked = self.knowledge.ranker.rank(question.text)
        whole = self._decide(question, ranked)
        elsewhere = bool(ranked) and ranked[0].outside >= OUTSIDE_IN_THREAD_AT
        if not elsewhere and (threaded := self._in_thread(question, whole, ranked)):
            return threaded
        stretches = split_questions(question.text)
        if len(stretches) == 1 or (ranked and ranked[0].features["exact"] == 1.0):
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
        """The menus of `topics`, one after the other when there are several, at most `count` guides in all."""
        share = -(-count // len(topics)) if topics else 0
        keys = [key for topic in topics for key in self.knowledge.menus.get(topic, [])[:share]]
        return [self.knowledge.guides[key] for key in keys if key in self.knowledge.guides][:count]

    def _decide(self, question: Question, ranked: Sequence[RankedGuide]) -> Verdict:
        probability = self._calibration.sureness(ranked)
        # A follow-up to a question that found no answer is not guessed at: 「周末开门吗」 after 「办护照在哪里」.
        dangling = self._dangles(question)
        off_topic = question.reading == "off_topic" or dangling
        if not ranked:
            return Verdict("decline") if off_topic else self._from_article(question.text, 0.0)
        best, stays = ranked[0], self._stays(question, ranked[0])
        if best.is_outside or (best.outside >= OUTSIDE_AT and not stays):
            # Said to be another office's only when that is clear; otherwise it counts as not understood.
            return Verdict("decline", confidence=best.score, outside=best.outside >= OUTSIDE_IN_THREAD_AT)
        clearly_ours = stays or (best.outside <= CLEARLY_OURS and not leans_on_nothing(question))
        answer_at = OFF_TOPIC_ANSWER_AT if off_topic else self._calibration.answer_at
        if probability >= answer_at and not dangling and (clearly_ours or not off_topic):
            answer = self._from_guide(self.knowledge.guides[best.guide_id], question.text)
            return Verdict("answer", (answer,), confidence=probability)
        if off_topic:
            candidates = self._candidates(ranked) if probability >= GUESS_AT and not dangling else ()
            return Verdict("clarify" if candidates else "decline", candidates=candidates, confidence=probability)
        if clearly_ours and probability >= (GUESS_OURS_AT if best.outside <= SURELY_OURS else GUESS_AT):
            return self._guess(question, ranked, probability)
        if self._calibration.is_ours(ranked):
            return Verdict("clarify", candidates=self._candidates(ranked), confidence=probability)
        return self._from_article(question.text, probability)

    def _from_article(self, text: str, probability: float) -> Verdict:
        """The article that holds nearly every word of `text`, or an honest no."""
        article = self._article(text)
        return Verdict("answer" if article else "decline", article=article, confidence=probability)

    def _stays(self, question: Question, best: RankedGuide) -> bool:
        """Whether `best` is of the topic of the matter at hand."""
        at_hand, guide = (self.knowledge.guides.get(key or "") for key in (question.topic_guide, best.guide_id))
        return at_hand is not None and guide is not None and at_hand.topic == guide.topic

    def _dangles(self, question: Question) -> bool:
        """Whether the message goes on about something that found no answer or is not our business."""
        if question.topic_guide or not question.last_question:
            return False
        if question.reading == "follow_up":
            return True
        before = self.knowledge.ranker.rank(question.last_question, 1) if names_no_matter(question.text) else []
        return bool(before) and (before[0].is_outside or before[0].outside >= OUTSIDE_AT)

    def _guess(self, question: Question, ranked: Sequence[RankedGuide], probability: float) -> Verdict:
        """The likelier-than-not answer, said to be a guess, with the other candidates one touch away."""
        answer = self._from_guide(self.knowledge.guides[ranked[0].guide_id], question.text)
        if answer.correction:  # the wrong belief itself names the guide: nothing is left to guess
            return Verdict("answer", (answer,), confidence=probability)
        others = self._candidates(ranked)[1:]
        return Verdict("answer", (answer,), candidates=others, confidence=probability, tentative=True)

    def _several(self, question: Question, stretches: Sequence[str]) -> Verdict | None:
        """Both matters of a message that holds two; None when only one of the stretches is a question we know."""
        found: dict[str, GuideAnswer] = {}
        confidence, before = 1.0, ""
        for stretch in stretches:
            answer, sureness = self._one_of_several(question, stretch, before, list(found.values()))
            if answer and answer.guide.id not in found:
                found[answer.guide.id] = answer
                confidence = min(confidence, sureness)
            before = stretch
        if len(found) < 2:
            return None
        return Verdict("answer", tuple(found.values())[:MAX_MATTERS], confidence=confidence)

    def _one_of_several(
        self, question: Question, stretch: str, before: str, found: Sequence[GuideAnswer]
    ) -> tuple[GuideAnswer | None, float]:
        """The answer to one stretch; a later one often leaves out the matter: 「认证用哪个软件，收费吗」."""
        ranked = self.knowledge.ranker.rank(stretch)
        verdict = self._decide(Question(stretch, question.reading), ranked)
        certain = verdict.outcome == "answer" and not verdict.tentative
        if found and not certain and len(question.text) <= LONGEST_DOUBLE_QUESTION:
            topic = found[-1].guide
            likely = rank_in_thread(self.knowledge.ranker, stretch, before, topic, self.knowledge.guides)
            best, sureness = _another(likely, topic) if has_own_topic(stretch) else likely[0]
            if sureness >= THREAD_ANSWER_AT:
                return self._from_guide(self.knowledge.guides[best], stretch), sureness
        if verdict.answers and (certain or len(question.text) <= LONGEST_DOUBLE_QUESTION):
            return verdict.answers[0], verdict.confidence
        return None, 0.0

    def _bare_part(self, question: Question) -> Verdict | None:
        """「那要带什么」: the asked part of the matter at hand."""
        topic = self.knowledge.guides.get(question.topic_guide or "")
        part = known_part(question.part) or part_asked(question.text)
        if topic is None or part is None or has_own_topic(question.text):
            return None
        if part in topic.parts:
            return Verdict("answer", (self._from_guide(topic, "", part),), confidence=1.0)
        answer, confidence = self._part_nearby(question, topic, part)
        beside = answer.guide.id in topic.related and answer.guide.topic == topic.topic and answer.part == part
        if answer.guide is topic or beside:
            return Verdict("answer", (answer,), confidence=confidence)
        return Verdict("answer", (answer,), candidates=(topic,), confidence=confidence, tentative=True)

    def _part_nearby(self, question: Question, topic: Guide, part: str) -> tuple[GuideAnswer, float]:
        """What `topic` does not say: from the guide whose own matter it is (低保标准是多少), else from one beside it."""
        before = question.last_question or topic.title
        best, sureness = rank_in_thread(self.knowledge.ranker, question.text, before, topic, self.knowledge.guides)[0]
        guide = self.knowledge.guides[best]
        if guide is not topic and sureness >= THREAD_CERTAIN_AT:
            return self._from_guide(guide, question.text, part if part in guide.parts else None), sureness
        return self._part_of(topic, part), 1.0

    def _in_thread(self, question: Question, alone: Verdict, ranked: Sequence[RankedGuide]) -> Verdict | None:
        """A follow-up with words of its own, understood near the matter at hand; None when it is no follow-up."""
        topic = self.knowledge.guides.get(question.topic_guide or "")
        leans = question.reading == "follow_up" or leans_on_thread(question.text)
        follows = leans or ((alone.tentative or alone.outcome != "answer") and may_be_follow_up(question.text))
        if topic is None or question.reading == "off_topic" or not follows:
            return None
        likely = rank_in_thread(
            self.knowledge.ranker, question.text, question.last_question or topic.title, topic, self.knowledge.guides
        )
        best, sureness = likely[0]
        if not leans and alone.outcome == "answer" and alone.confidence > sureness:
            return None
        near = [self.knowledge.guides[key] for key, share in likely[:MAX_CANDIDATES] if share >= sureness * CANDIDATE_SHARE]
        if sureness >= THREAD_ANSWER_AT:
            answer = self._from_guide(self.knowledge.guides[best], question.text)
            surely = bool(ranked) and ranked[0].guide_id == best and alone.confidence >= self._calibration.answer_at
            named = answer.guide.topic == topic.topic and (surely or says_term_of(question.text, answer.guide))
            if sureness >= THREAD_CERTAIN_AT and named:  # what only the thread suggests is a guess, however likely
                return Verdict("answer", (answer,), confidence=sureness)
            return Verdict("answer", (answer,), candidates=tuple(near[1:]), confidence=sureness, tentative=True)
        if question.reading != "follow_up":
            return None
        return Verdict("clarify", candidates=tuple(near), confidence=sureness)

    def _part_of(self, guide: Guide, part: str) -> GuideAnswer:
        """The part of the guide next to `guide` that has it; said to be missing when none has."""
        for related in (self.knowledge.guides.get(key) for key in guide.related):
            if related and related.topic == guide.topic and part in related.parts:
                return self._from_guide(related, "", part)
        return GuideAnswer(guide, citations_for(guide, self.knowledge), part=part, part_missing=True)

    def _from_guide(self, guide: Guide, asked: str, part: str | None = None) -> GuideAnswer:
        citations = citations_for(guide, self.knowledge)
        return GuideAnswer(guide, citations, _correction(guide, asked), part, asked_part=part_asked(asked))

    def _candidates(self, ranked: Sequence[RankedGuide]) -> tuple[Guide, ...]:
        near = [
            guide for guide in ranked if guide.score >= ranked[0].score * CANDIDATE_SHARE and not guide.is_outside
        ]
        return tuple(self.knowledge.guides[guide.guide_id] for guide in near[:MAX_CANDIDATES])

    def _article(self, text: str) -> ArticleAnswer | None:
        if self.knowledge.article_index is None:
            return None
        hits = self.knowledge.article_index.search(text, 1)
        if not hits or hits[0].score < ARTICLE_SCORE or hits[0].parts["coverage"] < ARTICLE_COVERAGE:
            return None
        return ArticleAnswer(article_citation(self.knowledge.articles[hits[0].passage_id]))


def _another(likely: Sequence[tuple[str, float]], topic: Guide) -> tuple[str, float]:
    """The likeliest guide but `topic`: the second of two questions with a matter of its own is not the first again."""
    others = [(key, share) for key, share in likely if key != topic.id]
    return others[0][0], others[0][1] / (sum(share for _, share in others) or 1.0)


def _correction(guide: Guide, asked: str) -> str:
    """The correction of the first wrong belief of `guide` that `asked` rests on."""
    plain = re.sub(r"\s", "", asked)
    return next(
        (premise.correction for premise in guide.premises if any(pattern in plain for pattern in premise.patterns)), ""
    )
