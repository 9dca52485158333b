"""Every action answers with exactly one well-formed turn, whatever it is given."""

from pathlib import Path

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.base import WanqingAction
from actions.dialogue.capability import CAPABILITIES
from actions.dialogue.registry import all_actions
from actions.knowledge import KnowledgeHolder
from actions.reply import Reply

BOT = Path(__file__).resolve().parents[3] / "bot"


@pytest.fixture(scope="module")
def domain():
    merged = {}
    for path in sorted((BOT / "domain").glob("*.yml")):
        for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if isinstance(value, dict):
                merged.setdefault(key, {}).update(value)
            elif isinstance(value, list):
                merged.setdefault(key, []).extend(value)
    return merged


@pytest.fixture(scope="module")
def actions(loaded_engine, loaded_counter):
    return {action.name(): action for action in all_actions(KnowledgeHolder(loaded_engine), loaded_counter)}


def turn(action, domain, text="", intent="policy_question", entities=(), **slots):
    message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": list(entities)}
    tracker = Tracker("test", slots, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, domain)
    replies = [Reply.from_dict(message["custom"]) for message in dispatcher.messages]
    return replies, {event["name"]: event.get("value") for event in events}


def test_every_action_of_the_domain_is_served_and_every_served_one_is_in_the_domain(actions, domain):
    assert set(actions) == set(domain["actions"])


@pytest.mark.parametrize("text", ["", "你好", "老伴没了，丧葬费找谁领？", "今天天气怎么样", "第二个", "x" * 2000])
def test_every_action_says_something_to_anything(actions, domain, text):
    spoken = {name: action for name, action in actions.items() if not name.startswith("validate_")}  # these only listen
    for name, action in spoken.items():
        replies, _ = turn(action, domain, text, intent="records_payment_arrived")
        assert replies, name
        assert all(reply.text for reply in replies)


def test_a_question_is_answered_and_remembered_as_the_topic(actions, domain):
    replies, slots = turn(actions["action_answer_policy"], domain, "丧葬补助金和抚恤金去哪里领")
    assert replies[0].outcome == "answer"
    assert replies[0].citations[0].number == "大政办发〔2017〕49号"
    assert slots["topic_guide"] == "survivor-where-to-claim"
    assert replies[0].card["type"] == "guide"


def test_a_follow_up_without_a_topic_is_asked_back(actions, domain):
    replies, _ = turn(actions["action_answer_policy"], domain, "那要带什么", intent="follow_up")
    assert replies[0].outcome == "clarify"


def test_the_third_miss_in_a_row_offers_a_person(actions, domain):
    misses, outcomes = 0.0, []
    for _ in range(3):
        replies, slots = turn(actions["action_answer_policy"], domain, "量子纠缠咋回事", "nlu_fallback", failed_turns=misses)
        misses, outcomes = slots.get("failed_turns", misses), [*outcomes, replies[0].outcome]
    assert outcomes[-1] == "handoff" and "handoff" not in outcomes[:-1]


def test_out_of_scope_is_declined_with_where_to_ask(actions, domain):
    replies, _ = turn(actions["action_answer_policy"], domain, "红烧肉怎么做", intent="out_of_scope")
    assert replies[0].outcome == "decline" and "12345" in replies[0].text and not replies[0].citations


@pytest.mark.parametrize("intent", sorted(CAPABILITIES))
def test_what_is_not_there_yet_is_said_honestly_with_where_to_go(actions, domain, intent):
    replies, _ = turn(actions["action_capability"], domain, "帮我弄一下", intent=intent)
    assert replies[0].outcome == "decline"
    assert any(place in replies[0].text for place in ("社区", "街道", "12333"))


def test_every_transaction_intent_of_the_bot_has_its_capability(domain):
    file = yaml.safe_load((BOT / "domain" / "capabilities.yml").read_text(encoding="utf-8"))
    assert set(file["intents"]) == set(CAPABILITIES)


@pytest.mark.parametrize(("said", "place"), [("第一个", 0), ("第二个", 1), ("选3个吧，第三个", 2), ("最后一个", 2), ("头一个", 0)])
def test_spoken_ordinals_pick_what_was_offered(actions, domain, said, place):
    offered = ["survivor-where-to-claim", "survivor-materials", "survivor-how-long"]
    replies, _ = turn(actions["action_choose_option"], domain, said, "choose_option", candidates=offered)
    assert replies[0].card["id"] == offered[place]


def test_choosing_without_an_offer_is_asked_back(actions, domain):
    replies, _ = turn(actions["action_choose_option"], domain, "第二个", "choose_option")
    assert replies[0].outcome == "clarify"


def test_none_of_these_offers_a_person_and_a_way_on(actions, domain):
    replies, _ = turn(actions["action_none_of_these"], domain)
    assert replies[0].outcome == "handoff" and {choice.label for choice in replies[0].choices} == {"找工作人员", "回首页"}


def test_a_topic_tile_offers_its_guides(actions, domain):
    entities = [{"entity": "topic", "value": "community,rights"}]
    replies, slots = turn(actions["action_open_topic"], domain, entities=entities)
    assert 4 <= len(replies[0].choices) <= 8
    assert slots["candidates"]


def test_an_unknown_topic_or_guide_leads_home_or_declines(actions, domain):
    replies, _ = turn(actions["action_open_topic"], domain, entities=[{"entity": "topic", "value": "x"}])
    assert len(replies[0].choices) == 8
    replies, _ = turn(actions["action_open_guide"], domain, entities=[{"entity": "guide_id", "value": "x"}])
    assert replies[0].outcome == "decline"


def test_distress_is_met_with_a_person_and_never_with_policy(actions, domain):
    replies, _ = turn(actions["action_distress"], domain, "活着没意思了，丧葬费找谁领", intent="distress")
    assert replies[0].outcome == "handoff" and not replies[0].citations


@pytest.mark.parametrize("text", ["/handoff", "找人工", "我要找个人工客服帮我办社保卡", "叫工作人员过来一下", "找个人来帮帮我弄认证"])
def test_a_wish_for_a_person_is_never_answered_with_policy(actions, domain, text):
    replies, _ = turn(actions["action_handoff"], domain, text, intent="handoff")
    assert replies[0].outcome == "handoff" and not replies[0].citations


def test_grief_with_a_question_is_answered_first(actions, domain):
    replies, _ = turn(actions["action_bereavement"], domain, "老伴走了，丧葬补助金和抚恤金去哪里领", intent="bereavement")
    assert replies[0].card["topic"] == "丧葬补助金和抚恤金"


def test_small_talk_stays_small_talk(actions, domain):
    replies, _ = turn(actions["action_small_talk"], domain, "你好啊", intent="greet")
    assert replies[0].outcome == "answer" and not replies[0].citations


class Exploding(WanqingAction):
    """Fails with a message that quotes a person."""

    action_name = "action_exploding"

    def turn(self, tracker, domain):
        raise ValueError("电话13900000000")


def test_a_crash_becomes_an_apology_and_the_log_quotes_nobody(domain, caplog):
    replies, slots = turn(Exploding(), domain, "我电话13900000000")
    assert replies[0].outcome == "error" and "12333" in replies[0].text
    assert slots == {}
    assert "13900000000" not in caplog.text and "incident" in caplog.text
