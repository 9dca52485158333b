"""What the thread of a talk makes likely: the guides next to the one answered last."""

from collections.abc import Mapping

from knowledge_base.guides.model import Guide

# In units of the ranker's score. A follow-up rarely leaves its topic, often asks for what the writers put beside the guide,
# and does not ask for the same answer again when it brings words of its own.
SAME_TOPIC, RELATED, SAME_GUIDE = 0.25, 0.2, 0.1


def thread_prior(guide: Guide, guides: Mapping[str, Guide]) -> dict[str, float]:
    """Score added to each guide near `guide`."""
    prior = {key: SAME_TOPIC for key, other in guides.items() if other.topic == guide.topic}
    for key, other in guides.items():
        if key in guide.related or guide.id in other.related:
            prior[key] = prior.get(key, 0.0) + RELATED
    prior[guide.id] = SAME_GUIDE
    return prior
