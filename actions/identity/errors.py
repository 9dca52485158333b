"""What can go wrong when people prove who they are; each error has a stable code and a Chinese sentence."""

from actions.errors import ServiceError


class IdentityError(ServiceError):
    """Base: `code` is stable, `detail` fit to show, `status` the HTTP status, `retry_after` seconds if waiting helps."""

    code = "identity"

    def __init__(self, detail: str | None = None, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class WrongCode(IdentityError):
    """The code is not the one that was sent (or none was)."""

    code = "wrong-code"
    status = 422
    detail = "验证码不对。请对着短信再输一次。"


class CodeExpired(IdentityError):
    """The code is older than its life, or none was asked for."""

    code = "code-expired"
    status = 410
    detail = "验证码过时间了。请重新发一次。"


class CodeBurnt(IdentityError):
    """Too many wrong tries; this code opens nothing any more."""

    code = "code-burnt"
    status = 410
    detail = "输错了三次，这个验证码不能用了。请重新发一次，或者找工作人员帮忙。"


class ResendTooSoon(IdentityError):
    """A code for this number was asked for less than a minute ago."""

    code = "resend-too-soon"
    status = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"验证码刚发过。请等{retry_after}秒再试。", retry_after)


class IdentityLocked(IdentityError):
    """Too many failures for this number, this terminal or this clerk."""

    code = "identity-locked"
    status = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"错的次数太多了，先停一停。请{_wait(retry_after)}后再试，或者找工作人员帮忙。", retry_after)


class NotIdentified(IdentityError):
    """The conversation speaks for nobody (any more)."""

    code = "not-identified"
    status = 403
    detail = "要先核对身份。请重新核对一次。"


class NotAllowed(IdentityError):
    """Only the person may do this, never a relative."""

    code = "only-the-person"
    status = 403
    detail = "这件事要本人来办。家人不能代办。"


class NeedsFreshProof(IdentityError):
    """A change of phone wants a proof of the last two minutes."""

    code = "needs-fresh-proof"
    status = 403
    detail = "改手机号前，要再核对一次身份。请重新核对。"


class NeedsClerkForPhone(IdentityError):
    """This way of proving oneself is not enough to change the phone on record."""

    code = "needs-clerk-for-phone"
    status = 403
    detail = "这样核对的身份，还不能换手机号。请用原来手机的验证码再核对一次；收不到的，请工作人员按“手机号换了”替您核对。"


class ConsentNeeded(IdentityError):
    """Nothing personal is handled before the person agreed (个人信息保护法第二十九条)."""

    code = "consent-needed"
    status = 403
    detail = "要先看一看怎么使用您的信息，您同意了再办。"


class IdentityMismatch(IdentityError):
    """Number and name fit nobody; told only to a clerk or a card reader, who have the card before them."""

    code = "identity-mismatch"
    status = 422
    detail = "身份证号和姓名没有对上。请对着身份证再看一遍，或者打12333。"


class KioskOnly(IdentityError):
    """Clerks vouch where they can see the person."""

    code = "kiosk-only"
    status = 403
    detail = "这个办法只能在大厅的机器上用。请到大厅找工作人员。"


class NoCardReader(IdentityError):
    """No reader stands at this terminal, or it does not answer."""

    code = "no-card-reader"
    status = 503
    detail = "这台机器读不了身份证。请用短信验证码，或者找工作人员帮忙。"


class WrongStaffPin(IdentityError):
    """Staff number and PIN do not go together; an unknown number looks the same."""

    code = "wrong-staff-pin"
    status = 422
    detail = "工号或者密码不对。请再输一次。"


class BadStaffPin(IdentityError):
    """A PIN that must not be set."""

    code = "bad-staff-pin"
    status = 422
    detail = "密码要6到12位数字，不能全一样，也不能是顺着数的。请换一个。"


class StaffNumberTaken(IdentityError):
    """Somebody has this staff number already."""

    code = "staff-number-taken"
    status = 409
    detail = "这个工号已经有人了。请换一个工号。"


class UnknownStaff(IdentityError):
    """Nobody has this staff number."""

    code = "unknown-staff"
    status = 404
    detail = "没有这个工号。请用 wanqing staff list 看一看。"


class BadStaffMember(IdentityError):
    """Staff number, name or office cannot be right."""

    code = "bad-staff-member"
    status = 422
    detail = "工号是1到20个字母、数字或横线，要写姓名，网点要是已有的编号。请看一看。"


class BadReason(IdentityError):
    """The reason for vouching is empty, too long, or has a number in it."""

    code = "bad-reason"
    status = 422
    detail = "请写明原因，60个字以内，里面不要写号码。"


def _wait(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds}秒"
    if seconds < 90 * 60:
        return f"{-(-seconds // 60)}分钟"
    return f"{-(-seconds // 3600)}小时"
