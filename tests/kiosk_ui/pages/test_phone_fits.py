"""Nothing on the phone page is cut off, covered or wider than the phone: every state, small phones, large text."""

import pytest
from playwright.sync_api import expect

from actions.benefits.parameters.book import load_book
from actions.benefits.registry import calculator
from actions.benefits.wording import card
from actions.clock import today
from actions.reply import Choice, Citation

CITED = (
    Citation("大连市企业退休人员社会化管理服务工作办法", "大政办发〔2017〕49号", "第八条", "原文写在这里。", "/policy/3#第八条", "2017-04-14"),
    Citation("辽宁日报2025-10-10（转载）", status="secondhand"),
)
GUIDE = {
    "type": "guide", "id": "survivor", "title": "丧葬费",
    "parts": [{"key": "where", "label": "去哪办", "lines": ["您住的街道或者社区。电话0411-84394444。"]}],
    "tables": [{"title": "每月多少", "columns": ["人", "多少钱"], "rows": [["一个人", "每月1,234.56元"]], "note": "2026年起"}],
}  # fmt: skip
FACTS = {"status": "retired", "contribution": 388, "drawn": 96, "died_on": "2026-03-05", "cause": "illness"}
IDENTITY = {
    "type": "identity", "purpose": "查养老金", "methods": ["sms", "relative"],
    "consent": {"version": "1", "heading": "查本人记录以前，先征求您的同意", "paragraphs": ["我们要看您的养老金。", "核实只管这一次。"], "agree": "同意", "refuse": "不同意"},
}  # fmt: skip
LINES = [{"label": "过渡性养老金", "value": "12345.67元", "note": "1992年以前的工龄"}, {"label": "地点", "value": "青泥洼桥街道办事处"}]
CARDS = {
    "pension": {"type": "record", "title": "十一月的养老金", "lines": LINES, "total": LINES[0], "as_of": "截至今天", "notes": ["十八号到账。"]},
    "slots": {"type": "slots", "heading": "这些时间有空", "groups": [{"heading": "明天 11月24日 周二", "office": "中山区青泥洼桥街道", "items": [{"label": "上午9:00", "free": 2, "choice": 0}]}]},
    "booking": {"type": "booking", "state": "已经约好", "number": "482 913", "service": "窗口认证", "when": "11月24日 周二 上午9:00", "office": "青泥洼桥街道", "address": "某某路1号", "materials": ["身份证"], "calendar": False},
    "estimate": None,
    "application": {"type": "application", "mode": "new", "facts": FACTS, "purpose": "申请丧葬补助金和抚恤金"},
    "continuation": {"type": "continuation", "mode": "take"},
}  # fmt: skip
# Phone, letters: the small ones with twice the text and WCAG's spacing, WeChat's largest letters, the ordinary.
PHONES = ((320, 480, "200%", True), (320, 568, "100%", True), (360, 640, "162%", False), (414, 896, "100%", False))
DRESS = """([scale, spaced]) => { const s = new CSSStyleSheet(); s.replaceSync(`html { font-size: ${scale} } ` + (spaced ?
  "* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important } p { margin-bottom: 2em !important }" : ""));
  document.adoptedStyleSheets = [s] }"""
FAULTS = """async () => {
  await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
  const place = document.querySelector("dialog[open]") || document.body, faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`sideways ${document.documentElement.scrollWidth}`);
  const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowY) || e.tagName === "TEXTAREA";
  for (const e of place.querySelectorAll("*")) {
    const own = [...e.childNodes].filter((n) => n.nodeType === 3 && n.textContent.trim());
    if (e.closest(".unseen, [hidden], svg, .table-wrap, template, script") || !e.getClientRects().length) continue;
    if (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1) faults.push(`wide: ${e.className}`);
    if (own.length && e.clientHeight && !scrolls(e) && e.scrollHeight > e.clientHeight + 1) faults.push(`high: ${e.textContent.trim().slice(0, 20)}`);
    for (const node of own) {
      const range = document.createRange(); range.selectNodeContents(node);
      for (const { left, right } of range.getClientRects()) if (left < -1 || right > innerWidth + 1) faults.push(`out: ${node.textContent.trim().slice(0, 20)}`);
    }
  }
  for (const e of place.querySelectorAll("button, a[href], summary, input")) {
    const { width, height } = e.getBoundingClientRect();
    if (width && Math.min(width, height) < 43.5) faults.push(`small: ${e.textContent} ${width}x${height}`);
  }
  const bar = document.querySelector(".bottom").getBoundingClientRect(), view = document.querySelector("#view").getBoundingClientRect();
  if (place === document.body && (view.bottom > bar.top + 1 || bar.bottom > innerHeight + 1)) faults.push("the bar lies over the talk");
  const close = document.querySelector("dialog[open] .close");
  if (close && close.getBoundingClientRect().bottom > innerHeight + 1) faults.push("the way out is out of sight");
  return [...new Set(faults)];
}"""


@pytest.fixture
def look(phone):
    """Measures what is shown on each phone; the faults by state."""
    found = {}

    def measure(state):
        for width, height, scale, spaced in PHONES:
            phone.page.set_viewport_size({"width": width, "height": height})
            phone.page.evaluate(DRESS, [scale, spaced])
            if faults := phone.page.evaluate(FAULTS):
                found[f"{state} {width}x{height} {scale}"] = faults
        phone.page.set_viewport_size({"width": 360, "height": 780})
        phone.page.evaluate(DRESS, ["100%", False])

    yield measure
    assert not found, "\n".join(f"{state}: {faults}" for state, faults in found.items())


def test_every_state_of_a_talk_fits(phone, answers, look):
    """A7, A8, K11, D5."""
    phone.page.evaluate("() => Object.defineProperty(navigator, 'share', {value: undefined})")
    look("greeting")
    phone.page.route("**/messages", lambda route: route.abort("connectionfailed"))
    phone.page.locator("#question").fill("老伴没了，丧葬费找谁领？")
    phone.tap("发送")
    expect(phone.page.locator(".resend")).to_be_visible()
    look("not sent")
    phone.page.unroute("**/messages")
    answers("先找街道。\n打12333，或者0411-84394444。", citations=CITED, card=GUIDE, choices=tuple(Choice(f"要带什么材料{n}", "/x") for n in range(6)))
    phone.tap("点这里重发")
    expect(phone.place.locator(".feedback-row")).to_be_visible()
    for fold in phone.place.locator("summary").all():
        fold.tap()
    phone.tap("有用", phone.place)
    expect(phone.place).to_contain_text("记下了")
    look("answer")
    for opener in ("大字看", "发给家人", "设置", "找人工"):
        phone.tap(opener)
        expect(phone.page.locator("dialog[open]")).to_be_visible()
        look(opener)
        phone.page.wait_for_timeout(400)
        phone.tap("关闭", phone.page.locator("dialog[open]"))


def test_every_card_and_the_steps_of_the_proof_fit(phone, answers, look):
    """A7, A8: identity, pension, booking, estimate, application."""
    chosen = calculator("survivor")
    for name, drawn in CARDS.items():
        answers("请看下面。", card=drawn or card(chosen.compute(FACTS, load_book(), today())), choices=(Choice("第一个时间", "/x"),))
        phone.ask()
        look(name)
        phone.page.wait_for_timeout(400)
    answers("要先核实身份。", outcome="verify", card=IDENTITY)
    phone.ask("查养老金")
    phone.tap("开始核实")
    phone.heading("查本人记录以前，先征求您的同意")
    look("consent")
    for button, heading in (("同意", "您查谁的事？"), ("查我自己的", "请输入身份证号")):
        phone.choose(button)
        phone.heading(heading)
        look(heading)
    phone.enter("1234")
    expect(phone.form.locator(".trouble")).to_be_visible()
    look("trouble")
