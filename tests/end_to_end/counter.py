"""Answers of the counter as its contract words them, so that the pages can be tried in every case that can come."""

import json
from typing import Any

from playwright.sync_api import Page, Route

ID_NUMBER = "210201194903071227"  # a region nobody lives in
NAME = "张秀兰"
MASKED_NAME = "张*兰"
CONSENT = {
    "version": "1", "heading": "查本人记录以前，先征求您的同意",
    "paragraphs": [
        "我们要看您的养老金、认证和预约记录，只用来回答您现在问的事。",
        "核实只管这一次，结束以后不留在这台机器上。",
        "您以后可以说「撤回同意」，随时不让我们再看。",
    ],
    "agree": "同意", "refuse": "不同意",
}  # fmt: skip
IDENTITY_CARD = {
    "type": "identity", "purpose": "查养老金", "consent": CONSENT, "methods": ["sms", "relative", "clerk", "card"],
}  # fmt: skip
RECORD_CARD = {
    "type": "record", "title": "十一月的养老金",
    "lines": [
        {"label": "基础养老金", "value": "1234.56元"},
        {"label": "过渡性养老金", "value": "321.00元", "note": "1992年以前的工龄"},
        {"label": "个人账户养老金", "value": "456.78元"},
    ],
    "total": {"label": "合计", "value": "2012.34元"}, "as_of": "截至2026年11月23日", "notes": ["每月十八号前后到账。"],
}  # fmt: skip
REASON_CARD = {
    "type": "reason", "title": "为什么是2012.34元",
    "lines": [
        {
            "label": "基础养老金", "value": "1234.56元",
            "how": "（7000元＋7000元×0.8）÷2×19.6年×1%", "basis": "国发〔2005〕38号 第六条",
        },
        {"label": "个人账户养老金", "value": "456.78元", "how": "63492元÷139个月", "basis": ""},
    ],
    "total": {"label": "合计", "value": "2012.34元"}, "missing": ["过渡性养老金的视同缴费年限还没有录进来。"],
}  # fmt: skip
CERTIFICATION_CARD = {
    "type": "certification", "state": "silent", "heading": "不用您办，已经认证过了",
    "lines": [{"label": "上次认证", "value": "2026年6月3日，大数据比对"}, {"label": "下次到期", "value": "2027年6月3日"}],
    "notes": ["到期前我们会提醒您。"],
}  # fmt: skip
SLOTS_CARD = {
    "type": "slots", "heading": "这些时间有空",
    "groups": [
        {
            "heading": "明天 11月24日 周二", "office": "中山区青泥洼桥街道",
            "items": [{"label": "上午9:00", "free": 2, "choice": 0}, {"label": "下午2:30", "free": 1, "choice": 1}],
        },
        {"heading": "后天 11月25日 周三", "office": "中山区青泥洼桥街道", "items": [{"label": "上午10:30", "free": 4, "choice": 2}]},
    ],
}  # fmt: skip
SLOT_CHOICES = [{"label": f"第{n}个时间", "token": f"slot-{n}"} for n in (1, 2, 3)] + [{"label": "换一天", "token": "other"}]
BOOKING_CARD = {
    "type": "booking", "state": "已经约好", "number": "482 913", "service": "窗口认证",
    "when": "2026年11月24日 周二 上午9:00", "place": "中山区青泥洼桥街道办事处", "address": "中山区某路1号",
    "phone": "041184394444", "bring": ["身份证", "社保卡"], "notes": ["早到十分钟就行。"],
    "qr": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h3v3H0zM5 0h3v3H5zM0 5h3v3H0zM4 4h1v1H4z"/></svg>',
    "ics": "/api/conversations/c/bookings/482913.ics",
}  # fmt: skip
BOOKING_CHOICES = [{"label": "改时间", "token": "move"}, {"label": "取消预约", "token": "cancel"}]
FAMILY_CARD = {
    "type": "family",
    "grants": [{"id": 7, "name": "张小红", "relation": "女儿", "scopes": ["资格认证", "养老金"], "until": "2027年2月21日", "phone_tail": "0012"}],
    "views": [{"when": "11月20日 14:05", "who": "张小红", "what": "看了养老金发放记录"}],
}  # fmt: skip
FAMILY_OFFER = {
    "relations": ["老伴", "儿子", "女儿"],
    "scopes": [{"id": "certification", "label": "资格认证和预约"}, {"id": "payments", "label": "养老金发放"}],
    "longest_days": 365,
}
TICKET_CARD = {"type": "ticket", "number": "A012", "ahead": 3, "place": "中山区青泥洼桥街道 2号窗口"}
ADDRESS_CARD = {"type": "address", "masked": "中山区***3号楼**1", "choice_use": 0}
VISIT_CARD = BOOKING_CARD | {
    "state": "给您留着，还没有确定", "number": "", "qr": "", "ics": "", "service": "上门认证", "place": "您家里",
    "address": "中山区***1号", "visit_address": {"type": "address", "masked": "中山区***1号", "booking": 5},
}  # fmt: skip


def reply(text: str = "好的。", **fields: Any) -> dict[str, Any]:
    """A reply as the API words it."""
    return {
        "id": "r", "text": text, "speech": text, "outcome": "answer", "citations": [], "choices": [], "card": None,
        "audio": [], "more_audio": [], "private": False, "speech_on_request_audio": [],
    } | fields  # fmt: skip


VERIFY = reply("查养老金，要先核实是您本人。", outcome="verify", card=IDENTITY_CARD)
PENSION = reply(
    "十一月的养老金到账了。", private=True, card=RECORD_CARD,
    speech_on_request_audio=[{"key": "on-request", "shown": "一共2012.34元", "spoken": "一共两千零一十二元"}],
    choices=[{"label": "为什么是这个数", "token": "why"}],
)  # fmt: skip
REASON = reply("一共分成这几项。", private=True, card=REASON_CARD)


class Counter:
    """Stands where the identity, family and booking services stand. `asked` keeps (method, path, body) of each request."""

    def __init__(self, page: Page, *answers: dict[str, Any]) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self.proven = False
        self.expires_in = 600
        self.resend_after = 60
        self.problems: dict[str, tuple[int, str, str]] = {}  # path -> status, code, detail
        self.proof_answers = [PENSION]
        self.family = {"grants": FAMILY_CARD["grants"], "views": FAMILY_CARD["views"]}
        self._answers = list(answers)
        self._last: dict[str, Any] = answers[-1] if answers else reply()
        for path in ("consent", "identity", "identity/*", "phone", "phone/*", "family", "family/*", "visit-address", "messages", "bookings/*", "views"):
            page.route(f"**/api/conversations/*/{path}", self._serve)

    def answer(self, *replies: dict[str, Any]) -> None:
        """What the next messages are answered with."""
        self._answers = list(replies)

    def refuse(self, path: str, status: int, code: str, detail: str) -> None:
        """Let requests to `path` fail with this problem document until `allow`."""
        self.problems[path] = (status, code, detail)

    def allow(self, path: str) -> None:
        del self.problems[path]

    def bodies(self, path: str) -> list[Any]:
        return [body for _, asked, body in self.asked if asked == path]

    def _serve(self, route: Route) -> None:
        request = route.request
        path = request.url.split("/api/conversations/")[1].split("/", 1)[1]
        body = json.loads(request.post_data) if request.post_data else None
        if path != "identity" or request.method != "GET":
            self.asked.append((request.method, path, body))
        if path in self.problems and request.method != "GET":
            status, code, detail = self.problems[path]
            return self._json(route, status, {"status": status, "code": code, "detail": detail})
        return self._json(route, *self._answer(request.method, path, body))

    def _answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        if path == "messages":
            if self._answers:
                self._last = self._answers.pop(0)
            return 200, {"replies": [self._last]}
        if path in ("identity/verify", "identity/clerk"):
            self.proven = True
            return 200, {"replies": self.proof_answers}
        if method == "DELETE":
            self.proven = self.proven and path != "identity"
            return 204, None
        answers = self._looked_at() if method == "GET" else self._sent(body)
        return 200, answers.get(path, {"challenge": "sms", "expires_in": 300, "resend_after": self.resend_after})

    def _looked_at(self) -> dict[str, Any]:
        proof = {"proven": self.proven, "name": MASKED_NAME, "expires_in": self.expires_in, "relative": False}
        return {"identity": proof, "family": FAMILY_OFFER | self.family, "views": {"views": []}}

    @staticmethod
    def _sent(body: Any) -> dict[str, Any]:
        return {
            "consent": {"agreed": (body or {}).get("agree")},
            "phone/verify": {"changed": True},
            "visit-address": {"booking": BOOKING_CARD | {"address_masked": "西岗区***9号"}},
        }

    @staticmethod
    def _json(route: Route, status: int, data: Any) -> None:
        if data is None:
            route.fulfill(status=status)
        else:
            kind = "application/json" if status < 400 else "application/problem+json"
            route.fulfill(status=status, content_type=kind, body=json.dumps(data))
