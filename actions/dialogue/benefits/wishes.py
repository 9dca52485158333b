"""Wishes told by their words alone, whatever they were heard as."""

import re

_PENSION = re.compile(r"养老金|退休金|养老钱")
_MY_PENSION = re.compile(r"(?:我|俺|自己|本人)的?(?:养老金|退休金|养老钱)")
_A_SUM = re.compile(
    r"(?:帮|给|替|请|麻烦|我想|我要|俺想|俺要|按我).{0,12}?(?:测算|估算|算(?!法|不算|上|进|数|账)|估|测)|算(?:一)?算|[算估测]一?[估测下]|[算估]个"
)
# A death, a raise, the age or the rule itself: something else than how much one will draw.
_SOMETHING_ELSE = re.compile(
    r"丧|葬|抚恤|遗属|遗嘱补|去世|过世|逝|离世|死|走了|走的|走丢|走失|失踪|下落|没了|没的|不在了|停发|坐牢|服刑|涨|调整|上调|补发|"
    r"退休年龄|(?:怎么|咋|如何|怎样)(?:计)?算|公式"
)
_APPLIES = re.compile(r"(?:那|就|我|俺|咱|现在|这就|也|请|来|给我|帮我|想要?|要|，)*(?:申请|办理)(?:一下|吧|呗|了|啊|呀)*[。！!，]*")


def wishes_for_a_pension(text: str) -> bool:
    """Whether `text` asks us to work out a pension, and speaks of no death: 我的养老金能领多少，帮我算算."""
    return bool(_PENSION.search(text) and _A_SUM.search(text)) and not _SOMETHING_ELSE.search(text)


def means_ones_own_pension(text: str) -> bool:
    """Whether the pension wished for is the speaker's own, so that no thread about somebody else's death is meant."""
    return wishes_for_a_pension(text) and bool(_MY_PENSION.search(text))


def wishes_to_apply(text: str) -> bool:
    """Whether `text` is the bare wish to apply and names nothing: 申请, 我想申请. 怎么申请 is a question."""
    return bool(_APPLIES.fullmatch(text.strip()))
