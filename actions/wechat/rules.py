"""The figures of the official account in one place: WeChat's own, as documented, and ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

# 接收普通消息: no answer within 5 s, and the message is pushed again, three times in all.
PUSHES = 4  # the first and three again
PUSHED_AGAIN_WITHIN = timedelta(seconds=60)
PASSIVE_SECONDS = 4.0  # what is left of WeChat's 5 s belongs to the network
TIMESTAMP_WINDOW = timedelta(minutes=5)

# 全局返回码
TOKEN_CODES = frozenset({40001, 40014, 42001})  # the token is wrong or over
CLOSED_CODES = frozenset({45015, 45047, 43004, 48001})  # 48 hours over, quota used, does not follow, no permission
FINAL_CODES = frozenset({40003})  # no such openid
TEXT_BYTES = 2048  # 发送客服消息, 被动回复: longest text
MENU_ITEMS, MENU_LABEL_BYTES = 10, 128  # msgmenu
TOKEN_MARGIN = timedelta(minutes=5)  # 获取稳定版接口调用凭据: in its last 5 minutes the platform hands out the next one

SESSION_IDLE = timedelta(minutes=30)
SESSION_EVENTS = 100
HELD, HELD_AFRESH_SECONDS = timedelta(seconds=40), 10.0  # a process that gives no sign for so long is taken to be dead
GIVEN_UP_AFTER = timedelta(minutes=3)  # a message whose process died, and that no other took over, gets an apology
UNANSWERED_AFTER = timedelta(seconds=60)  # an answer nobody fetched by then goes out by itself
STATE_LIFETIME, TICKET_LIFETIME = timedelta(minutes=10), timedelta(minutes=2)
FOLLOWER_KEPT = timedelta(days=30)  # somebody unbound who did nothing for so long is known no more
KEPT = timedelta(days=3)  # messages and nonces, to know a late push again


@dataclass(frozen=True)
class Allowance:
    """How many customer-service messages an act of the follower allows, and for how long."""

    messages: int
    lasts: timedelta


# 客服消息下发规则 (developers.weixin.qq.com, 客服消息介绍)
ALLOWANCES: Mapping[str, Allowance] = {
    "message": Allowance(5, timedelta(hours=48)),
    "menu": Allowance(3, timedelta(minutes=1)),
    "subscribe": Allowance(3, timedelta(minutes=1)),
    "scan": Allowance(3, timedelta(minutes=1)),
}

# Kinds of our messages that may go by WeChat, and what people call them.
REMINDERS: Mapping[str, str] = {
    "booking_reminder": "预约提醒",
    "certification_due": "认证提醒",
    "grant_step": "进度提醒",
}
