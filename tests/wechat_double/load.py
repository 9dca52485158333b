"""Many followers at once: each message is pushed until WeChat hears an answer, some of which get lost on the way."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.wechat_double.pushing import RETRIES


@dataclass
class LoadResult:
    """What happened: seconds of every push that was answered in time, and messages by how their answer came."""

    seconds: list[float] = field(default_factory=list)
    passive_seconds: list[float] = field(default_factory=list)
    pushes: int = 0
    messages: int = 0
    late: int = 0  # pushes without an answer within five seconds
    passive: Counter = field(default_factory=Counter)  # openid -> answers shown
    given_up: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def percentile(self, share, of=None):
        """Of the passive answers with words in them, or of other times."""
        times = sorted(self.passive_seconds if of is None else of)
        return times[min(len(times) - 1, int(len(times) * share))] if times else 0.0


def drive(account, api, post, questions, *, followers, per_second, seconds, retry_seconds=5.0, lost=1 / 3, seed=7, threads=500):
    """`per_second` messages for `seconds`. A share `lost` of them loses its answer three times and is pushed four times."""
    result, choice = LoadResult(), random.Random(seed)  # noqa: S311 - which answers get lost, no secret
    started = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        for number in range(int(per_second * seconds)):
            time.sleep(max(0.0, started + number / per_second - time.monotonic()))
            losses = RETRIES if choice.random() < lost else 0
            openid = f"oload{number % followers:05d}"
            pool.submit(_message, account, api, post, openid, questions(number), losses, retry_seconds, result)
    return result


def _message(account, api, post, openid, text, losses, retry_seconds, result):
    api.follower_acts(openid)
    push = account.push(account.text(openid, text))
    with result.lock:
        result.messages += 1
    for attempt in range(1 + RETRIES):
        started = time.monotonic()
        status, body = post(push.query, push.body)
        took = time.monotonic() - started
        heard = status == 200 and took < 5.0 and attempt >= losses
        with result.lock:
            result.pushes += 1
            result.late += took >= 5.0
            result.seconds.append(took)
            if body not in ("success", "") and status == 200:
                result.passive_seconds.append(took)
        if heard:
            if account.shown(openid, body) is not None:
                with result.lock:
                    result.passive[openid] += 1
            return
        time.sleep(max(0.0, retry_seconds - took))
    with result.lock:
        result.given_up += 1
