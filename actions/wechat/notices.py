"""Notices: template messages that lead to the page and say nothing of a person."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from actions.wechat.api import WeChatApi

ENTRY = "/wechat/oauth/start"
ANY_KIND = "*"


@cache
def _texts() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("templates.yaml").read_text("utf-8"))
    return loaded


class Notices:
    """`templates` maps a kind to the template id of the account; `public_url` is where phones reach us."""

    def __init__(self, api: WeChatApi, templates: Mapping[str, str], public_url: str) -> None:
        self._api, self._templates, self._address = api, dict(templates), f"{public_url}{ENTRY}"

    def has(self, kind: str) -> bool:
        """Whether the account has a template for this kind."""
        return kind in _texts() and bool(self._templates.get(kind) or self._templates.get(ANY_KIND))

    def send(self, openid: str, kind: str) -> None:
        """Raises WeChatRefused, WeChatUnavailable; KeyError for a kind without a template."""
        template = self._templates.get(kind) or self._templates[ANY_KIND]
        self._api.send_template(openid, template, self._address, _texts()[kind])
