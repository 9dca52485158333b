"""What the voice will be asked to say anyway: the pages' own sentences, the greeting, the guides."""

from collections.abc import Mapping
from typing import NamedTuple

from actions.dialogue.home import greeting
from actions.settings import Settings
from kiosk_ui.gateway.presenting import spoken_parts
from kiosk_ui.kiosk.grants_prompts import grant_prompts
from kiosk_ui.kiosk.personal_prompts import PERSONAL_PROMPTS
from kiosk_ui.kiosk.prompts import prompts
from kiosk_ui.voice.speeds import FAST, NORMAL, SLOW
from knowledge_base.guides.model import PARTS, Guide


class Portion(NamedTuple):
    """Texts to be made ahead at some speeds, under a name for people."""

    name: str
    texts: list[str]
    speeds: tuple[str, ...]


def portions(settings: Settings, guides: Mapping[str, Guide]) -> list[Portion]:
    """All of it, the most heard first: what does not fit the cache is what is heard least."""
    own = [*prompts(settings.help_desk, settings.help_hours).values(), *PERSONAL_PROMPTS.values(), *grant_prompts().values()]
    fixed = [greeting([]).text, *(prompt.spoken for prompt in own)]
    summaries = [guide.summary for guide in guides.values()]
    return [
        Portion("固定的话", fixed, (NORMAL, SLOW, FAST)),
        Portion("指南的结论", summaries, (NORMAL,)),
        Portion("指南的细节", [_parts(guide) for guide in guides.values()], (NORMAL,)),
        Portion("指南的结论，慢和快", summaries, (SLOW, FAST)),
    ]


def _parts(guide: Guide) -> str:
    """What 接着听 reads of a guide, as a reply's card has it."""
    shown = [{"label": PARTS[part], "lines": guide.parts[part]} for part in PARTS if guide.parts.get(part)]
    return spoken_parts({"type": "guide", "parts": shown})
