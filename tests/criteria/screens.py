"""The catalogue: every screen of both faces by name, and how it is reached.

A walk is a generator over a Visitor: it goes from screen to screen as a person would and yields the name of each one it stands at. Whoever looks
(tests of the criteria, tools/screens.py) measures or photographs between two steps. A new screen is a new `yield` in a walk, or a new walk in WALKS.
"""

from collections.abc import Callable, Iterator
from contextlib import closing

from playwright.sync_api import Browser, Route, expect

from actions.grants.checklist.situation import SITUATION_FIELDS
from tests import finger
from tests.criteria.cards import DEATH, OWN, survivor_estimate, survivor_stepper
from tests.criteria.house import House
from tests.criteria.visitor import Visitor
from tests.end_to_end.counter import ID_NUMBER, NAME, VERIFY, Counter
from tests.visitors import fictional_number

Walk = Callable[[Visitor], Iterator[str]]

QUESTION = "老伴没了，丧葬费找谁领？"
FATHERS_NUMBER, OWN_NUMBER = fictional_number(sequence=31), fictional_number(sequence=32)
PHONE = "19900000021"


def kiosk_everyday(visitor: Visitor) -> Iterator[str]:
    """From the attract screen to answers, help and trouble."""
    page = visitor.page
    page.clock.install()
    page.goto("/kiosk")
    yield "attract"
    page.locator("#attract").tap()
    page.clock.run_for(600)
    page.locator("#screen:not([inert]) .tile").first.wait_for()
    yield "home"
    visitor.tap("问一问")
    visitor.wait_for("examples")
    yield "examples"
    visitor.home()
    page.locator(".tile", has_text="丧葬和抚恤").tap()
    visitor.wait_for("answer")
    yield "topic"
    visitor.ask(QUESTION)
    yield "answer"
    page.locator(".basis").tap()
    yield "sources"
    for summary in page.locator("#screen summary").all():
        summary.tap()
    visitor.ask("高龄津贴有多少钱？")
    yield "answer with a table"
    visitor.ask("明天会下雨吗")
    yield "short answer"
    visitor.tap("找工作人员")
    visitor.wait_for("help")
    yield "help"
    visitor.home()
    release = visitor.hold()
    page.locator(".ask input").fill(QUESTION)
    page.locator(".ask button").tap()
    page.clock.run_for(1_200)
    visitor.wait_for("waiting")
    yield "waiting"
    visitor.tap("首页")
    release()
    mend = visitor.lose()
    page.locator(".ask input").fill(QUESTION)
    page.clock.run_for(600)
    page.locator(".ask button").tap()
    visitor.wait_for("error")
    yield "error"
    mend()
    visitor.home()
    visitor.tap("停止")
    page.clock.fast_forward(125_000)
    visitor.wait_for("idle")
    yield "idle"
    visitor.context.set_offline(True)
    page.clock.fast_forward(2_000)
    page.clock.fast_forward(2_500)
    page.locator("#offline").wait_for()
    yield "server gone"
    yield from kept_guides(visitor)
    visitor.context.set_offline(False)


def kept_guides(visitor: Visitor) -> Iterator[str]:
    """What the panel can still answer while the server is away."""
    page = visitor.page
    page.clock.run_for(600)
    page.locator("#offline [data-act=guides]").tap()
    visitor.wait_for("offline-topics")
    yield "kept topics"
    page.locator(".offline-topics button").first.tap()
    visitor.wait_for("offline-list")
    yield "kept list"
    page.locator("#screen .wide").first.tap()
    visitor.wait_for("offline-answer")
    yield "kept answer"
    page.clock.run_for(600)
    visitor.tap("首页")
    visitor.wait_for("offline-topics")
    page.locator(".ask input").fill("火星移民")
    page.clock.run_for(600)
    page.locator(".ask button").tap()
    visitor.wait_for("offline-none")
    yield "nothing kept"


def kiosk_reading(visitor: Visitor) -> Iterator[str]:
    """更多服务 and the policy documents, down to one article; then an answer judged, and taken along."""
    visitor.arrive()
    page = visitor.page
    page.locator(".tile", has_text="更多服务").tap()
    visitor.wait_for("more")
    yield "more"
    page.route("**/policy/topics.json", with_another_document)
    finger.tap(page.locator(".tile", has_text="政策原文"))
    visitor.wait_for("policy")
    yield "policy topics"
    visitor.choose("所有文件")
    visitor.step("看哪一份文件？")
    yield "documents"
    finger.tap(page.locator("#screen .wide").first)
    visitor.step("看哪一条？")
    yield "document"
    finger.tap(page.locator("#screen .wide").nth(1))
    visitor.wait_for("policy-answer")
    yield "article"
    visitor.home()
    visitor.ask(QUESTION)
    visitor.tap("没用")
    said = visitor.place.locator(".feedback-state")
    expect(said).to_contain_text("记下了")
    said.scroll_into_view_if_needed()
    yield "answer judged"
    visitor.tap("在手机上接着看")
    page.locator(".offer .number-large").last.wait_for()
    yield "talk to take along"


def with_another_document(route: Route) -> None:
    """One more than the assistant brings along: where there is but one, no list is shown."""
    answer = route.fetch()
    told = answer.json()
    documents = told["topics"][-1]["documents"]
    documents.append(documents[0] | {"title": "大连市企业退休人员社会化管理服务工作办法实施细则（示例）"})
    route.fulfill(response=answer, json=told)


def kiosk_machine(visitor: Visitor) -> Iterator[str]:
    """The pages of the machine itself: registering it, the clerks' page, the notice while it is locked."""
    page = visitor.page
    page.goto("/kiosk/register")
    visitor.step("登记这台机器")
    yield "registration"
    visitor.type("00000000")
    visitor.tap("下一步")
    page.locator(".machine-trouble", has_text="登记码").wait_for()
    yield "registration with trouble"
    number, pin = visitor.house.clerk()
    page.goto("/kiosk/staff")
    visitor.fill("工作人员", number)
    yield "clerk number"
    visitor.tap("下一步")
    page.locator(".step.secret").wait_for()
    visitor.type(pin)
    yield "clerk secret"
    visitor.tap("下一步")
    page.locator(".machine-choices").wait_for()
    visitor.tap("关于本机")
    yield "clerk choices"
    page.route("**/api/devices/heartbeat", lambda route: route.fulfill(json={"registered": True, "serves": False, "version": ""}))
    page.goto("/kiosk/locked")
    page.locator(".machine-notice").wait_for()
    yield "locked"


def kiosk_keyboard(visitor: Visitor) -> Iterator[str]:
    """The keyboard over home: letters with what they may mean, and figures. The last walk: by then its words are gathered."""
    visitor.arrive()
    keyboard = visitor.page.locator("#keyboard")
    visitor.page.locator("#screen input[type=text]").tap()
    keyboard.wait_for()
    yield "keyboard"
    for letter in "ylj":
        visitor.tap(letter, keyboard)
    keyboard.locator(".candidates button").first.wait_for()
    yield "keyboard with words"
    visitor.tap("数字字母", keyboard)
    yield "keyboard with figures"


def kiosk_identity(visitor: Visitor) -> Iterator[str]:
    """The steps of the proof, what is seen then, and every card of a person's own."""
    visitor.arrive()
    page, counter = visitor.page, Counter(visitor.page, VERIFY)
    visitor.page.locator(".tile").first.tap()
    visitor.wait_for("step")
    yield "consent"
    visitor.choose("同意")
    visitor.step("您查谁的事？")
    yield "who"
    visitor.choose("查我自己的")
    visitor.fill("请输入身份证号", ID_NUMBER[:13])
    yield "number"
    visitor.tap("下一步")
    page.locator(".trouble").wait_for()
    yield "number with trouble"
    page.locator("#screen h1").focus()
    page.keyboard.type(ID_NUMBER[13:])
    visitor.tap("下一步")
    visitor.fill("请输入您的姓名", NAME)
    yield "name"
    visitor.tap("下一步")
    visitor.fill("请输入短信里的6位数字", "123456")
    yield "code"
    visitor.tap("下一步")
    visitor.wait_for("answer")
    page.locator("#badge").wait_for()
    yield "pension"
    visitor.tap("遮屏")
    yield "veil"
    page.locator("#veil").tap()
    yield from own_cards(visitor, counter)


def kiosk_refusal(visitor: Visitor) -> Iterator[str]:
    """Consent refused, and a clerk in the place of the code."""
    visitor.arrive()
    Counter(visitor.page, VERIFY)
    visitor.page.locator(".tile").first.tap()
    visitor.wait_for("step")
    visitor.choose("不同意")
    visitor.wait_for("refused")
    yield "refused"
    visitor.home()
    visitor.page.locator(".tile").first.tap()
    visitor.wait_for("step")
    visitor.choose("同意")
    visitor.step("您查谁的事？")
    visitor.choose("没带手机，请工作人员核实")
    visitor.enter("请输入身份证号", ID_NUMBER)
    visitor.enter("请输入您的姓名", NAME)
    visitor.fill("请工作人员输入工号", "1024")
    yield "staff number"
    visitor.tap("下一步")
    visitor.fill("请工作人员输入密码", "246810")
    yield "staff secret"
    visitor.tap("下一步")
    visitor.step("为什么由工作人员核实？")
    yield "reason of the clerk"


def phone_everyday(visitor: Visitor) -> Iterator[str]:
    """Greeting, settings, an answer with everything unfolded, a lost message, and each dialog."""
    visitor.arrive()
    page = visitor.page
    yield "greeting"
    visitor.tap("设置")
    yield "settings"
    visitor.tap("关闭")
    mend = visitor.lose()
    visitor.send("认证怎么办？")
    page.get_by_role("button", name="点这里重发").wait_for()
    yield "message not sent"
    mend()
    release = visitor.hold()
    visitor.send(QUESTION)
    page.locator(".other", has_text="正在").last.wait_for()
    yield "waiting"
    before = page.locator(".other[data-outcome]").count()
    release()
    expect(page.locator(".other[data-outcome]")).to_have_count(before + 1)
    yield "answer"
    for summary in visitor.place.locator("summary").all():
        summary.tap()
    yield "answer unfolded"
    visitor.tap("有用")
    visitor.place.locator(".feedback-state", has_text="记下了").wait_for()
    visitor.place.locator(".feedback-state").scroll_into_view_if_needed()
    yield "answer judged"
    for opener, screen in (("找人工", "help"), ("大字看", "large letters"), ("发给家人", "share")):
        visitor.tap(opener)
        yield screen
        finger.tap(page.locator("dialog[open] .close"))
    visitor.ask("明天会下雨吗")
    yield "short answer"


def phone_going_on(visitor: Visitor) -> Iterator[str]:
    """What was asked at a panel, with the number that was shown there."""
    visitor.arrive()
    visitor.tap("设置")
    visitor.tap("接着办")
    visitor.fill("请输入大厅机器上的8位号码", number_of_a_talk(visitor))
    yield "number from the panel"
    visitor.choose("下一步")
    visitor.page.locator(".other[data-outcome]", has_text="街道").last.wait_for()
    yield "talk taken over"


def number_of_a_talk(visitor: Visitor) -> str:
    """The number that a panel shows to whoever asked it about the funeral grant."""
    server = visitor.page.request
    opened = server.post("/api/conversations", data={"channel": "kiosk"}).json()
    path, headers = f"/api/conversations/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}
    server.post(f"{path}/messages", data={"text": QUESTION}, headers=headers)
    return str(server.post(f"{path}/continuations", data={"content": {"kind": "talk"}}, headers=headers).json()["code"])


def phone_identity(visitor: Visitor) -> Iterator[str]:
    """The steps of the proof in the sheet, what is seen then, and every card of a person's own."""
    visitor.arrive()
    page, counter = visitor.page, Counter(visitor.page, VERIFY)
    visitor.ask("查养老金")
    yield "verify"
    visitor.tap("开始核实")
    page.locator("#sheet[open]").wait_for()
    yield "consent"
    visitor.choose("同意")
    visitor.step("您查谁的事？")
    yield "who"
    visitor.choose("查我自己的")
    visitor.fill("请输入身份证号", ID_NUMBER[:13])
    visitor.choose("下一步")
    visitor.form.locator(".trouble").wait_for()
    yield "number with trouble"
    visitor.enter("请输入身份证号", ID_NUMBER)
    visitor.enter("请输入您的姓名", NAME)
    visitor.fill("请输入短信里的6位数字", "123456")
    yield "code"
    visitor.choose("下一步")
    page.locator("#badge").wait_for()
    yield "pension"
    yield from own_cards(visitor, counter)


def own_cards(visitor: Visitor, counter: Counter) -> Iterator[str]:
    """Every card of a person's own."""
    for screen, answer in OWN.items():
        counter.answer(answer)
        visitor.ask("问一问您", heading="约好了" if screen == "booking" else "")
        expect(visitor.place).to_contain_text(answer["text"][:6])
        yield screen


def estimate(visitor: Visitor) -> Iterator[str]:
    """A calculation: to be filled in, worked out, and put right."""
    visitor.arrive()
    visitor.house.answer("请填一填，算一算大约能领多少。", card=survivor_stepper())
    visitor.ask("算一算能领多少")
    yield "estimate to fill in"
    visitor.house.answer("丧葬补助金和抚恤金，大约能领这么多。", card=survivor_estimate())
    visitor.ask("算一算")
    yield "estimate"
    visitor.place.locator("summary", has_text="改一改").tap()
    if visitor.kiosk:
        visitor.place.locator("button.figure").first.tap()
    for summary in visitor.place.locator(".reasoned summary").all():
        summary.tap()
    yield "estimate unfolded"


def application(visitor: Visitor) -> Iterator[str]:
    """The application for the funeral grant, against the real services, and how far it is."""
    visitor.arrive()
    visitor.house.answer("请节哀。申请一步一步来。", card={"type": "application", "mode": "new", "facts": DEATH, "purpose": "申请丧葬补助金和抚恤金"})
    visitor.ask("申请")
    yield "application offered"
    visitor.tap("开始填", visitor.place)
    visitor.step("先看看怎么使用您的信息")
    yield "application consent"
    visitor.choose("同意")
    visitor.enter("请输入您的姓名", "张小红")
    visitor.fill("请输入您的手机号", PHONE)
    yield "application phone"
    visitor.choose("下一步")
    visitor.step("请输入短信里的6位数字")
    visitor.enter("请输入短信里的6位数字", visitor.house.applicants_code())
    visitor.fill("老人叫什么名字？", "张德海")
    yield "application name"
    visitor.choose("下一步")
    visitor.enter("请输入老人的身份证号", FATHERS_NUMBER)
    visitor.step("您是老人的什么人？")
    yield "application relation"
    visitor.choose("子女")
    visitor.enter("请输入您自己的身份证号", OWN_NUMBER)
    for heading, name in (("老人住在哪个区？", "中山区"), ("在哪个街道？", "望海街道"), ("在哪个社区？", "")):
        visitor.step(heading)
        if not name:
            yield "application community"
        visitor.form.locator(".wide, .full").filter(has_text=name).first.tap()
    yield from the_family(visitor)
    yield from the_rest(visitor)


def the_family(visitor: Visitor) -> Iterator[str]:
    """Who else there is, and that they agree."""
    answer_situation(visitor, "only_survivor", "no")
    visitor.step("别的家里人，同意由您来领吗？")
    visitor.choose("加一位家里人")
    visitor.enter("这位家里人叫什么名字？", "李秀英")
    visitor.step("他是老人的什么人？")
    visitor.choose("老伴")
    visitor.step("别的家里人，同意由您来领吗？")
    visitor.choose("同意了")
    expect(visitor.form.get_by_role("button", name="同意了")).to_have_attribute("aria-pressed", "true")
    yield "application family"
    visitor.choose("就这些，下一步")


def the_rest(visitor: Visitor) -> Iterator[str]:
    """The account, what happened, the papers, the whole, and the application handed in."""
    answer_situation(visitor, "account_whose", "applicant")
    visitor.enter("账户是谁的名字？", "张小红")
    visitor.step("是哪家银行的账户？")
    yield "application bank"
    visitor.choose("大连银行")
    visitor.fill("请输入账号", "62220000111122223333")
    yield "application account"
    visitor.choose("下一步")
    for name, answer in (("deemed_years", "no"), ("death_registered", "hospital"), ("abroad", "no"), ("overpaid", "no")):
        answer_situation(visitor, name, answer)
    visitor.step("要带的材料")
    yield "application papers"
    visitor.choose("看好了，下一步")
    visitor.step("请从头看一遍")
    yield "application whole"
    visitor.choose("都对，下一步")
    visitor.step("现在交上去吗？")
    yield "application to hand in"
    visitor.choose("是，交上去")
    visitor.step("您的申请")
    yield "application handed in"
    visitor.choose("撤回申请")
    yield "application withdrawal"


def answer_situation(visitor: Visitor, name: str, answer: str) -> None:
    """Answer the question of this name about what happened."""
    field = next(field for field in SITUATION_FIELDS if field.name == name)
    visitor.step(field.question)
    visitor.choose(next(option.label for option in field.choices if option.code == answer))


def elsewhere(visitor: Visitor) -> Iterator[str]:
    """Going on at the other face, and the number typed in that was shown there."""
    visitor.arrive()
    visitor.house.answer("办到哪一步了，用受理号能查。", card={"type": "application", "mode": "progress"})
    visitor.ask("办到哪了")
    yield "progress"
    visitor.tap("用受理号查", visitor.place)
    visitor.fill("请输入受理号", "12345678")
    yield "progress number"
    if visitor.kiosk:
        visitor.home()
    else:
        finger.tap(visitor.page.locator("dialog[open] .close"))
    visitor.house.answer("大约能领这么多。", card=survivor_estimate())
    visitor.ask("算一算")
    offers = visitor.place.get_by_role("button", name="换到手机上接着看" if visitor.kiosk else "换到大厅的机器上接着看", exact=True)
    if offers.count():
        offers.tap()
        visitor.page.locator(".offer .number-large").last.wait_for()
        yield "going on elsewhere"
    if visitor.kiosk:
        visitor.home()
    elif visitor.page.locator("dialog[open]").count():
        finger.tap(visitor.page.locator("dialog[open] .close"))
    visitor.house.answer("好的。", card={"type": "continuation", "mode": "take"})
    visitor.ask("接着办")
    visitor.tap("输入8位号码", visitor.place)
    visitor.fill("请按手机上的8位号码" if visitor.kiosk else "请输入大厅机器上的8位号码", "1234")
    yield "number from elsewhere"


def reading_pages(visitor: Visitor) -> Iterator[str]:
    """The pages besides the talk: which face, which documents, one document."""
    for path, screen in (("/", "which face"), ("/policy/", "documents")):
        visitor.page.goto(path)
        yield screen
    visitor.page.locator(".documents a").first.tap()
    visitor.page.locator(".article").first.wait_for()
    yield "document"


WALKS: dict[str, tuple[Walk, ...]] = {
    "kiosk": (kiosk_everyday, kiosk_reading, kiosk_identity, kiosk_refusal, estimate, application, elsewhere, kiosk_machine, kiosk_keyboard),
    "phone": (phone_everyday, phone_going_on, phone_identity, estimate, application, elsewhere, reading_pages),
}


def open_screen(browser: Browser, house: House, face: str, name: str) -> Visitor:
    """A visitor standing at the screen of this name. Raises KeyError for a name that is not in the catalogue."""
    for walk in WALKS[face]:
        visitor = Visitor(browser, house, face)
        with closing(walk(visitor)) as screens:
            if name in screens:
                return visitor
        visitor.close()
    raise KeyError(name)
