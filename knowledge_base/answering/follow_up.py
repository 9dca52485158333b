"""Understands a short follow-up in its thread: 「那六十五的呢」 after 「七十岁坐地铁免费吗」."""

import re
from collections.abc import Mapping
from math import exp

from knowledge_base.guides.model import Guide
from knowledge_base.ranking.guide_ranker import GuideRanker

# Log-odds a guide gets for standing near the one answered last. A follow-up rarely leaves its topic and often asks for what
# the writers put beside the guide; the guide itself is as likely as its neighbours.
SAME_TOPIC, RELATED, SAME_GUIDE = 2.5, 1.5, 1.5
# The words of the turn before say what it is about, the new ones what is wanted of it: so the new ones weigh more.
BEFORE_SHARE = 0.8
_LONGEST_FOLLOW_UP = 16  # characters; a longer message says its matter itself
_OPENS_LIKE_ONE = re.compile(r"^(?:那|要是|如果|万一|可是|可|但|不是|我爸|我妈|俺爹|俺妈|老人|他|她)")


def may_be_follow_up(text: str) -> bool:
    """Whether `text` is short or opens as people go on about the same matter."""
    return len(text) <= _LONGEST_FOLLOW_UP or bool(_OPENS_LIKE_ONE.match(text))


def rank_in_thread(
    ranker: GuideRanker, text: str, before: str, topic: Guide, guides: Mapping[str, Guide]
) -> list[tuple[str, float]]:
    """Guides with how likely each is meant (0..1), best first, by the new words, the turn before and the guide at hand."""
    now, together = ranker.log_odds(text), ranker.log_odds(f"{before}，{text}")
    floor_now, floor_together = min(now.values(), default=0.0), min(together.values(), default=0.0)
    prior = thread_prior(topic, guides)
    total = {
        key: now.get(key, floor_now) + BEFORE_SHARE * together.get(key, floor_together) + prior.get(key, 0.0)
        for key in {*now, *together, *prior} & set(guides)
    }
    best = max(total.values())
    likely = {key: exp(value - best) for key, value in total.items()}
    whole = sum(likely.values())
    return sorted(((key, value / whole) for key, value in likely.items()), key=lambda item: -item[1])


def thread_prior(guide: Guide, guides: Mapping[str, Guide]) -> dict[str, float]:
    """Log-odds added to each guide near `guide`."""
    prior = {key: SAME_TOPIC for key, other in guides.items() if other.topic == guide.topic}
    for key, other in guides.items():
        if key in guide.related or guide.id in other.related:
            prior[key] = prior.get(key, 0.0) + RELATED
    prior[guide.id] = SAME_TOPIC + SAME_GUIDE
    return prior
