"""Pushes a message as WeChat does: no answer within five seconds, and the same request comes again, three times in all."""

import threading

RETRIES = 3


class Pusher:
    """`post(query, body)` -> (status, text) reaches the product. One second of WeChat lasts `scale` seconds here."""

    def __init__(self, account, post, scale=1.0, api=None):
        self.account, self.post, self.scale, self.api = account, post, scale, api

    def send(self, openid, xml, lost=0):
        """Pushes `xml` until it is answered; the first `lost` answers get lost on the way. Returns what was shown, if anything."""
        if self.api:
            self.api.follower_acts(openid)
        push = self.account.push(xml)
        for attempt in range(1 + RETRIES):
            answer = self._once(push, 5 * self.scale)
            if answer is None or attempt < lost:
                continue
            status, body = answer
            return self.account.shown(openid, body) if status == 200 else None
        self.account.show(openid, "该公众号暂时无法提供服务，请稍后再试")
        return None

    def _once(self, push, seconds):
        answers = []
        thread = threading.Thread(target=lambda: answers.append(self.post(push.query, push.body)), daemon=True)
        thread.start()
        thread.join(seconds)
        return answers[0] if answers else None
