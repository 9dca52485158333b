"""What can go wrong with the keyboard."""

from actions.errors import ServiceError


class KeyboardNotReady(ServiceError):
    """The lexicon is still being made; the page goes on with its own store."""

    code, status, detail = "keyboard-not-ready", 503, "键盘还在准备。请过几秒再试。"
