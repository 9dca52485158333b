"""What can go wrong with family access."""

from actions.errors import ServiceError


class FamilyError(ServiceError):
    """Base: `code` is stable, `detail` fit to show, `status` the HTTP status."""

    code = "family"


class NotYours(FamilyError):
    """Only the person gives and takes back access to their records."""

    code = "only-the-person"
    status = 403
    detail = "让谁看记录，要本人来定。家人不能代办。"


class UnknownGrant(FamilyError):
    """No such grant of this person."""

    code = "unknown-grant"
    status = 404
    detail = "没有找到这一位家人。请看看名单。"


class TooManyGrants(FamilyError):
    """There are as many open grants as anybody can keep in view."""

    code = "too-many-grants"
    status = 409
    detail = "最多同时让五位家人看。请先取消一位。"


class BadGrant(FamilyError):
    """Scopes, days or relation are not of the list; `detail` says which."""

    code = "bad-grant"
    status = 422
