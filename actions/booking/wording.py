"""Times as people say them: 明天 11月24日 周二, 上午9:00."""

from datetime import date, datetime

from actions.clock import SHANGHAI

SERVICES = {"counter_check": "窗口认证", "home_visit": "上门认证", "video_check": "视频认证"}
HALF_DAYS = {"morning": "上午", "afternoon": "下午"}
_WEEKDAYS = "一二三四五六日"
_NEAR = ("今天", "明天", "后天")


def service_words(service: str) -> str:
    """The service's name for people."""
    return SERVICES[service]


def day_words(day: date, today: date) -> str:
    """明天 11月24日 周二; the year is said when it is another one."""
    away = (day - today).days
    near = f"{_NEAR[away]} " if 0 <= away < len(_NEAR) else ""
    year = f"{day.year}年" if day.year != today.year else ""
    return f"{near}{year}{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


def time_words(moment: datetime) -> str:
    """上午9:00, 中午12:30, 下午3:00, Dalian time."""
    local = moment.astimezone(SHANGHAI)
    part = "上午" if local.hour < 12 else "中午" if local.hour == 12 else "下午"
    hour = local.hour - 12 if local.hour > 12 else local.hour
    return f"{part}{hour}:{local.minute:02d}"


def half_day_of(starts_at: datetime) -> str:
    """morning or afternoon, Dalian time."""
    return "morning" if starts_at.astimezone(SHANGHAI).hour < 12 else "afternoon"


def slot_words(service: str, starts_at: datetime, ends_at: datetime) -> str:
    """上午9:00; for a home visit the half day: 上午（8:30到11:30之间）."""
    if service != "home_visit":
        return time_words(starts_at)
    first, last = (moment.astimezone(SHANGHAI) for moment in (starts_at, ends_at))
    span = f"{first.hour}:{first.minute:02d}到{last.hour}:{last.minute:02d}之间"
    return f"{HALF_DAYS[half_day_of(starts_at)]}（{span}）"


def when_words(service: str, starts_at: datetime, ends_at: datetime, today: date) -> str:
    """Day and time: 明天 11月24日 周二 上午9:00."""
    return f"{day_words(starts_at.astimezone(SHANGHAI).date(), today)} {slot_words(service, starts_at, ends_at)}"
