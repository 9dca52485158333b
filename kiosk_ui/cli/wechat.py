"""`wanqing wechat`: the official account's menu and token, and what waits to be delivered."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click

from actions.counter import build_counter
from actions.settings import Settings
from actions.wechat.errors import WeChatRefused, WeChatUnavailable
from actions.wechat.service import WeChatDesk
from kiosk_ui.cli.database import open_database
from kiosk_ui.wechat.menu import BadMenu, menu_for


@click.group()
def wechat() -> None:
    """微信公众号：菜单、接口凭据、还没送到的答复。"""


@wechat.group()
def menu() -> None:
    """公众号的菜单，写在 kiosk_ui/wechat/menu.yaml。"""


@menu.command()
def push() -> None:
    """把文件里的菜单推到公众号上。"""
    with _desk() as (desk, settings):
        try:
            made = menu_for(settings.public_url)
        except BadMenu as error:
            raise click.ClickException(f"菜单文件有错：{error}") from error
        desk.api.create_menu(made)
    click.echo("菜单推上去了。手机上最迟过一天看到；取消关注再关注，马上看到。")


@menu.command()
@click.option("--file", "from_file", is_flag=True, help="看文件里的，不问微信")
def show(from_file: bool) -> None:
    """公众号现在的菜单。"""
    with _desk() as (desk, settings):
        shown = menu_for(settings.public_url) if from_file else desk.api.menu()
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))


@wechat.command()
def token() -> None:
    """接口凭据能不能拿到。凭据本身不显示。"""
    with _desk() as (desk, _):
        desk.api.tokens.current()
    click.echo("接口凭据拿到了，AppID、AppSecret 和 IP 白名单都对。")


@wechat.command()
def queue() -> None:
    """还没送到的答复有多少条；不显示内容和人。"""
    with _desk() as (desk, _):
        click.echo(f"还没送到的答复 {desk.deliveries.waiting()} 条")


@contextmanager
def _desk() -> Iterator[tuple[WeChatDesk, Settings]]:
    settings = Settings.from_environment()
    engine = open_database()
    desk = build_counter(settings, engine).wechat
    if desk is None:
        raise click.ClickException("没有接公众号。请先设好 WANQING_WECHAT_APP_ID 等，见 docs/wechat.md。")
    try:
        yield desk, settings
    except WeChatRefused as error:
        raise click.ClickException(f"微信不收，返回码 {error.errcode}。含义见微信的“全局返回码”。") from error
    except WeChatUnavailable as error:
        raise click.ClickException(f"连不上微信（{error.reason}）。请看网络和 WANQING_WECHAT_API。") from error
    finally:
        desk.api.close()
        engine.dispose()
