"""An application from the first question to its number, on both faces, against the real services and database."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from visitors import fictional_number

from actions.database.unit_of_work import UnitOfWork
from actions.grants.checklist import SITUATION_FIELDS
from actions.grants.model import ApplicantChallenge, GrantCase
from actions.offices.demo import load_demo_offices

PHONE, NAME, FATHER = "19900000021", "张小红", "张德海"
FATHERS_NUMBER, OWN_NUMBER = fictional_number(sequence=31), fictional_number(sequence=32)
FACTS = {"status": "retired", "contribution": 388, "drawn": 96, "died_on": "2026-03-05", "cause": "illness"}
NEW = {"type": "application", "mode": "new", "facts": FACTS, "purpose": "申请丧葬补助金和抚恤金"}


@pytest.fixture(params=["kiosk", "phone"])
def face(request, counter):
    return request.getfixturevalue(request.param)


@pytest.fixture
def counter(app):
    """The services behind the pages, with the demonstration's offices."""
    services = app.extensions["wanqing"].counter
    load_demo_offices(services.engine)
    return services


def asked(name):
    return next(field.question for field in SITUATION_FIELDS if field.name == name)


def said(name, answer):
    field = next(field for field in SITUATION_FIELDS if field.name == name)
    return next(option.label for option in field.choices if option.code == answer)


def code(counter):
    """The newest code sent."""
    with UnitOfWork(counter.engine, reads_only=True) as work:
        sealed = work.session.scalars(select(ApplicantChallenge.code_sealed)).all()[-1]
        return counter.vault.open(sealed, "applicant_challenge.code")


def case_of(counter):
    with UnitOfWork(counter.engine, reads_only=True) as work:
        return work.session.scalars(select(GrantCase)).one()


def begin(face, answers):
    answers("请节哀。申请一步一步来。", card=NEW)
    face.ask("申请")
    face.tap("开始填", face.place)


def prove(face, counter):
    face.heading("先看看怎么使用您的信息")
    face.choose("同意")
    for heading, value in (("请输入您的姓名", NAME), ("请输入您的手机号", PHONE)):
        face.heading(heading)
        face.enter(value)
    face.heading("请输入短信里的6位数字")
    face.enter(code(counter))


def about_the_father(face):
    for heading, value in (("老人叫什么名字？", FATHER), ("请输入老人的身份证号", FATHERS_NUMBER)):
        face.heading(heading)
        face.enter(value)
    face.heading("您是老人的什么人？")
    face.choose("子女")
    face.heading("请输入您自己的身份证号")
    face.enter(OWN_NUMBER)
    for heading in ("老人住在哪个区？", "在哪个街道？", "在哪个社区？"):
        face.heading(heading)
        face.form.locator(".wide, .full").first.tap()


def the_family(face):
    face.heading(asked("only_survivor"))
    face.choose(said("only_survivor", "no"))
    face.heading("别的家里人，同意由您来领吗？")
    face.choose("加一位家里人")
    face.heading("这位家里人叫什么名字？")
    face.enter("李秀英")
    face.heading("他是老人的什么人？")
    face.choose("老伴")
    face.heading("别的家里人，同意由您来领吗？")
    face.choose("同意了")
    expect(face.form.get_by_role("button", name="同意了")).to_have_attribute("aria-pressed", "true")
    face.choose("就这些，下一步")


def the_account(face):
    face.heading(asked("account_whose"))
    face.choose(said("account_whose", "applicant"))
    face.heading("账户是谁的名字？")
    face.enter(NAME)
    face.heading("是哪家银行的账户？")
    face.choose("大连银行")
    face.heading("请输入账号")
    face.enter("62220000111122223333")


def the_situation(face):
    for name, answer in (
        ("deemed_years", "no"),
        ("death_registered", "hospital"),
        ("abroad", "no"),
        ("overpaid", "no"),
    ):
        face.heading(asked(name))
        face.choose(said(name, answer))


def fill_all(face, counter):
    prove(face, counter)
    about_the_father(face)
    the_family(face)
    the_account(face)
    the_situation(face)
    face.heading("要带的材料")


def test_an_application_from_the_first_question_to_its_number(face, answers, counter):
    begin(face, answers)
    fill_all(face, counter)
    expect(face.form).to_contain_text("已经替您存好了")
    face.choose("看好了，下一步")
    face.heading("请从头看一遍")
    for whole in (FATHER, FATHERS_NUMBER, OWN_NUMBER, PHONE, "62220000111122223333"):
        assert whole not in face.page.locator("body").inner_text()
    face.choose("都对，下一步")
    face.heading("现在交上去吗？")
    face.choose("再看看")
    face.heading("请从头看一遍")
    face.choose("都对，下一步")
    face.heading("现在交上去吗？")
    face.choose("是，交上去")
    face.heading("您的申请")
    case = case_of(counter)
    assert case.state == "submitted"
    expect(face.form.locator(".number-large")).to_have_text(f"{case.number[:4]} {case.number[4:]}")
    expect(face.form.locator(".way .now")).to_contain_text("社区受理")


def test_what_was_filled_is_there_after_leaving_and_the_rest_is_asked(face, answers, counter):
    """Left in the middle: the next time goes on behind the last answer."""
    begin(face, answers)
    prove(face, counter)
    face.heading("老人叫什么名字？")
    face.enter(FATHER)
    face.heading("请输入老人的身份证号")
    face.tap("首页" if face.kiosk else "先到这里")
    begin(face, answers)
    face.heading("您已经有申请了")
    face.form.locator(".wide, .full").first.tap()
    face.heading("请输入老人的身份证号")
    assert FATHER not in face.page.content()


def test_going_back_leads_to_the_answer_before_and_changes_it(face, answers, counter):
    begin(face, answers)
    prove(face, counter)
    face.heading("老人叫什么名字？")
    face.enter("张德河")
    face.heading("请输入老人的身份证号")
    face.tap("返回" if face.kiosk else "上一步")
    face.heading("老人叫什么名字？")
    face.enter(FATHER)
    face.heading("请输入老人的身份证号")
    opened = counter.vault.open(case_of(counter).deceased_name_sealed, "grant_case.deceased_name")
    assert opened == FATHER


def test_one_part_is_put_right_from_the_whole(face, answers, counter):
    begin(face, answers)
    fill_all(face, counter)
    face.choose("看好了，下一步")
    face.heading("请从头看一遍")
    face.choose("改钱打到哪里这一块")
    face.heading(asked("account_whose"))
    face.choose(said("account_whose", "deceased"))
    face.heading("请从头看一遍")
    expect(face.form).to_contain_text("老人原来领养老金的账户")
    expect(face.form).not_to_contain_text("大连银行")
    assert case_of(counter).account_sealed is None


def test_a_refused_value_is_said_at_its_step_and_stays_to_be_corrected(phone, answers, counter):
    begin(phone, answers)
    prove(phone, counter)
    phone.heading("老人叫什么名字？")
    phone.enter("12345")
    expect(phone.form.locator(".trouble")).to_be_visible()
    expect(phone.form.locator("input")).to_have_value("12345")


def test_refusing_the_consent_ends_it_and_keeps_nothing(face, answers, counter):
    begin(face, answers)
    face.heading("先看看怎么使用您的信息")
    face.choose("不同意")
    expect(face.page.locator("#screen" if face.kiosk else "#log")).to_contain_text("照样可以问")


def test_nothing_of_the_family_is_kept_by_the_browser(face, answers, counter):
    begin(face, answers)
    prove(face, counter)
    about_the_father(face)
    face.heading(asked("only_survivor"))
    kept = face.page.evaluate("JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie")
    for value in (NAME, PHONE, FATHER, FATHERS_NUMBER, OWN_NUMBER):
        assert value not in kept
    if face.kiosk:
        face.tap("结束")
        expect(face.page.locator("#attract")).to_be_visible()
        for value in (NAME, FATHER, FATHERS_NUMBER):
            assert value not in face.page.content()


def test_the_panel_asks_after_a_minute_and_a_half_once_somebody_is_known(kiosk, answers, counter):
    """Not after the two minutes of other screens: the form shows whose it is."""
    kiosk.page.clock.install()
    begin(kiosk, answers)
    prove(kiosk, counter)
    kiosk.heading("老人叫什么名字？")
    kiosk.tap("停止")
    kiosk.page.clock.fast_forward(93_000)
    expect(kiosk.page.locator("#screen")).to_have_attribute("data-name", "idle")
    kiosk.page.clock.fast_forward(32_000)
    expect(kiosk.page.locator("#attract")).to_be_visible()


def test_the_five_questions_are_asked_where_nobody_asked_them(phone, answers, counter):
    answers("好的。", card={"type": "application", "mode": "new"})
    phone.ask("申请")
    phone.tap("开始填", phone.place)
    prove(phone, counter)
    phone.heading("老人去世的时候，退休了吗？")
    phone.choose("还在单位上班")
    phone.heading("老人的缴费年限，也就是工龄，一共多少年？")
    phone.form.locator("input").first.fill("12")
    phone.choose("下一步")
    phone.heading("老人是哪年哪月哪天去世的？")  # how long a pension was drawn is not asked of who drew none
    phone.form.locator("input").first.fill("2026")
    phone.choose("下一步")
    phone.heading("老人是怎么去世的？")
    phone.choose("生病或者年老")
    phone.heading("老人叫什么名字？")
    assert '"contribution": 144' in case_of(counter).facts


def test_an_application_is_taken_back_after_being_asked_once(face, answers, counter):
    begin(face, answers)
    fill_all(face, counter)
    for words in ("看好了，下一步", "都对，下一步", "是，交上去"):
        face.choose(words)
        face.page.wait_for_timeout(700)
    face.heading("您的申请")
    face.choose("撤回申请")
    face.choose("不，留着")
    assert case_of(counter).state == "submitted"
    face.page.wait_for_timeout(520)
    face.choose("撤回申请")
    face.choose("是，撤回")
    expect(face.form).to_contain_text("已经撤回了")
    assert case_of(counter).state == "withdrawn"
