"""The account's menu from its file: what is pushed to WeChat, and what a tapped button asks."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("menu.yaml")
_BUTTONS, _BELOW = 3, 5  # 自定义菜单: how many there may be
_NAME_BYTES, _NAME_BELOW_BYTES = 16, 60  # and how long their names


class BadMenu(ValueError):
    """The file breaks a rule of WeChat's menus; the message says which."""


@cache
def _buttons(file: Path = FILE) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def said_by_button(key: str) -> str | None:
    """What the button with `key` asks; None for a button that is no longer in the file."""
    below = (button for top in _buttons() for button in top.get("below", [top]))
    return next((str(button["says"]) for button in below if button.get("key") == key), None)


def menu_for(public_url: str, file: Path = FILE) -> dict[str, Any]:
    """The menu as WeChat's API takes it. Raises BadMenu."""
    tops = _buttons(file)
    if not 0 < len(tops) <= _BUTTONS:
        raise BadMenu(f"1 to {_BUTTONS} buttons, not {len(tops)}")
    return {"button": [_top(top, public_url) for top in tops]}


def _top(top: dict[str, Any], public_url: str) -> dict[str, Any]:
    if "below" not in top:
        return _button(top, public_url, _NAME_BYTES)
    if not 0 < len(top["below"]) <= _BELOW:
        raise BadMenu(f"{top['name']}: 1 to {_BELOW} buttons below, not {len(top['below'])}")
    _check_name(top["name"], _NAME_BYTES)
    return {"name": top["name"], "sub_button": [_button(button, public_url, _NAME_BELOW_BYTES) for button in top["below"]]}


def _button(button: dict[str, Any], public_url: str, longest: int) -> dict[str, Any]:
    _check_name(button["name"], longest)
    if "page" in button:
        return {"type": "view", "name": button["name"], "url": f"{public_url}{button['page']}"}
    if not button.get("key") or not button.get("says"):
        raise BadMenu(f"{button['name']}: needs a page, or a key and what it says")
    return {"type": "click", "name": button["name"], "key": button["key"]}


def _check_name(name: str, longest: int) -> None:
    if not 0 < len(name.encode()) <= longest:
        raise BadMenu(f"{name}: a name of at most {longest} bytes")
