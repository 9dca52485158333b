"""The kiosk's own keyboard in a real browser, by touch alone."""

import pytest
from playwright.sync_api import expect

from kiosk_ui.keyboard.service import PinyinKeyboard, gathered_apart
from tests import finger


@pytest.fixture(scope="module")
def lexicon():
    return gathered_apart(())


@pytest.fixture
def app(app, lexicon):
    app.extensions["wanqing"].keyboard = PinyinKeyboard(lexicon=lexicon)
    return app


class Typist:
    """One finger on the kiosk's screen."""

    def __init__(self, face):
        self.page, self.face = face.page, face
        self.keyboard = self.page.locator("#keyboard")
        self.field = self.page.locator("#screen input[type=text]")

    def open(self):
        self.field.tap()
        expect(self.keyboard).to_be_visible()
        return self

    def key(self, name):
        finger.tap(self.keyboard.get_by_role("button", name=name, exact=True))

    def spell(self, letters):
        for letter in letters:
            self.key(letter)
        expect(self.keyboard.locator(".keyboard-letters")).to_have_text(letters)
        return self

    def choose(self, text):
        finger.tap(self.keyboard.locator(".candidates").get_by_role("button", name=text, exact=True))


@pytest.fixture
def typist(kiosk):
    return Typist(kiosk)


def boxes(page, selector):
    return page.locator(selector).evaluate_all(
        "all => all.filter(e => e.checkVisibility({visibilityProperty: true})).map(e => { const b = e.getBoundingClientRect();"
        " return {text: e.innerText, x: b.x, y: b.y, w: b.width, h: b.height}; })"
    )


def gap(a, b):
    return max(b["x"] - a["x"] - a["w"], a["x"] - b["x"] - b["w"], b["y"] - a["y"] - a["h"], a["y"] - b["y"] - b["h"])


def test_a_question_is_asked_by_touch_alone(typist, rasa):
    typist.open().spell("ylj")
    first = typist.keyboard.locator(".candidates button:nth-of-type(-n + 5)")
    expect(first.get_by_text("养老金", exact=True)).to_be_visible()
    expect(first).to_have_count(5)
    typist.choose("养老金")
    typist.spell("zmb").choose("怎么办")
    typist.key("？")
    assert typist.field.input_value() == "养老金怎么办？"
    typist.key("确定")
    expect(typist.page.locator("#screen")).to_have_attribute("data-name", "answer")
    expect(typist.keyboard).to_be_hidden()
    assert rasa.messages[-1]["message"].startswith("养老金怎么办")


def test_erasing_starting_over_and_letters_with_numbers(typist):
    typist.open().spell("yang")
    typist.key("删一位")
    expect(typist.keyboard.locator(".keyboard-letters")).to_have_text("yan")
    typist.key("全部重填")
    assert typist.field.input_value() == ""
    typist.key("数字字母")
    for key in "123号楼a":
        typist.key(key)
    typist.key("大写")
    typist.key("B")
    typist.key("删一位")
    assert typist.field.input_value() == "123号楼a"
    typist.page.wait_for_timeout(520)
    typist.key("全部重填")
    assert typist.field.input_value() == ""
    typist.key("收起")
    expect(typist.keyboard).to_be_hidden()


def test_two_quick_taps_are_two_letters_but_one_confirmation(typist, rasa):
    typist.open()
    key = typist.keyboard.get_by_role("button", name="m", exact=True)
    key.tap()
    typist.page.wait_for_timeout(150)
    key.tap()
    expect(typist.keyboard.locator(".keyboard-letters")).to_have_text("mm")
    expect(typist.keyboard.locator(".candidates button").first).to_be_visible()
    done = typist.keyboard.get_by_role("button", name="确定", exact=True)
    done.tap()
    done.tap()  # settles the letters once; the second tap must not send
    assert typist.field.input_value() != "" and rasa.messages == []


def test_a_held_key_does_not_repeat_and_sliding_off_cancels(typist):
    typist.open()
    page, box = typist.page, typist.keyboard.get_by_role("button", name="a", exact=True).bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.wait_for_timeout(1_900)
    page.mouse.up()
    expect(typist.keyboard.locator(".keyboard-letters")).to_have_text("a")
    page.mouse.down()
    page.mouse.move(box["x"] + 40, 20)
    page.mouse.up()
    expect(typist.keyboard.locator(".keyboard-letters")).to_have_text("a")


def test_pages_of_candidates_are_turned_by_buttons(typist):
    typist.open().spell("yi")
    bar = typist.keyboard.locator(".candidates button")
    expect(bar.nth(1)).to_have_text("以")  # what “y” alone may mean has gone
    first = bar.all_inner_texts()
    typist.key("下一页")
    expect(bar.first).not_to_have_text(first[0])
    second = bar.all_inner_texts()
    assert second and not set(first) & set(second)
    typist.key("上一页")
    expect(bar).to_have_text(first)


def test_a_keyboard_with_keys_of_its_own_goes_on_working(typist):
    typist.open()
    typist.page.keyboard.type("abc")
    assert typist.field.input_value() == "abc"
    typist.spell("ylj").choose("养老金")
    assert typist.field.input_value() == "abc养老金"


def test_writing_goes_on_while_no_request_gets_through(typist):
    with typist.page.expect_response("**/api/keyboard/basics"):
        typist.open()
    # Only these: once the page itself is out of reach, the notice covers the keys.
    typist.page.context.route("**/api/**", lambda route: route.abort())
    typist.spell("ylj").choose("养老金")
    typist.spell("zhang").choose("张")
    assert typist.field.input_value() == "养老金张"


def test_nothing_typed_is_left_for_the_next_visitor(typist):
    typist.open().spell("zhangxiu")
    typist.page.get_by_role("button", name="结束", exact=True).tap()
    expect(typist.keyboard).to_be_hidden()
    assert typist.keyboard.inner_html() == ""
    typist.page.locator("#attract").tap()
    typist.page.locator("#screen:not([inert]) .ask").wait_for()
    typist.open()
    assert typist.field.input_value() == ""
    expect(typist.keyboard.locator(".keyboard-letters")).to_have_text("请按拼音")
    expect(typist.keyboard.locator(".candidates button")).to_have_count(0)


@pytest.mark.parametrize("mode", ["标准", "大字", "特大", "高对比"])
def test_keys_are_large_apart_and_cover_neither_the_field_nor_home(typist, mode):
    page = typist.page
    typist.face.tap(mode)
    home = page.locator("#go-home").bounding_box()
    typist.open()
    for letters in ("ylj", ""):
        if letters:
            typist.spell(letters)
            expect(typist.keyboard.locator(".candidates button").nth(4)).to_be_visible()
        else:
            typist.key("数字字母")
        keys = boxes(page, "#keyboard button")
        assert [k for k in keys if min(k["w"], k["h"]) < 95.9] == []
        assert [(a["text"], b["text"]) for i, a in enumerate(keys) for b in keys[i + 1 :] if gap(a, b) < 7.9] == []
        field, panel = typist.field.bounding_box(), typist.keyboard.bounding_box()
        frame = page.locator("#screen").bounding_box()
        assert frame["y"] <= field["y"] and field["y"] + field["height"] <= frame["y"] + frame["height"] <= panel["y"] + 1
        assert page.locator("#go-home").bounding_box() == home
        assert panel["x"] >= 0 and panel["x"] + panel["width"] <= 1080
        erasing = next(k for k in keys if k["text"] == "全部重填")
        assert gap(erasing, next(k for k in keys if k["text"] == "确定")) > 200


def test_a_name_is_written_in_a_name_step(kiosk):
    """The step's own field, as flows draw it, asks for names."""
    page = kiosk.page
    page.evaluate(
        """async () => {
          const { stepScreen } = await import("/assets/js/kiosk/step_screen.js");
          window.written = {};
          const flow = {
            step: { name: "name", field: "name", kind: "text" }, prompt: { heading: "您叫什么名字？", words: "", audio: [] },
            value: "", write: (value) => (window.written.value = value), next: (value) => (window.written.sent = value),
          };
          const { screen } = stepScreen(flow, () => {}, () => {}, null);
          document.getElementById("screen").replaceChildren(screen);
        }"""
    )
    typist = Typist(kiosk).open().spell("zhangxl")
    expect(typist.keyboard.locator(".candidates button").first).to_have_text("张秀兰")
    typist.choose("张秀兰")
    typist.key("确定")
    assert page.evaluate("window.written") == {"value": "张秀兰", "sent": "张秀兰"}
    expect(typist.keyboard).to_be_hidden()
