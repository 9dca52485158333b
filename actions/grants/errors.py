"""What can go wrong with a grant case; each error has a stable code and a Chinese sentence that says what to do next."""

from actions.errors import ServiceError


class GrantError(ServiceError):
    """Base: `code` is stable, `detail` fit to show, `status` the HTTP status."""

    code = "grant"
    status = 409


class UnknownCase(GrantError):
    """No such case, or it is another family's: the two look the same."""

    code, status = "unknown-case", 404
    detail = "没有找到这份申请。请看看受理号，或者找工作人员。"


class UnknownSurvivor(GrantError):
    """The case has no such survivor."""

    code, status = "unknown-survivor", 404
    detail = "没有找到这位家属。请重新打开申请看一看。"


class StaleCase(GrantError):
    """Somebody changed the case since it was read."""

    code = "stale-case"
    detail = "这份申请刚才有人改过。请重新打开看一看，再接着办。"


class IllegalMove(GrantError):
    """The state does not allow the move."""

    code = "illegal-move"

    def __init__(self, source: str, target: str, label: str) -> None:
        super().__init__(f"这份申请现在是“{source}”，不能{label}（变成“{target}”）。请重新打开看一看。")


class NotClosed(GrantError):
    """Only a case that came to its end can be deleted."""

    code = "not-closed"

    def __init__(self, state: str) -> None:
        super().__init__(f"这份申请现在是“{state}”，还没有办完，不能删。办完、撤回或者不予办理的才能删。")


class NotEditable(GrantError):
    """Only a draft, or a case that was returned, can be changed by the family."""

    code = "not-editable"
    detail = "这份申请已经交上去了，现在不能改。要改，请告诉社区的工作人员。"


class NotComplete(GrantError):
    """Something needed is missing: `missing` are pairs of a stable name and its Chinese words."""

    code, status = "not-complete", 422

    def __init__(self, missing: tuple[tuple[str, str], ...]) -> None:
        super().__init__(f"还差这几样：{'、'.join(words for _, words in missing)}。请填好再交。")
        self.missing = missing


class AlreadyInHand(GrantError):
    """An application for the same person was handed in before; by whom is not told."""

    code = "already-in-hand"
    detail = "这位老人的申请已经有人交过了，不能再交一份。请先和家里人问一问，也可以带身份证到社区查。"


class BadValue(GrantError):
    """A value that cannot be: `field` names it. Never holds the value."""

    code, status = "bad-value", 422

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class ReasonNeeded(GrantError):
    """The reason is empty, too long, or holds what looks like a personal number."""

    code, status = "reason-needed", 422
    detail = "请写明原因，220个字以内，家属能看到。不要写身份证号、电话和卡号。"


class PapersNeeded(GrantError):
    """A case is returned for papers, and they must be named."""

    code, status = "papers-needed", 422
    detail = "退回补材料，要写明补哪几样。请从这份申请的材料里选。"


class AmountsNeeded(GrantError):
    """Both amounts must be given, in 分, not negative and not both nothing."""

    code, status = "amounts-needed", 422
    detail = "核定要写丧葬补助金和抚恤金两个数。请看一看，再写一遍。"


class DiffersFromEstimate(ReasonNeeded):
    """The decided amounts are not the estimated ones, and no reason says why."""

    code = "differs-from-estimate"
    detail = "核定的数和当初估算的不一样，请写明原因。家属能看到，不要写号码。"


class IdentityNotSeen(GrantError):
    """Of the applicant only a phone is known, and nobody has looked at the identity card yet."""

    code = "identity-not-seen"
    detail = "还没有核对申请人的身份证。请先核对，登记以后再核定。"


class StaffOnly(GrantError):
    """An active member of staff with an office is needed."""

    code, status = "staff-only", 403
    detail = "这一步要由在岗的工作人员办。请看看工号，还有工号登记的网点。"


class NotYourLevel(GrantError):
    """Another level of office does this."""

    code, status = "not-your-level", 403

    def __init__(self, label: str, who: str) -> None:
        super().__init__(f"“{label}”这一步归{who}办，您的网点不能办。")


class BadKey(GrantError):
    """The idempotency key is empty or too long."""

    code, status = "bad-idempotency-key", 422
    detail = "这次的内容看不懂。请再试一次。"


class KeyInUse(GrantError):
    """The idempotency key belongs to another request."""

    code = "key-in-use"
    detail = "这次的内容和刚才的对不上。请重新打开申请，再试一次。"


class TooManyDrafts(GrantError):
    """One phone may have so many unfinished applications."""

    code, status = "too-many-drafts", 429
    detail = "您已经有几份没交的申请了。请接着填，或者先删掉不要的。"


class TooManyCases(GrantError):
    """One phone may begin so many applications a day, whatever became of them."""

    code, status = "too-many-cases", 429
    detail = "今天用这个手机号开的申请太多了。请明天再来，或者带材料到社区办。"


class TooBusy(GrantError):
    """Others were quicker again and again; nothing was written."""

    code, status = "grants-busy", 503
    detail = "现在办的人多，这次没有办成，什么也没有改动。请过一会儿再试。"
