"""Every top task of the kiosk with one finger and nothing else, in five screens at most (criteria I1, C5, D2)."""

import re

import click
import pytest
from pages import KioskPage
from playwright.sync_api import expect
from sqlalchemy import select
from top_tasks import Journey

from actions.database.engine import build_engine
from actions.database.unit_of_work import UnitOfWork
from actions.grants.model import GrantCase
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.settings import Settings

MOST = 5
SOMEBODY = "赵国强"  # of the demonstration: ninety, at home, to be certified soon
EXPECTED = (
    "问大家常问的", "看政策原文", "从回答看依据的原文", "找工作人员", "查进度", "算丧葬抚恤", "申请", "算退休年龄", "查养老金", "查认证", "约认证",
    "改预约", "取消预约", "约上门", "取号",
)  # fmt: skip


@pytest.fixture
def journey(kiosk: KioskPage) -> Journey:
    told = kiosk.page.request.get("/demo/people.json").json()["people"]
    return Journey(kiosk, next(person for person in told if person["name"] == SOMEBODY))


@pytest.fixture
def case(running_assistant: Settings) -> tuple[str, str]:
    """受理号 and phone of a case of the demonstration, as they stand on its family's paper."""
    engine, vault = build_engine(running_assistant.database_url), Vault(Keyring(running_assistant.home))
    with UnitOfWork(engine, reads_only=True) as work:
        found = work.session.scalars(select(GrantCase).where(GrantCase.state == "returned")).first()
        assert found
        told = found.number, vault.open(found.applicant_phone_sealed, "grant_case.applicant_phone")
    engine.dispose()
    return told


def test_every_top_task_takes_five_screens_at_most(journey: Journey, case: tuple[str, str]) -> None:
    journey.begin()
    asks_and_reads(journey)
    asks_how_far(journey, *case)
    works_out(journey)
    about_oneself(journey)
    click.echo("\n任务 | 屏数 | 另输入的步数")
    for task, (screens, steps) in journey.taken.items():
        click.echo(f"{task} | {screens} | {steps}")
    assert {task: screens for task, (screens, _) in journey.taken.items() if screens > MOST} == {}
    assert tuple(journey.taken) == EXPECTED


def asks_and_reads(journey: Journey) -> None:
    screen = journey.kiosk.screen
    journey.tile("更多服务", "大家常问")
    journey.pick(re.compile("？?$"))
    journey.result("问大家常问的", journey.answer())
    journey.tile("更多服务", "政策原文")
    journey.pick("社会化管理服务")
    journey.pick(re.compile("^第八条"))
    journey.result("看政策原文", screen.locator(".policy-article .sheet"))
    journey.tile("更多服务", "补贴和社区")
    journey.pick("退休后去哪个社区报到")
    journey.pick("看这一条的原文")
    journey.result("从回答看依据的原文", screen.locator(".policy-article mark"))
    touch_help(journey)


def asks_how_far(journey: Journey, number: str, phone: str) -> None:
    journey.tile("更多服务", "查办理进度")
    journey.pick("用受理号查")
    journey.enter("请输入受理号", number)
    journey.enter("请输入申请时留的手机号", phone)
    journey.result("查进度", journey.kiosk.screen.get_by_role("heading", name="办到哪一步了"))


def touch_help(journey: Journey) -> None:
    journey.kiosk.page.touchscreen.tap(*centre(journey, "#go-help"))
    journey.result("找工作人员", journey.kiosk.screen.get_by_text("12333"))


def centre(journey: Journey, selector: str) -> tuple[float, float]:
    box = journey.kiosk.page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def works_out(journey: Journey) -> None:
    screen = journey.kiosk.screen
    journey.tile("丧葬和抚恤")
    journey.pick("算一算，走时已退休")
    journey.years("老人的缴费年限，也就是工龄，一共多少年？", "32")
    journey.years("老人退休以后，领了多少年养老金？", "7")
    journey.pick("就是这些")
    expect(journey.answer("哪年哪月哪天").last).to_be_visible(timeout=10_000)
    journey.date(("年", "2026"), ("月", "10"), ("日", "20"))
    journey.pick("就是这个")
    journey.pick("生病或者年老")
    journey.result("算丧葬抚恤", screen.locator(".sum .total"))
    journey.tile("丧葬和抚恤")
    journey.pick(re.compile("^申请$"))
    journey.result("申请", screen.get_by_role("button", name="开始填"))  # the amount is known: what was asked is not asked again
    journey.tile("养老金和认证")
    journey.pick("算退休年龄")
    journey.pick(re.compile("^男"))
    expect(screen.locator(".counter").first).to_be_visible(timeout=10_000)
    journey.date(("年", "1966"), ("月", "5"))
    journey.pick("就是这个")
    journey.result("算退休年龄", screen.locator(".estimate .sum"))


def about_oneself(journey: Journey) -> None:
    screen = journey.kiosk.screen
    journey.tile("查养老金")
    journey.prove()
    journey.result("查养老金", screen.locator(".facts dd"))
    journey.tile("查认证")
    journey.result("查认证", screen.locator(".card"))
    journey.tile("约认证")
    journey.pick("去窗口")
    journey.pick(re.compile("^后天|^明天|月.*周"))
    screen.locator(".times button").first.wait_for(timeout=10_000)
    journey.pick(re.compile("上午|下午"))
    journey.pick("确定")
    journey.result("约认证", screen.locator(".number-large"))
    journey.tile("更多服务", "我的预约")
    journey.pick("改时间")
    journey.pick("越早越好")
    journey.pick("确定")
    journey.result("改预约", journey.answer("改好了"))
    journey.tile("更多服务", "我的预约")
    journey.pick("取消预约")
    expect(journey.answer("真的要取消吗").last).to_be_visible(timeout=10_000)
    journey.pick("取消预约")
    journey.result("取消预约", screen.get_by_role("button", name="约回来"))
    journey.tile("更多服务", "约上门")
    journey.pick("越早越好")
    journey.pick("确定")
    journey.result("约上门", screen.locator(".number-large"))
    journey.tile("更多服务", "取号")
    journey.result("取号", journey.answer())
