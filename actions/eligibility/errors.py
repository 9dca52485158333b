"""What can go wrong with certifications and investigations; each error has a stable code and a Chinese sentence."""

from actions.errors import ServiceError


class EligibilityError(ServiceError):
    """Base of the package's errors; `code` is stable, `detail` is fit to show, `status` is its HTTP status."""

    code = "eligibility"


class UnknownPerson(EligibilityError):
    """No such person."""

    code = "unknown-person"
    status = 404
    detail = "没有找到这个人的记录。请找工作人员核对。"


class UnknownChannel(EligibilityError):
    """The channel is not one of the rules' channels."""

    code = "unknown-channel"
    status = 422
    detail = "不认识这种认证方式。请核对后再记。"


class FutureCertification(EligibilityError):
    """A certification cannot have happened on a day that has not come."""

    code = "future-certification"
    status = 422
    detail = "认证日期还没有到。请核对日期。"


class PersonDeceased(EligibilityError):
    """The person is registered as dead; only an investigation can put that right."""

    code = "person-deceased"
    status = 409
    detail = "这个人登记为已去世，不能记认证。登记有误的，请先核实更正。"


class UnknownInvestigation(EligibilityError):
    """No such investigation."""

    code = "unknown-investigation"
    status = 404
    detail = "没有这条核实。请先列出待核实的，看清编号。"


class AlreadyClosed(EligibilityError):
    """It was closed the other way before."""

    code = "investigation-closed"
    status = 409
    detail = "这条核实已经有了另一种结论，不能再改。要改，请重新核实。"


class NoteNeeded(EligibilityError):
    """A decision about a person's pension says why, within 300 characters and without personal numbers."""

    code = "note-needed"
    status = 422
    detail = "请写明怎么核实的，300字以内，不要写身份证号、电话和卡号。"


class DayNeeded(EligibilityError):
    """The day the payment stops from, or of the death, is missing or impossible."""

    code = "day-needed"
    status = 422
    detail = "请写明从哪天停发。这一种没有统一的日子，由经办人核定。"


class StaffNeeded(EligibilityError):
    """Only a named member of staff decides."""

    code = "staff-needed"
    status = 403
    detail = "要由在册的工作人员来定。请写工号。"
