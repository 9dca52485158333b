"""Every kind of message gets an answer fit for the chat."""

import pytest

from actions.reply import Choice, Citation, Reply
from tests.kiosk_ui.wechat.conftest import PUBLIC_URL, echo

OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"


def test_a_question_is_answered_with_its_sources_as_links(face):
    answer = face.says(OPENID, "丧葬费找谁领")
    assert answer.startswith("先找您住的街道或社区。")
    assert "《大连市企业退休人员社会化管理服务工作办法》第八条" in answer
    assert "1. 要带什么" in answer


def test_a_source_of_ours_links_to_its_article(face):
    cited = Citation("某办法", article="第八条", url="/policy/3#第八条")
    face.rasa.behave = lambda message: [Reply(text="是这样。", citations=(cited,))]
    assert f'<a href="{PUBLIC_URL}/policy/3#%E7%AC%AC%E5%85%AB%E6%9D%A1">《某办法》第八条</a>' in face.says(OPENID, "怎么办")


@pytest.mark.parametrize("number", ["2", "２", "二", "第二个", "第2号", "回复2", "回复第2个", "2."])
def test_a_number_means_that_line_of_the_last_choices(face, number):
    face.rasa.behave = lambda message: [Reply(text="请选。", choices=(Choice("甲", "/first"), Choice("乙", "/second")))]
    face.says(OPENID, "你好")
    face.says(OPENID, number)
    assert [message["message"] for message in face.rasa.messages] == ["你好", "/second"]


@pytest.mark.parametrize("said", ["7", "30", "1号", "25号", "1个"])
def test_a_number_nobody_offered_and_a_day_or_a_count_are_for_the_dialogue(face, said):
    face.rasa.behave = lambda message: [Reply(text="请选。", choices=(Choice("甲", "/first"),))]
    face.says(OPENID, "3")
    face.says(OPENID, said)
    assert [message["message"] for message in face.rasa.messages] == ["3", said]


@pytest.mark.parametrize("wanted", ["day", "figure"])
def test_who_is_asked_for_a_day_or_a_figure_answers_with_a_number_and_gives_nothing_up(face, wanted):
    asked = Reply(text="缴了多少年？", outcome="ask", choices=(Choice("不知道", "/unknown"), Choice("先不算了", "/stop")), asks_for=wanted)
    face.rasa.behave = lambda message: [Reply(text="哪一种？", choices=(Choice("甲", "/first"), Choice("乙", "/second")))]
    face.says(OPENID, "帮我算算")  # its numbers are over with the next question
    face.rasa.behave = lambda message: [asked]
    shown = face.says(OPENID, "1")
    assert "· 先不算了" in shown and "1. " not in shown and "回复数字" not in shown
    for said in ("2", "二"):
        face.says(OPENID, said)
        assert face.rasa.messages[-1]["message"] == said
    face.says(OPENID, "先不算了")
    assert face.rasa.messages[-1]["message"] == "/stop"


def test_its_choices_can_still_be_tapped_when_they_come_by_customer_service_message(quick_face):
    import time

    def slow(message):
        time.sleep(0.6)
        return [Reply(text="您想约哪天？", outcome="ask", choices=(Choice("越早越好", "/anything"),), asks_for="day")]

    quick_face.rasa.behave = slow
    quick_face.says(OPENID, "约认证")
    quick_face.quiet()
    menu = quick_face.account.seen[OPENID][-1]
    assert [item["content"] for item in menu["list"]] == ["越早越好"] and "数字" not in menu["tail_content"]


def test_a_tapped_line_of_a_menu_message_is_that_choice(face):
    face.rasa.behave = lambda message: [Reply(text="请选。", choices=(Choice("甲", "/first"), Choice("乙", "/second")))]
    face.says(OPENID, "你好")
    token = face.desk.users.enter(OPENID).offered[1][1]
    face.sends(OPENID, "text", Content="乙", bizmsgmenuid=token)
    assert face.rasa.messages[-1]["message"] == "/second"


def test_another_followers_token_is_only_text(face):
    face.rasa.behave = lambda message: [Reply(text="请选。", choices=(Choice("甲", "/first"),))]
    face.says(OPENID, "你好")
    token = face.desk.users.enter(OPENID).offered[0][1]
    face.sends("o-another", "text", Content="甲", bizmsgmenuid=token)
    assert face.rasa.messages[-1]["message"] == "甲"


def test_spoken_words_are_taken_as_text_and_unheard_ones_are_asked_for_again(face):
    face.rasa.behave = echo
    assert "听到：养老金怎么算" in face.sends(OPENID, "voice", MediaId="m", Format="amr", Recognition="养老金怎么算")
    assert "没有听清" in face.sends(OPENID, "voice", MediaId="m", Format="amr")


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("image", {"PicUrl": "http://mmbiz.example/1", "MediaId": "m"}, "图片我看不了"),
        ("link", {"Title": "t", "Description": "d", "Url": "https://example.com"}, "链接我打不开"),
        ("video", {"MediaId": "m", "ThumbMediaId": "t"}, "还看不懂"),
        ("something_new", {}, "还看不懂"),
    ],
)
def test_what_cannot_be_read_is_said_so(face, kind, fields, words):
    assert words in face.sends(OPENID, kind, **fields)


def test_a_place_gets_the_nearest_offices(face):
    from actions.database.unit_of_work import UnitOfWork
    from actions.offices.model import Office, OfficeService

    with UnitOfWork(face.parts.engine) as work:
        for name, latitude in (("远街道", 39.5), ("近街道", 38.92)):
            work.session.add(Office(id=name, level="street", name=name, address=f"{name}1号", latitude=latitude, longitude=121.6))
            work.session.flush()
            work.session.add(OfficeService(office_id=name, service="counter_check", slot_minutes=10, capacity=1))
        work.commit()
    answer = face.sends(OPENID, "location", Location_X="38.91", Location_Y="121.60", Scale="15", Label="某处")
    assert answer.index("近街道，约1.1公里") < answer.index("远街道")
    assert "没有找到" in face.sends(OPENID, "location", Location_X="很北", Location_Y="121.60")


@pytest.mark.parametrize("key", [None, "", "qrscene_123"])
def test_whoever_subscribes_is_greeted_once(face, key):
    assert "1. " in face.does(OPENID, "subscribe", key)
    assert len(face.account.seen[OPENID]) == 1


def test_a_scan_greets_and_a_menu_button_asks_what_it_says(face):
    face.rasa.behave = echo
    assert face.does(OPENID, "SCAN", "123")
    assert "听到：我要预约资格认证" in face.does(OPENID, "CLICK", "book-check")
    assert "还看不懂" in face.does(OPENID, "CLICK", "no-longer-there")


@pytest.mark.parametrize("event", ["VIEW", "unsubscribe", "LOCATION", "TEMPLATESENDJOBFINISH", "whatever"])
def test_other_events_are_taken_without_a_word(face, event):
    assert face.does(OPENID, event, "key") is None
    assert OPENID not in face.account.seen


def test_a_session_keeps_its_conversation_until_it_is_idle(face):
    from datetime import timedelta

    face.says(OPENID, "一句")
    first = face.desk.users.enter(OPENID).conversation_id
    face.says(OPENID, "又一句")
    assert face.desk.users.enter(OPENID).conversation_id == first
    now = face.desk.users._now
    face.desk.users._now = lambda: now() + timedelta(minutes=31)
    face.says(OPENID, "半小时以后")
    assert face.desk.users.enter(OPENID).conversation_id not in (None, first)


def test_a_session_of_a_hundred_events_begins_afresh(face):
    from sqlalchemy import update

    from actions.database.unit_of_work import UnitOfWork
    from actions.wechat.model import WeChatUser

    face.says(OPENID, "一句")
    first = face.desk.users.enter(OPENID).conversation_id
    with UnitOfWork(face.parts.engine) as work:
        work.session.execute(update(WeChatUser).values(events=100))
        work.commit()
    face.says(OPENID, "第一百零一句")
    assert face.desk.users.enter(OPENID).conversation_id != first


def test_a_long_answer_comes_in_pieces_that_end_with_sentences(face):
    from datetime import timedelta

    long = "这是很长的一句话，说的是怎么办。" * 120
    face.rasa.behave = lambda message: [Reply(text=long)]
    face.says(OPENID, "说详细点")
    now = face.desk.deliveries._queue._now
    face.desk.deliveries._queue._now = lambda: now() + timedelta(seconds=2)
    face.desk.deliveries.send_due()
    seen = face.account.seen[OPENID]
    assert len(seen) > 1 and all(text.endswith("。") for text in seen)
    assert "".join(seen) == long


def test_an_apology_of_the_dialogue_reaches_the_chat(face):
    face.rasa.be_broken()
    assert "暂时答不上来" in face.says(OPENID, "在吗")


def test_numbers_of_a_person_are_masked_before_anybody_sees_them(face):
    from tests.visitors import XIULAN

    face.rasa.behave = echo
    face.says(OPENID, f"我的身份证是{XIULAN}")
    assert XIULAN not in face.rasa.messages[-1]["message"]
