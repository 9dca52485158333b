"""Estimates and the funeral grant through the JSON API with Rasa and the action server really running."""

from collections.abc import Iterator

import httpx
import pytest


class Visit:
    """One conversation over the API of somebody who has proven nothing."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=20, trust_env=False)
        opened = self._http.post("/api/conversations", json={"channel": "kiosk"}).json()
        self.id = opened["id"]
        self._http.headers["Authorization"] = f"Bearer {opened['token']}"

    def close(self) -> None:
        self._http.close()

    def says(self, text: str) -> list[dict]:
        return self._send({"text": text})

    def taps(self, replies: list[dict], label: str) -> list[dict]:
        choices = [choice for reply in replies for choice in reply["choices"]]
        return self._send({"choice": next(choice["token"] for choice in choices if choice["label"] == label)})

    def _send(self, body: dict) -> list[dict]:
        answer = self._http.post(f"/api/conversations/{self.id}/messages", json=body)
        assert answer.status_code == 200, answer.text
        replies = answer.json()["replies"]
        assert "error" not in {reply["outcome"] for reply in replies}, replies
        return replies


@pytest.fixture
def visit(assistant_url: str) -> Iterator[Visit]:
    visit = Visit(assistant_url)
    yield visit
    visit.close()


def test_a_widow_is_led_to_the_amount_and_the_form_with_a_question_and_a_correction_in_between(visit: Visit) -> None:
    replies = visit.says("我要申请丧葬费")
    assert "难过" in replies[0]["text"]
    assert "退休" in replies[-1]["text"]
    replies = visit.taps(replies, "已经退休")
    assert replies[-1]["card"]["type"] == "stepper"

    replies = visit.says("丧葬费抚恤金去哪里领")
    assert replies[0]["card"]["type"] == "guide"
    assert "缴费年限" in replies[-1]["text"]

    visit.says("三十二年")
    replies = visit.says("不对，是三十一年")
    assert "31年" in replies[-1]["text"]
    visit.says("八年")
    replies = visit.says("今年三月五号走的")
    assert "怎么去世" in replies[-1]["text"]
    replies = visit.says("病死的")
    assert [reply["card"]["type"] for reply in replies] == ["estimate", "application"]
    assert replies[0]["card"]["total"]["value"]
    assert replies[1]["card"]["facts"]["contribution"] == 372
    assert not [reply for reply in replies if "难过" in reply["text"]]
    assert visit.taps(replies, "换个地方接着办")[0]["card"]["content"]["kind"] == "estimate"


def test_the_first_message_is_taken_and_what_is_tapped_afterwards_goes_on(visit: Visit) -> None:
    replies = visit.says("我爸退休八年了，工龄三十二年，帮我算算能领多少")
    assert "去世" in replies[-1]["text"]
    replies = visit.taps(visit.says("2026年3月"), "生病或者年老")
    assert replies[-1]["card"]["type"] == "estimate"
    replies = visit.taps(visit.taps(replies, "改一改"), "缴费年限：32年")
    assert visit.says("二十年")[-1]["card"]["facts"]["contribution"] == 240
    assert visit.says("80岁老人有高龄津贴吗")[-1]["outcome"] == "answer"  # no form is left open


def test_retirement_is_answered_by_one_sentence(visit: Visit) -> None:
    assert visit.says("1966年3月男的啥时候退休，帮我算算")[0]["card"]["calculator"] == "retirement"


def test_a_booking_begun_in_the_middle_is_a_booking(visit: Visit) -> None:
    visit.says("帮我算算丧葬费能领多少，我爸退休八年了")
    replies = visit.says("帮我约认证")
    assert replies[-1]["card"]["type"] == "identity"


def test_never_mind_leaves_the_estimate(visit: Visit) -> None:
    visit.says("我爸退休八年了，工龄三十二年，帮我算算能领多少")
    assert "先不算" in visit.says("算了")[-1]["text"]
    assert visit.says("认证要带什么材料")[-1]["card"]["type"] == "guide"


def test_progress_without_a_proof_is_asked_for_on_the_page(visit: Visit) -> None:
    replies = visit.says("我的丧葬费办到哪了")
    assert (replies[-1]["outcome"], replies[-1]["card"]["mode"]) == ("verify", "progress")
