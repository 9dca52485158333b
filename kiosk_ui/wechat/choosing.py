"""What a short message means: a number of the last choices, or one of the few commands of the chat."""

import re
import unicodedata
from collections.abc import Sequence

from actions.wechat.rules import REMINDERS

_HANZI = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
# 3号 alone is a day and 2个 a count; 第3号 and 第2个 are a place in a list.
_NUMBER = re.compile(r"(?:(?:选|回复|回)?第([0-9]{1,2}|[一二两三四五六七八九十])(?:号|个|项)?|(?:选|回复|回)?([0-9]{1,2}|[一二两三四五六七八九十]))[.、。，,)）]?")
_UNBIND = re.compile(r"(?:解除|取消)(?:微信)?绑定[。.]?|解绑[。.]?")
_OPT = re.compile(r"(退订|恢复|订阅)(预约|认证|进度)?提醒[。.]?")


def number_in(text: str) -> int | None:
    """The number a message consists of (2, 二, 第2个, 回复2), else None: 3号 and 2个 are no numbers of a list."""
    found = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    number = found[1] or found[2]
    return int(number) if number.isdigit() else _HANZI[number]


def chosen_token(offered: Sequence[tuple[str, str]], number: int) -> str | None:
    """The token behind a number of the last choices."""
    return offered[number - 1][1] if 0 < number <= len(offered) else None


def wants_unbinding(text: str) -> bool:
    """解除绑定 and the like, alone in a message."""
    return _UNBIND.fullmatch("".join(text.split())) is not None


def reminders_meant(text: str) -> tuple[tuple[str, ...], bool] | None:
    """(kinds, whether they are to stop) of 退订提醒, 恢复认证提醒 ...; None for anything else."""
    found = _OPT.fullmatch("".join(text.split()))
    if found is None:
        return None
    kinds = tuple(kind for kind, name in REMINDERS.items() if found[2] is None or name.startswith(found[2]))
    return kinds, found[1] == "退订"
