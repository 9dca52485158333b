"""A daughter applies on her phone, goes on at the kiosk and on the phone again, and follows the application to its payment."""

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from grant_pages import REVIEW, GrantForm, message, texts_to, touch
from pages import KIOSK_SIZE, ChatPage, KioskPage
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, expect
from sqlalchemy import select
from visitors import fictional_number

from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.demo.loading import DEMO_STAFF_PIN
from actions.messages.model import OutgoingMessage
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.settings import Settings
from kiosk_ui.cli.main import wanqing

PHONE = {"width": 360, "height": 780}
NAME, OWN_PHONE, FATHER = "张小红", "19900000731", "张德海"
OWN_NUMBER, FATHERS_NUMBER = fictional_number(sequence=732), fictional_number(sequence=731)
ACCOUNT = "62220000111122223333"
SUM = "75,078.00元到75,096.00元"  # (2 + 24 - 8) months of 4171 to 4172 yuan
PRIVATE = (NAME, OWN_PHONE, FATHER, OWN_NUMBER, FATHERS_NUMBER, ACCOUNT)


def on_the_phone(open_context: Callable[..., BrowserContext], address: str = "/chat") -> ChatPage:
    """The chat page in a browser that was never here before."""
    page = open_context(viewport=PHONE, has_touch=True, is_mobile=True, accept_downloads=True).new_page()
    page.goto(address)
    chat = ChatPage(page)
    expect(chat.replies.first).to_be_visible()
    return chat


def answered(chat: ChatPage, act: Callable[[], None]) -> Locator:
    """The newest reply once `act` was answered."""
    before = chat.replies.count()
    act()
    expect(chat.replies.nth(before)).to_be_visible(timeout=10_000)
    expect(chat.page.locator(".later[aria-busy]")).to_have_count(0)
    return chat.replies.last


def picture(kind: str = "JPEG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 1200), "#d8d0c0").save(buffer, kind)
    return buffer.getvalue()


def asked_by_the_assistant(chat: ChatPage) -> None:
    """How to claim it, 申请, five questions with another question in the middle, one of them corrected, the amount."""
    chat.say_and_read("我爸上个月走了，丧葬费怎么领")
    first = answered(chat, lambda: chat.tap("申请"))
    expect(first).to_contain_text("退休了吗")
    assert chat.page.locator("#log").inner_text().count("心里很难过") == 1
    answered(chat, lambda: chat.tap("已经退休"))
    answered(chat, lambda: chat.say("三十二年"))
    policy = chat.say_and_read("领丧葬费要带什么材料")
    expect(chat.page.locator("#log")).to_contain_text("依据")
    expect(policy).to_contain_text("领了多少年")  # the question that was open is asked again
    expect(answered(chat, lambda: chat.say("不对，工龄是三十一年"))).to_contain_text("31年")
    answered(chat, lambda: chat.say("八年"))
    answered(chat, lambda: chat.say("2026年10月20号走的"))
    answered(chat, lambda: chat.tap("生病或者年老"))
    expect(chat.page.locator(".sum").last).to_contain_text(SUM)
    assert chat.page.locator("#log").inner_text().count("心里很难过") == 1


def test_a_daughter_claims_it_from_the_first_question_to_the_payment(
    open_context: Callable[..., BrowserContext],
    running_assistant: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    chat = on_the_phone(open_context)
    asked_by_the_assistant(chat)
    form = GrantForm(chat.page, kiosk=False)
    chat.tap("开始填")
    form.prove(NAME, OWN_PHONE)
    form.enter("老人叫什么名字？", FATHER)
    form.enter("请输入老人的身份证号", FATHERS_NUMBER)
    form.heading("您是老人的什么人？")
    chat.tap("先到这里")
    answered(chat, lambda: chat.say("换到一体机上接着办"))
    number = form.take_along()
    chat.page.close()

    number = at_the_kiosk(open_context, number)
    chat = on_the_phone(open_context, f"/chat#c={number}")
    form = GrantForm(chat.page, kiosk=False)
    form.prove(NAME, OWN_PHONE)
    form.heading("要带的材料")
    papers_from_the_phone(form)
    form.choose("看好了，下一步")
    form.heading(REVIEW)
    assert all(whole not in form.place.inner_text() for whole in PRIVATE)
    earlier = texts_to(chat.page, OWN_PHONE)
    number = form.hand_in()
    texts = [message(chat.page, OWN_PHONE, number, earlier)]
    look_at_the_papers(form, number, tmp_path)
    texts += move_to_the_payment(running_assistant, monkeypatch, number)
    assert all(whole not in text for whole in PRIVATE for text in texts)

    form.choose("好了")
    mine = answered(chat, lambda: chat.say("我爸的丧葬费办到哪了"))
    expect(mine).to_contain_text("办了发放")
    expect(mine).to_contain_text("75,087.00元")
    by_number_and_phone(open_context, number)


def at_the_kiosk(open_context: Callable[..., BrowserContext], number: str) -> str:
    """Takes the application up there with a proof of her own, up to the papers; the number that leads back."""
    kiosk = KioskPage(open_context(viewport=KIOSK_SIZE, has_touch=True).new_page()).open().start()
    form = GrantForm(kiosk.page, kiosk=True)
    kiosk.tiles.filter(has_text="更多服务").tap()
    kiosk.tiles.filter(has_text="接着手机办").tap()
    form.enter("请按手机上的8位号码", number)
    form.prove(NAME, OWN_PHONE)
    form.heading("您是老人的什么人？")
    form.choose("子女")
    form.enter("请输入您自己的身份证号", OWN_NUMBER)
    form.choose_community()
    form.say_of(only_survivor="no")
    form.add_survivor("李秀英", "老伴")
    form.say_of(account_whose="applicant")
    form.enter("账户是谁的名字？", NAME)
    form.heading("是哪家银行的账户？")
    form.choose("大连银行")
    form.enter("请输入账号", ACCOUNT)
    form.say_of(deemed_years="no", death_registered="hospital", abroad="no", overpaid="no")
    form.heading("要带的材料")
    form.choose("用手机拍照传上来")
    back = form.take_along()
    kiosk.tap("结束")
    expect(kiosk.page.locator("#attract")).to_be_visible()
    assert all(whole not in kiosk.page.content() for whole in PRIVATE)
    return back


def papers_from_the_phone(form: GrantForm) -> None:
    """A file that is no picture is refused in words; two photos and a PDF arrive."""
    paper = form.place.locator(".paper").first
    chosen = paper.locator("input[multiple]")
    chosen.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"MZ this is a program"})
    expect(paper.locator(".upload.failed")).to_contain_text("收不了")
    touch(paper.get_by_role("button", name="去掉这一张"))
    chosen.set_input_files(
        [
            {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": picture()},
            {"name": "2.png", "mimeType": "image/png", "buffer": picture("PNG")},
            {"name": "3.pdf", "mimeType": "application/pdf", "buffer": picture("PDF")},
        ]
    )
    expect(paper.locator(".upload", has_text="传好了")).to_have_count(3, timeout=20_000)


def look_at_the_papers(form: GrantForm, number: str, folder: Path) -> None:
    """The form carries its number, the amount and the names she typed, the list what to bring; neither carries a whole number."""
    for button, words in (("下载申请表", (number.replace(" ", ""), NAME, SUM)), ("下载要带的材料单", ("身份证",))):
        with form.page.expect_download() as saved:
            form.choose(button)
        file = folder / saved.value.suggested_filename
        saved.value.save_as(file)
        text = re.sub(r"\s", "", subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout)
        assert [word for word in words if word not in text] == []
        assert all(whole not in text for whole in PRIVATE if whole.isascii() or button != "下载申请表")


def move_to_the_payment(assistant: Settings, monkeypatch: pytest.MonkeyPatch, number: str) -> list[str]:
    """Community, street and district at the command line; the family is written to at every step."""
    for name, value in (("WANQING_HOME", assistant.home), ("WANQING_DATABASE_URL", assistant.database_url)):
        monkeypatch.setenv(name, str(value))
    digits = number.replace(" ", "")
    decided = ("--funeral", "8343", "--survivor", "66744", "--reason", "按核定表")
    earlier = written_to(assistant, OWN_PHONE)
    for words in (
        ("accept", digits, "--staff", "8101", "--card-seen", "--yes"),
        ("forward", digits, "--staff", "8101", "--yes"),
        ("forward", digits, "--staff", "8102", "--yes"),
        ("decide", digits, "--staff", "8103", *decided, "--yes"),
        ("pay", digits, "--staff", "8103", "--yes"),
    ):
        moved = CliRunner().invoke(wanqing, ["grants", *words], input=f"{DEMO_STAFF_PIN}\n")
        assert moved.exit_code == 0, moved.output
    told = written_to(assistant, OWN_PHONE)[len(earlier) :]
    assert len(told) == 5 and all(number in text for text in told)
    return told


def written_to(assistant: Settings, phone: str) -> list[str]:
    """Messages to this phone, oldest first, those included that wait for the morning: the office writes by day only."""
    engine, vault = build_engine(assistant.database_url), Vault(Keyring(assistant.home))
    with UnitOfWork(engine, reads_only=True) as work:
        rows = work.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id)).all()
        opened = [
            (vault.open(row.phone_sealed, "outgoing_message.phone"), vault.open(row.text_sealed, "outgoing_message.text"))
            for row in rows
        ]
    engine.dispose()
    return [text for number, text in opened if number == phone]


def by_number_and_phone(open_context: Callable[..., BrowserContext], number: str) -> None:
    """Somebody who proves nothing learns how far it is, without a name and without an amount."""
    chat = on_the_phone(open_context)
    form = GrantForm(chat.page, kiosk=False)
    answered(chat, lambda: chat.say("我爸的丧葬费办到哪了"))
    chat.tap("用受理号查")
    form.enter("请输入受理号", number.replace(" ", ""))
    form.enter("请输入申请时留的手机号", OWN_PHONE)
    form.heading("办到哪一步了")
    expect(form.place).to_contain_text("办了发放")
    assert all(words not in form.place.inner_text() for words in ("张", "元", *PRIVATE))
