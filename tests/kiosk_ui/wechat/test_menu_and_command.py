"""The menu of the file obeys WeChat's rules, and the command pushes it."""

import pytest
from click.testing import CliRunner

from kiosk_ui.cli.main import wanqing
from kiosk_ui.wechat.menu import BadMenu, menu_for, said_by_button
from tests.wechat_double.account import AES_KEY, APP_ID, SECRET, TOKEN

URL = "https://wanqing.example"


def test_the_menu_of_the_file_is_one_wechat_takes():
    menu = menu_for(URL)
    buttons = [button for top in menu["button"] for button in top["sub_button"]]
    assert all(button["url"].startswith(URL) for button in buttons if button["type"] == "view")
    keys = [button["key"] for button in buttons if button["type"] == "click"]
    assert len(set(keys)) == len(keys) and all(said_by_button(key) for key in keys)


@pytest.mark.parametrize(
    "text",
    ["[]", "- {name: 一个很长很长的名字, page: /chat}", "- {name: 问, key: k}", "- {name: 问, below: []}",
     "- &a {name: 问, page: /chat}\n- *a\n- *a\n- *a"],
)  # fmt: skip
def test_a_menu_wechat_would_refuse_is_refused_here(tmp_path, text):
    file = tmp_path / "menu.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadMenu):
        menu_for(URL, file)


@pytest.fixture
def run(tmp_path, api, sqlite_url, monkeypatch):
    for name, value in {
        "WANQING_HOME": str(tmp_path), "WANQING_DATABASE_URL": sqlite_url, "WANQING_PUBLIC_URL": URL,
        "WANQING_WECHAT_APP_ID": APP_ID, "WANQING_WECHAT_SECRET": SECRET, "WANQING_WECHAT_TOKEN": TOKEN,
        "WANQING_WECHAT_AES_KEY": AES_KEY, "WANQING_WECHAT_API": api.url,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return lambda *words: CliRunner().invoke(wanqing, ["wechat", *words])


def test_push_and_show(run, api):
    assert run("menu", "push").exit_code == 0
    assert api.menu == menu_for(URL)
    assert "查养老金" in run("menu", "show").output
    assert "查养老金" in run("menu", "show", "--file").output


def test_the_token_is_fetched_and_not_shown(run, api):
    done = run("token")
    assert done.exit_code == 0 and not any(token in done.output for token in api.tokens)
    assert "0 条" in run("queue").output


def test_what_wechat_refuses_is_told_with_its_code(run, api):
    api.fail["/cgi-bin/menu/create"] = [48001]
    done = run("menu", "push")
    assert done.exit_code == 1 and "48001" in done.output


def test_without_an_account_the_command_says_what_is_missing(run, monkeypatch):
    monkeypatch.delenv("WANQING_WECHAT_APP_ID")
    assert "WANQING_WECHAT_APP_ID" in run("token").output
