"""What can go wrong when somebody wants to see or change an application; codes that were sent have identity's errors."""


from actions.identity.errors import IdentityError


class ApplicantNeeded(IdentityError):
    """Nobody's phone is proven in this conversation (any more)."""

    code = "applicant-needed"
    status = 403
    detail = "要先核对手机号。请重新核对一次。"


class NoSuchProgress(IdentityError):
    """Number and phone do not go together; an unknown number looks exactly the same."""

    code = "no-such-progress"
    status = 404
    detail = "受理号和手机号没有对上。请对着短信或者回执再看一遍，手机号要填申请时留的那个。"
