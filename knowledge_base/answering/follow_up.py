"""Understands a short follow-up in its thread: 「那六十五的呢」 after 「七十岁坐地铁免费吗」."""

import re
from collections.abc import Mapping
from math import exp

from knowledge_base.answering.model import Question
from knowledge_base.answering.parts_asked import has_own_topic
from knowledge_base.guides.model import Guide
from knowledge_base.ranking.guide_ranker import GuideRanker

# Log-odds a guide gets for standing near the one answered last. A follow-up rarely leaves its topic and often asks for what
# the writers put beside the guide; the guide itself is as likely as its neighbours.
SAME_TOPIC, RELATED, SAME_GUIDE = 2.5, 1.5, 1.5
# The words of the turn before say what it is about, the new ones what is wanted of it: so the new ones weigh more. They are
# few, though, and few words sound surer of one guide than they are: so they count less than in a whole question.
NOW_SHARE, BEFORE_SHARE = 0.8, 0.8
_LONGEST_FOLLOW_UP = 16  # characters; a longer message says its matter itself
_SHORTEST_TERM = 2  # characters
_LEANING = 7  # characters: 报几成啊, 别人替办行不
_ANOTHER = re.compile(r"^(?:那么|那|换成|要是)?[^，。？?]{2,8}呢[？?]?$")  # 那住院呢: not what was answered, its neighbour
# 那六十五的呢, 那我老伴呢: the same matter for another age or person.
_SAME_FOR_ANOTHER = re.compile(r"[0-9一二三四五六七八九十百两半]|的呢|老伴|老头|老人|老太|爸|妈|爹|娘|我|俺|他|她|人家")
_NAMES_NO_MATTER = re.compile(r"几点|多远|(?:远|近|贵|好|挤)不|怎么走|咋走|[开关]门|营业|下班|周末")
_OPENS_LIKE_ONE = re.compile(r"^(?:那|要是|如果|万一|可是|可|但|不是|我爸|我妈|俺爹|俺妈|老人|他|她)")


def leans_on_thread(text: str) -> bool:
    """Whether `text` is so short that it says little without its thread, however well it fits some guide alone."""
    return len(text) <= _LEANING


def leans_on_nothing(question: Question) -> bool:
    """Whether a short message goes on about what found no answer: 「老人免费吗」 after 「停车场怎么收费」."""
    return bool(question.last_question) and not question.topic_guide and leans_on_thread(question.text)


def names_no_matter(text: str) -> bool:
    """Whether `text` only asks when, how far or how dear: 「几点关门」, 「远不远」."""
    return leans_on_thread(text) and bool(_NAMES_NO_MATTER.search(text))


def says_term_of(text: str, guide: Guide) -> bool:
    """Whether `text` holds one of the terms `guide` is known by."""
    return any(term in text for term in guide.keywords if len(term) >= _SHORTEST_TERM)


def may_be_follow_up(text: str) -> bool:
    """Whether `text` is short or opens as people go on about the same matter."""
    return len(text) <= _LONGEST_FOLLOW_UP or bool(_OPENS_LIKE_ONE.match(text))


def asks_for_another(text: str) -> bool:
    """Whether `text` puts one new word in the place of an old one: 「那住院呢」 after 「门诊能报多少」."""
    return bool(_ANOTHER.match(text)) and not _SAME_FOR_ANOTHER.search(text) and has_own_topic(text)


def rank_in_thread(
    ranker: GuideRanker, text: str, before: str, topic: Guide, guides: Mapping[str, Guide]
) -> list[tuple[str, float]]:
    """Guides with how likely each is meant (0..1), best first, by the new words, the turn before and the guide at hand."""
    now, together = ranker.log_odds(text), ranker.log_odds(f"{before}，{text}")
    floor_now, floor_together = min(now.values(), default=0.0), min(together.values(), default=0.0)
    another = asks_for_another(text)
    before_share = BEFORE_SHARE / 2 if another else BEFORE_SHARE
    prior = thread_prior(topic, guides, another)
    total = {
        key: NOW_SHARE * now.get(key, floor_now) + before_share * together.get(key, floor_together) + prior.get(key, 0.0)
        for key in {*now, *together, *prior} & set(guides)
    }
    best = max(total.values())
    likely = {key: exp(value - best) for key, value in total.items()}
    whole = sum(likely.values())
    return sorted(((key, value / whole) for key, value in likely.items()), key=lambda item: -item[1])


def thread_prior(guide: Guide, guides: Mapping[str, Guide], another: bool = False) -> dict[str, float]:
    """Log-odds added to each guide near `guide`; `guide` itself gets none of its own when `another` is asked for."""
    prior = {key: SAME_TOPIC for key, other in guides.items() if other.topic == guide.topic}
    for key, other in guides.items():
        if key in guide.related or guide.id in other.related:
            prior[key] = prior.get(key, 0.0) + RELATED
    prior[guide.id] = SAME_TOPIC + (0.0 if another else SAME_GUIDE)
    return prior
