"""What can go wrong in a conversation; each error has a stable code and a Chinese sentence."""

from actions.errors import ServiceError


class ConversationError(ServiceError):
    """Base of the errors a face shows; `code` is stable, `detail` is fit to show, `status` is its HTTP status."""

    code = "conversation"


class UnknownConversation(ConversationError):
    """No such conversation, or the token is another one's: the two look the same."""

    code = "unknown-conversation"
    status = 404
    detail = "这次咨询已经结束了。请回到首页，重新开始。"


class UnknownChoice(ConversationError):
    """The token was not offered in this conversation."""

    code = "unknown-choice"
    status = 422
    detail = "这个选项已经用不了了。请重新提问，或者回到首页。"


class TurnInProgress(ConversationError):
    """The same message is still being answered."""

    code = "turn-in-progress"
    status = 409
    detail = "刚才那句话正在处理。请稍等一下。"
