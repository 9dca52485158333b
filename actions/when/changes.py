"""Short answers inside a booking: 「早一点」, 「换一天」, 「第二个」, 「那个十点的」, 「换个地方」, 「算了」, 「行」."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Literal

from actions.when.clock_words import read as read_clock
from actions.when.numerals import number
from actions.when.questions import Unclear
from actions.when.wish import standard

Kind = Literal[
    "pick", "pick_clock", "earlier", "later", "other_day", "other_office", "near", "own_office", "waiting", "stop",
    "anything", "no", "yes", "none",
]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What a short answer does; `place` is the choice meant (0 the first, -1 the last), `clock` the time of one."""

    kind: Kind
    place: int | None = None
    clock: time | None = None


# Tried in this order on the standard wording; the first that fits is meant.
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("none", r"都不行|都不合适|都不是|哪个都不|一个都不|没有合适|都不中|都去不了"),
    ("other_day", r"(?:换|改|挪|另)(?:一|个|到别的|别的|成别的)?(?:一)?(?:天|日子|时间)|别的(?:天|日子|时间)|那天(?:不行|没空|有事)|改天|还有(?:别的|其他)"),
    ("waiting", r"候补|排队等|等(?:着|空|号|位|通知)|有空(?:位|号)?(?:了)?(?:告诉|通知|叫)|帮我等"),
    ("other_office", r"(?:换|改)(?:一|个)*(?:个)?(?:地方|地点|街道|窗口|社区|大厅)|别的(?:地方|街道|窗口)|其他(?:地方|街道)|不去那(?:儿|里|个地方)|太远"),
    ("near", r"附近|家门口|离(?:我)?家近|近(?:一)?点|最近的|就近|家跟前"),
    ("own_office", r"(?:我|自己)(?:的|们)?(?:那个?|这个?)?街道|原来(?:的|那个?)(?:地方|街道)"),
    ("earlier", r"早(?:一)?(?:点|些|会)|往前|提前|靠前|再早"),
    ("later", r"晚(?:一)?(?:点|些|会)|往后|推(?:后|迟)|靠后|再晚|迟(?:一)?点"),
    ("stop", r"^(?:那)?(?:就)?(?:算了|拉倒|不约了|不办了|不弄了|不整了|不用(?:约)?了|别约了|先不约|不要了|取消|停|退出|不想约|"
             r"不约|不预约了|下次再说|以后再说|再说吧)|不约了|不想约了|先不约|算了吧|拉倒吧"),
    ("yes", r"没问题|没毛病|没错|没意见"),
    ("no", r"^(?:不(?!知)|没|错|别|no)|不对|不是|不行|说错|弄错|重选|重新选"),
    ("anything", r"随便|随你|都行|都可以|都中|无所谓|看着办|你定|听你的|不挑|越早越好|越快越好|尽早|尽快|赶紧|最早|最快"),
    ("yes", r"^(?:嗯|是|对|好|行|中|可以|确定|确认|妥|成|要(?:的|啊|吧)?$|同意|ok|yes|就(?:这|约|它|是|要|按)|约吧|定(?:吧|了|下))|就这个"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_LAST = re.compile(r"最后(?:一)?(?:个|条|项)?|末了|最下面")
_PLACE = re.compile(
    r"第(?P<a>[一二三四五六七八九\d])(?:个|条|项|种|样|家)?"
    r"|^(?:我|就)?(?:选|要|点|约)?(?P<b>[一二三四五六两1-6])(?:个)?(?:吧|的)?$|(?P<c>头)一?(?:个|条)|(?P<d>最?上面)|(?P<e>中间)"
)
_CLOCK_CHOICE = re.compile(r"(?:点|时|:)")


def read_change(text: str) -> Change | None:
    """The change meant by `text`, or None. A time with it (「改成后天」) is for read_wish, which goes first."""
    plain = standard(text).strip("。，,.！!？?~ ")
    if _LAST.search(plain) and len(plain) <= 8:
        return Change("pick", -1)
    if found := _PLACE.search(plain):
        return Change("pick", _place(found))
    for kind, pattern in _PATTERNS:
        if pattern.search(plain):
            return Change(kind)
    return _pick_by_clock(plain)


def _place(found: re.Match[str]) -> int:
    if found["c"] or found["d"]:
        return 0
    if found["e"]:
        return 1
    return max((number(found["a"] or found["b"]) or 1) - 1, 0)


def _pick_by_clock(plain: str) -> Change | None:
    if not _CLOCK_CHOICE.search(plain):
        return None
    try:
        clock = read_clock(plain)[1]
    except Unclear:
        return None
    return Change("pick_clock", clock=clock) if clock else None
