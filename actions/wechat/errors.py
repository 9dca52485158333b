"""What can go wrong between the official account and us."""

from actions.errors import ServiceError


class WeChatError(ServiceError):
    """Base of the errors a page shows."""

    code = "wechat"
    status = 400
    detail = "微信这一步没有办成。请再试一次，或者找工作人员。"


class NotConnected(WeChatError):
    """This installation speaks for no official account."""

    code = "no-wechat-account"
    status = 404
    detail = "这里还没有接通微信公众号。"


class EntryOver(WeChatError):
    """A state or a ticket that was used, is too old, or was never given out: all look the same."""

    code = "wechat-entry-over"
    status = 410
    detail = "这个入口已经用过了，或者过时了。请回到微信，从公众号里再点一次。"


class NotFromWeChat(WeChatError):
    """The conversation was not begun in WeChat, so there is no WeChat account to bind."""

    code = "not-from-wechat"
    status = 409
    detail = "绑定微信，请从公众号的菜单里打开这一页。"


class Replayed(Exception):
    """A timestamp and nonce that came before with another message, too late, or too often."""


class WeChatRefused(Exception):
    """WeChat answered with an error; `errcode` is its own (全局返回码)."""

    def __init__(self, errcode: int) -> None:
        super().__init__(str(errcode))
        self.errcode = errcode


class WeChatUnavailable(Exception):
    """WeChat could not be reached or did not answer in its own form; `reason` is the kind of failure."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
