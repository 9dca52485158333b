"""Dates with the precision people know: 2026年3月5号, 26年3月, 去年年底, 上个月, 大前天; what is not certain is asked back."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from actions.benefits.reading import day_meanings as means
from actions.benefits.reading import lunar
from actions.benefits.reading.day_meanings import Answer
from actions.benefits.reading.day_words import RELATIVE_YEARS, option
from actions.benefits.reading.model import AskBack, Mention, Value

Reader = Callable[[re.Match[str], date], Answer | None]
_N = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_HAN_YEAR = r"[一二三四五六七八九零]{4}年|(?:二|两)千零?[一二三四五六七八九十]{1,3}年"
# 工龄26年 is a span, not a year: so no two-digit year behind such words.
_NOT_SPAN = r"(?<!工龄)(?<!缴费)(?<!年限)(?<!交了)(?<!领了)(?<!退了)(?<!领取)(?<!走了)(?<!没了)(?<!工作)(?<!干了)(?<!满)(?<!共)(?<!工龄是)(?<!年限是)(?<!交)(?<!领)(?<!退休)(?<!退休了)"
_SHORT_YEAR = rf"(?<![0-9零一二三四五六七八九十百]){_NOT_SPAN}(?:[0-9]{{2}}|[零一二四五六七八九][零一二三四五六七八九])年"
_RELATIVE = "|".join(RELATIVE_YEARS)
_LONG_YEAR = rf"(?P<year>(?<![0-9])(?:19|20)[0-9]{{2}}年|{_HAN_YEAR}|{_RELATIVE}|{_SHORT_YEAR}(?=走|没了|没的|去世|过世|病逝|死|退|生))(?:的|份)?(?:公历|阳历|新历)?"
_YEAR = rf"(?P<year>(?<![0-9])(?:19|20)[0-9]{{2}}年|{_HAN_YEAR}|{_SHORT_YEAR}|{_RELATIVE})(?:的|份)?(?:公历|阳历|新历)?"

# Tried in this order; what one has read the next does not see.
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (lunar.PATTERN, lunar.read),
    (re.compile(rf"(?<![0-9])(?P<year>(?:19|20)?[0-9]{{2}})[-./年](?P<month>{_N})[-./月](?P<day>{_N})(?![0-9])[日号]?"), means.full),
    (re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])?(?![0-9])"), means.digits),
    (re.compile(rf"{_YEAR}(?P<month>{_N})月份?(?P<day>{_N})(?:[日号]|(?![年个0-9]))"), means.full),
    (re.compile(rf"(?P<which>上上月|上月|本月)(?!初[一二三四五六七八九十])份?(?:的)?(?:(?P<day>{_N})[日号])?(?:初|底|末|中旬|上旬|下旬|中)?"), means.month_back),
    (re.compile(rf"{_YEAR}(?P<month>{_N})月份?(?!里?初[一二三四五六七八九十])(?:初|底|末|中旬|上旬|下旬)?"), means.month_of_year),
    (re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>[0-9]{1,2})(?![0-9])月?"), means.month_of_year),
    (re.compile(rf"(?:{_YEAR})?(?P<name>清明|元旦|五一|国庆|十一(?=前|后|放假|长假)|冬至|夏至|三伏|三九)节?(?:前后|以前|之前|以后|之后|前|后|头|天|那天|那几天|期间)*"), means.around),
    (re.compile(rf"{_YEAR}(?P<part>年?底|年?末|年?初|年?中|上半年|下半年|春天|开春|春上|夏天|秋天|入秋|冬天|入冬|大?冬里|冬)"), means.part_of_year),
    (re.compile(rf"(?<![0-9个一二三四五六七八九十月年])(?P<month>{_N})月份?(?P<day>{_N})[日号]"), means.without_year),
    (re.compile(r"(?<![0-9个年])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})(?![0-9年个])"), means.without_year),
    (re.compile(rf"(?<![0-9个一二三四五六七八九十月年零半又])(?P<month>{_N})月(?:份|(?!前|以前|之前|[0-9一二三四五六七八九十]))(?:初|底|末|中旬|上旬|下旬)?"), means.without_year),
    (re.compile(rf"{_LONG_YEAR}(?!前|以前|之前|工龄|多|零)"), means.year_only),
    (re.compile(r"头年(?:里|底|末|年底)?"), means.last_year_or),
    (re.compile(r"(?<!半)年底|年末|年初|(?:这个|上个)?(?:春天|夏天|秋天|冬天)|开春|入冬|入秋|入夏"), means.season),
    (re.compile(r"(?P<which>上+|这|本)周(?P<day>[一二三四五六日天])?"), means.week),
    (re.compile(r"(?P<word>大前天|前天|昨天|今天)(?:早上|晚上|上午|下午|中午|夜里|半夜|凌晨)?"), means.near_day),
    (re.compile(r"(?:前|这|头)(?:几|两|些)天|前些日子|这(?:两|几)日"), means.some_days),
    (re.compile(rf"(?:(?P<half>半)个?月|(?P<count>{_N})个?(?P<unit>天|周))(?:以前|之前|前)"), means.days_ago),
    (re.compile(rf"(?:(?<=走了)|(?<=没了)|(?<=去世)|(?<=过世))(?P<half>)(?P<count>{_N})个?(?P<unit>天|周)"), means.days_ago),
    (re.compile(rf"(?:大?(?P<half>半)年|(?P<count>{_N})(?P<unit>年|个月))(?:以前|之前|前)(?!退|离|下岗)"), means.ago),
    (re.compile(r"刚刚?(?=走|没|去世|过世|咽气|不在|死|老了)|刚才|才(?=走|没[了的]|去世|过世)|最近|前不久|不久前|前一?阵子?|前些时候"), means.just_now),
    (re.compile(rf"(?<![0-9第一二三四五六七八九十年月])(?P<day>{_N})[号日](?![窗码楼线])"), means.day_only),
)  # fmt: skip
# Taken only where a date is asked: 2018, and 98年, which in a sentence may as well be a span.
_BARE: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"(?P<year>{_SHORT_YEAR})(?!工龄|缴费|社保|养老|的(?!$)|多|半|零|前|以前|了|来)"), means.year_only),
    (re.compile(r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})(?![0-9.])"), means.year_only),
)


_ABOUT = re.compile(r"(?:大概齐?|大约|差不多|可能|好像|估摸着?|估计|约莫)(?:就)?(?:是|在)?$")


def _unless_about(answer: Answer | None, before: str) -> Answer | None:
    """好像是去年 is no certain date."""
    if not isinstance(answer, Value) or not _ABOUT.search(before):
        return answer
    return AskBack(f"您是说大约{answer.heard}。就按{answer.heard}算吗？还是您再说一个准的？", (option(answer.value),))


def mentions(plain: str, today: date, *, bare: bool) -> Iterator[Mention]:
    """Every date in `plain`; `bare` also takes 2018 without 年."""
    for pattern, reader in (*_READERS, *(_BARE if bare else ())):
        taken = []
        for found in pattern.finditer(plain):
            answer = _unless_about(reader(found, today), plain[: found.start()])
            if answer is not None:
                taken.append(found.span())
                yield Mention("day", found.start(), found.end(), found[0], answer)
        for start, end in taken:
            plain = plain[:start] + "　" * (end - start) + plain[end:]
