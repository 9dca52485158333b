"""What can go wrong when records are asked for; each error has a stable code and a Chinese sentence."""

from actions.errors import ServiceError


class RecordsError(ServiceError):
    """Base of the errors a face shows; `code` is stable, `detail` is fit to show, `status` is its HTTP status."""

    code = "records"
    detail = "现在查不了个人记录。请再试一次，或者找工作人员。"


class RecordsUnavailable(RecordsError):
    """The system behind the gateway did not answer. Nothing may be shown in place of its answer."""

    code = "records-unavailable"
    status = 503
    detail = "现在连不上个人记录，查不到。请过一会儿再试，或者让工作人员查好了给您回电话。"


class NotAllowed(RecordsError):
    """A relative asked for something the person did not open to them."""

    code = "records-not-allowed"
    status = 403
    detail = "您家老人没有开放这一项。请老人自己来查，或者请老人先在这里给您开放。"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope


class ConsentMissing(RecordsError):
    """Nobody agreed to the consent screen yet (个人信息保护法第二十九条)."""

    code = "consent-missing"
    status = 403
    detail = "看个人记录以前，要请您先看一看说明，点同意。"


class PersonDeceased(RecordsError):
    """The records of the dead stay closed here; the family is led to the grant."""

    code = "person-deceased"
    status = 403
    detail = "登记里写着，这位老人已经去世。他的记录，这里不再显示。家属可以申请丧葬补助金和抚恤金。要是登记错了，请马上打12333。"


class UnknownPerson(RecordsError):
    """The gateway does not know the person."""

    code = "unknown-person"
    status = 404
    detail = "这里还没有您的记录。请带身份证到社区或街道问一问，或者打12333。"


class UnknownCallback(RecordsError):
    """No such open request to be called back."""

    code = "unknown-callback"
    status = 404
    detail = "这个回电登记找不到了，可能已经办完。"
