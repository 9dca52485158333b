"""Names as people type them: full-width, spaced, with any kind of middle dot."""

import hmac
import re
import unicodedata

MAX_NAME = 50
_DOTS = re.compile("[·•・‧∙.．]")  # 阿卜杜拉·买买提 is written with every one of them
_SPACES = re.compile(r"\s+")


class BadName(ValueError):
    """Not a name: empty, too long, or with digits in it. Never holds what was typed."""

    code = "bad-name"
    status = 422

    def __init__(self, detail: str = "姓名好像没有写对。请照着身份证上的姓名写。") -> None:
        super().__init__(self.code)
        self.detail = detail


def normal_name(written: str) -> str:
    """The name without spaces and with one kind of dot. Raises BadName."""
    name = _DOTS.sub("·", _SPACES.sub("", unicodedata.normalize("NFKC", written[: MAX_NAME * 4])))
    if not 1 <= len(name) <= MAX_NAME or any(character.isdigit() or not character.isprintable() for character in name):
        raise BadName
    return name


def same_name(one: str, other: str) -> bool:
    """Whether two normal names are equal, in a time that does not tell how far they agree."""
    return hmac.compare_digest(one.encode(), other.encode())
