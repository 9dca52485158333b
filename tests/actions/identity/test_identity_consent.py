"""Nothing personal before people agreed; refusing and withdrawing are as easy as agreeing."""

import re

import pytest
from visitors import XIULAN

from actions.audit.model import AuditEntry
from actions.conversations.errors import UnknownConversation
from actions.identity.consent.service import ConsentService
from actions.identity.consent.texts import versions
from actions.identity.model import Consent, ConversationConsent, WeChatBinding


def test_the_text_says_what_the_law_asks_for(desk):
    service = ConsentService(desk.engine, desk.vault, desk.audit, handler="甘井子区某街道")
    text = service.text()
    told = "\n".join(text.paragraphs)
    # 个人信息保护法第十七条: 处理者和联系方式、目的方式种类保存期限、行使权利的方式; 第三十条: 必要性和影响; 第十六条: 可以拒绝
    for duty in ("甘井子区某街道", "12333", "身份证号", "为什么用", "怎么用", "存多久", "影响", "撤回", "改正", "不同意也没关系"):
        assert duty in told
    assert (text.version, text.agree, text.refuse) == (versions()[-1], "同意", "不同意")
    assert not re.search(r"[!！{}]", told + text.heading)


def test_the_text_names_everything_an_application_asks_for(desk):
    told = "\n".join(desk.consents.text().paragraphs)
    # 第十七条: 种类; 第二十九条: 单独同意; 第四十九条: 去世的人
    for kind in ("去世老人的姓名", "原因", "银行账号", "照片", "别的家人", "近亲属", "生前另有安排", "30天", "到社区办"):
        assert kind in told
    assert all(len(paragraph) <= 90 for paragraph in desk.consents.text().paragraphs)


def test_every_version_there_was_can_be_read(desk):
    assert [desk.consents.text(version).version for version in versions()] == list(versions())
    with pytest.raises(LookupError):
        desk.consents.text("../2026-11")


def test_agreeing_before_anybody_is_known_becomes_the_persons_when_proven(desk):
    desk.add_person()
    visit = desk.visit()
    desk.consents.agree(visit)
    assert desk.rows(Consent) == []
    assert desk.prove(visit).consented
    assert [(row.version, row.channel) for row in desk.rows(Consent)] == [(versions()[-1], "kiosk")]


def test_agreeing_after_the_proof_is_the_persons_at_once(desk):
    person, visit = desk.add_person(), desk.visit("web")
    assert not desk.prove(visit).consented
    desk.consents.agree(visit)
    assert desk.identity.current(visit).consented
    entry = desk.rows(AuditEntry)[-1]
    assert (entry.event, entry.actor, entry.person_id) == ("consent:given", f"person:{person}", person)


def test_who_agreed_once_is_not_asked_at_the_next_visit(desk):
    desk.add_person()
    visit = desk.visit()
    desk.consents.agree(visit)
    desk.prove(visit)
    desk.clock.forward(days=1)
    assert desk.prove(desk.visit()).consented
    desk.consents.agree(visit)
    assert len(desk.rows(Consent)) == 1


def test_refusing_removes_what_is_personal_and_keeps_the_conversation(desk):
    desk.add_person()
    visit = desk.visit()
    desk.consents.agree(visit)
    desk.consents.refuse(visit)
    assert desk.rows(ConversationConsent) == []
    assert not desk.prove(visit).consented
    desk.consents.refuse(visit)
    assert desk.identity.current(visit) is None
    assert desk.events()[-2:] == ["consent:refused", "identity:visit:ended"]
    desk.clock.forward(seconds=61)
    assert desk.identity.begin(visit, XIULAN, "张秀兰")


def test_withdrawing_ends_every_proof_and_binding_of_the_person(desk):
    desk.add_person()
    visit, phone = desk.visit(), desk.visit("wechat")
    desk.consents.agree(visit)
    desk.identity.wechat.bind(desk.prove(visit), "openid-1")
    desk.identity.recognise(phone, "openid-1")
    desk.consents.withdraw(desk.identity.current(visit))
    assert desk.identity.current(visit) is None and desk.identity.current(phone) is None
    assert desk.rows(WeChatBinding) == [] and desk.rows(Consent)[0].withdrawn_at == desk.clock()
    desk.clock.forward(seconds=61)
    assert not desk.prove(desk.visit()).consented


def test_a_relatives_consent_is_their_own(desk):
    desk.add_person()
    home, visit = desk.visit(), desk.visit("web")
    desk.consents.agree(home)
    desk.family.allow(desk.prove(home), "王丽", "女儿", "19900000055", {"payments"}, 30)
    desk.identity.begin_relative(visit, "19900000055", "王丽", "张秀兰")
    assert not desk.identity.verify(visit, desk.code(visit)).consented
    desk.consents.agree(visit)
    relative = desk.identity.current(visit)
    assert relative.consented
    desk.consents.withdraw(relative)
    assert desk.identity.current(home).consented


def test_an_unknown_conversation_agrees_to_nothing(desk):
    with pytest.raises(UnknownConversation):
        desk.consents.agree("0" * 32)
    with pytest.raises(UnknownConversation):
        desk.consents.refuse("0" * 32)
