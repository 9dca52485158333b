"""Mobile numbers as people type them: full-width, spaced, with +86 in front."""

import re
import unicodedata

_SEPARATORS = str.maketrans("", "", " \t-‐–—·.()　")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})", re.ASCII)
MAX_WRITTEN = 40


class BadPhoneNumber(ValueError):
    """The number cannot be a mainland mobile number. Never holds the number."""

    code = "bad-phone-number"
    status = 422

    def __init__(self, detail: str = "手机号应该是11位数字。请您再看一遍。") -> None:
        super().__init__(self.code)
        self.detail = detail


def normal_phone_number(written: str) -> str:
    """The 11 digits of the mobile number somebody wrote. Raises BadPhoneNumber."""
    if len(written) > MAX_WRITTEN:
        raise BadPhoneNumber
    found = _MOBILE.fullmatch(unicodedata.normalize("NFKC", written).translate(_SEPARATORS))
    if found is None:
        raise BadPhoneNumber
    return found.group(1)
