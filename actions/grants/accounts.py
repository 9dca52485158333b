"""Whose account takes the money, who applies, and how a bank account is written."""

import unicodedata

from actions.grants.errors import BadValue

# With the account the pension went to, no other account has to be proven (事实 3-26).
ACCOUNT_KINDS = {
    "deceased": "老人原来领养老金的账户",
    "applicant": "申请人自己的账户",
    "other_survivor": "其他家属的账户",
}
RELATIONS = {
    "spouse": "老伴",
    "child": "子女",
    "parent": "父母",
    "sibling": "兄弟姐妹",
    "grandparent": "祖父母或外祖父母",
    "grandchild": "孙子女或外孙子女",
    "other": "其他亲属",
}
CONSENTS = {"asked": "还没有答复", "agreed": "同意", "refused": "不同意", "unreachable": "联系不上"}
DOCUMENT_STATES = {"missing": "还没有交", "shown": "看过原件了", "copied": "留了复印件", "not_needed": "不用交"}
_SHORTEST, _LONGEST = 8, 30
_MAX_BANK = 60


def normal_account(written: str) -> str:
    """The digits of an account. Raises BadValue."""
    digits = "".join(unicodedata.normalize("NFKC", written[:80]).split()).replace("-", "")
    if not (digits.isascii() and digits.isdigit() and _SHORTEST <= len(digits) <= _LONGEST):
        raise BadValue("number", "账号应该是8到30位数字。请对着存折或者卡再看一遍。")
    return digits


def normal_bank(written: str) -> str:
    """The bank's name. Raises BadValue."""
    name = " ".join(unicodedata.normalize("NFKC", written[: _MAX_BANK * 4]).split())
    if not 2 <= len(name) <= _MAX_BANK or sum(character.isdigit() for character in name) > 4:
        raise BadValue("bank", "请写开户的银行，比如大连银行中山支行。账号写在下面一格。")
    return name


def chosen(field: str, value: object, choices: dict[str, str]) -> str:
    """`value`, which must be one of `choices`. Raises BadValue."""
    if not isinstance(value, str) or value not in choices:
        raise BadValue(field, f"请从这几样里选一个：{'、'.join(choices.values())}。")
    return value


def masked_account(number: str) -> str:
    """An account as it may be shown: its last four digits."""
    return f"尾号{number[-4:]}"
