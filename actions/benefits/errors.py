"""What can go wrong when something is to be worked out."""

from actions.errors import ServiceError


class BenefitError(ServiceError):
    """Base of the calculators' errors: a stable code, an HTTP status and a sentence that says what to do next."""

    code = "benefit-error"
    status = 422
    detail = "这样算不了。请看一看填的内容，再试一次。"


class BadFacts(BenefitError):
    """A fact that cannot be: `field` names it, `detail` says what to change."""

    code = "bad-facts"

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class UnknownCalculator(BenefitError):
    """No calculator has this name."""

    code, status = "unknown-calculator", 404
    detail = "没有这一项计算。请回首页重新选。"


class MissingFact(BadFacts):
    """Something must still be known: `field` names it, `detail` is the question."""

    code = "missing-fact"
