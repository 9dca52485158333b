"""What must be filled in before an application can be handed in."""

import json

from actions.grants.estimating import Estimating
from actions.grants.model import GrantCase

# Column of grant_case -> its words. Papers are not among them: they may be shown at the counter.
_ALWAYS = {
    "deceased_name_sealed": ("deceased.name", "老人的姓名"),
    "deceased_number_sealed": ("deceased.number", "老人的身份证号"),
    "died_on": ("deceased.died_on", "去世的日子"),
    "office_id": ("deceased.office_id", "在哪个社区办"),
    "applicant_number_sealed": ("applicant.number", "您的身份证号"),
    "relation": ("applicant.relation", "您和老人的关系"),
    "account_kind": ("account.kind", "打到谁的账户"),
}
_OF_AN_ACCOUNT = {
    "account_bank": ("account.bank", "开户的银行"),
    "account_name_sealed": ("account.name", "账户的户名"),
    "account_sealed": ("account.number", "账号"),
}


def missing_of(case: GrantCase, estimating: Estimating) -> tuple[tuple[str, str], ...]:
    """Name (part.field) and words of what is missing, in the order of the form. None means it can be handed in."""
    needed = dict(_ALWAYS)
    if case.account_kind and case.account_kind != "deceased":  # the agency knows the account it paid the pension to
        needed |= _OF_AN_ACCOUNT
    missing = tuple(told for column, told in needed.items() if not getattr(case, column))
    facts = tuple((f"facts.{name}", words) for name, words in estimating.missing(json.loads(case.facts)))
    return facts + missing
