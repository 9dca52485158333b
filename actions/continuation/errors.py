"""What can go wrong when something is taken up on another face."""

from actions.errors import ServiceError


class ContinuationError(ServiceError):
    """Base: `code` is stable, `detail` fit to show, `status` the HTTP status."""

    code = "continuation"
    detail = "没有接上。请再试一次，或者找工作人员。"


class UnknownContinuation(ContinuationError):
    """Nothing waits under this number: never did, was taken up already, or too long ago. All look the same."""

    code = "unknown-continuation"
    status = 404
    detail = "这个号码接不上。号码只能用一次，15分钟内有效。请在原来的地方再要一个号码。"


class NothingToTake(ContinuationError):
    """A talk without a single answer about policy."""

    code = "nothing-to-take"
    status = 422
    detail = "还没有能带走的回答。请先问一件政策上的事。"


class BadContinuation(ContinuationError):
    """What is to be carried over is more than a continuation may carry."""

    code = "bad-continuation"
    status = 422
    detail = "这一页不能换到别的地方接着办。请在这里办完，或者找工作人员。"
