"""The small language of an office file's lists: opening hours, services, closures, visit teams."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time

from actions.offices.calendar.days import WEEKDAYS
from actions.offices.levels import level_labels, service_labels, services_of

_HOURS = re.compile(r"(周[一二三四五六日])(?:至(周[一二三四五六日]))?((?: \d{1,2}:\d\d-\d{1,2}:\d\d)+)")
_SERVICE = re.compile(r"(\S+) (\d{1,3})分钟 (\d{1,2})人")
_CLOSURE = re.compile(r"(\d{4}-\d\d-\d\d)(?: ?至 ?(\d{4}-\d\d-\d\d))? (\S.*)")
_TEAM = re.compile(r"(\S{1,40}) (\S{1,50}) (\S{1,50}?)(?:: ?([a-z0-9 -]*))?")


class Fault(ValueError):
    """Why a field cannot be taken."""


@dataclass(frozen=True)
class Service:
    """A service with the minutes and the places of one slot."""

    code: str
    minutes: int
    places: int


@dataclass(frozen=True)
class Team:
    """Two people who visit at home, and the ids of the communities they serve."""

    name: str
    first: str
    second: str
    areas: tuple[str, ...]


def _plain(text: str) -> str:
    """Full-width signs as half-width ones, blanks single, 周天 as 周日."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().replace("周天", "周日")


def number_between(text: str, label: str, least: int, most: int) -> int:
    """The whole number `text` is. Raises Fault."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else least - 1
    if not least <= number <= most:
        raise Fault(f"{label}要写{least}到{most}的整数，现在是“{text}”")
    return number


def opening_hours(texts: list[str]) -> tuple[tuple[int, time, time], ...]:
    """(weekday, opens, closes) in order, such as of 「周一至周五 08:30-11:30 13:00-16:30」. Raises Fault."""
    spans = sorted(span for text in texts for span in _hours_of(text))
    for (day, _, closes), (other, opens, _) in zip(spans, spans[1:], strict=False):
        if day == other and opens < closes:
            raise Fault(f"开门时间重叠：{WEEKDAYS[day]}{opens:%H:%M}")
    return tuple(spans)


def _hours_of(text: str) -> list[tuple[int, time, time]]:
    found = _HOURS.fullmatch(_plain(text))
    if not found:
        raise Fault(f"开门时间写成“周一至周五 08:30-11:30 13:00-16:30”这样，现在是“{text}”")
    first = WEEKDAYS.index(found[1])
    last = WEEKDAYS.index(found[2]) if found[2] else first
    spans = [tuple(_moment(moment, text) for moment in span.split("-")) for span in found[3].split()]
    if last < first or any(opens >= closes for opens, closes in spans):
        raise Fault(f"开门时间前后颠倒：“{text}”")
    return [(day, opens, closes) for day in range(first, last + 1) for opens, closes in spans]


def _moment(text: str, whole: str) -> time:
    hour, minute = (int(part) for part in text.split(":"))
    if hour > 23 or minute > 59:
        raise Fault(f"没有这个钟点：“{whole}”")
    return time(hour, minute)


def services(texts: list[str], level: str) -> tuple[Service, ...]:
    """The services of an office of `level` (a code). Raises Fault, also when the level does not do one of them."""
    found = tuple(_service(text) for text in texts)
    codes = [service.code for service in found]
    for code in codes:
        if codes.count(code) > 1:
            raise Fault(f"服务写了两次：{service_labels()[code]}")
        if code not in services_of(level):
            raise Fault(f"{level_labels()[level]}这一级不办{service_labels()[code]}")
    return found


def _service(text: str) -> Service:
    found = _SERVICE.fullmatch(_plain(text))
    codes = {**{code: code for code in service_labels()}, **{label: code for code, label in service_labels().items()}}
    if not found or found[1] not in codes:
        raise Fault(f"服务写成“窗口认证 20分钟 2人”这样，能写的是{'、'.join(service_labels().values())}，现在是“{text}”")
    return Service(codes[found[1]], number_between(found[2], "一次几分钟", 5, 600), number_between(found[3], "一次几人", 1, 50))


def closure(text: str) -> tuple[date, date, str]:
    """(first, last, reason), both days closed. Raises Fault."""
    found = _CLOSURE.fullmatch(_plain(text))
    if not found or len(found[3]) > 100:
        raise Fault(f"关门日子写成“2026-12-01 至 2026-12-03 装修”这样，现在是“{text}”")
    try:
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1])
    except ValueError as error:
        raise Fault(f"没有这一天：“{text}”") from error
    if last < first:
        raise Fault(f"关门日子前后颠倒：“{text}”")
    return first, last, found[3]


def visit_team(text: str) -> Team:
    """A team of two with its communities, such as of 「一组 王丽 刘强: 社区编号」. Raises Fault."""
    found = _TEAM.fullmatch(_plain(text))
    if not found:
        raise Fault(f"上门小组写成“一组 王丽 刘强: 社区编号 社区编号”这样，两个人，现在是“{text}”")
    areas = tuple((found[4] or "").split())
    if len(" ".join(areas)) > 500:
        raise Fault(f"上门小组的社区太多：“{found[1]}”")
    return Team(found[1], found[2], found[3], areas)
