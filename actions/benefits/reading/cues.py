"""The words that tell what a figure is about, as data."""

import re

from actions.benefits.reading.model import MentionKind

# Family -> words, tried in this order at each place, so the longer and narrower come first.
FAMILIES: dict[str, str] = {
    "medical": r"(?:职工)?医(?:疗)?保(?:险)?(?:缴费|一共|总共|累计|交了?|缴)*",
    "before": r"视同(?:缴费)?(?:年限|工龄)?|建(?:立)?(?:个人)?账户?(?:以)?前(?:的)?(?:缴费|工龄|年限)?",
    "local": r"(?:本地|当地|大连)(?:实际)?(?:缴费|交了?|缴)",
    "own": r"(?:自己|个人|自个儿?)(?:一共|总共)?(?:缴费|交了?|缴)(?:的钱)?|(?:交|缴)的本金",
    "account": r"个人账户|个账|账户(?:里|余额|储存额)?|储存额|个人那块|余额",
    "index": r"(?:平均)?(?:缴费)?指数",
    "pay": (
        r"连续工龄|工龄|缴费年限|缴费|交满|交够|交了|交过|交(?:的)?(?:社保|养老保险|养老|保险)|(?:社保|养老保险|养老|保险)(?:一共|总共|都|就|才|才?只)*(?:交了?|缴)|"
        r"参保|累计|干了|上了|工作了?|上班|年限|社保|养老保险|一共交|总共交|交"
    ),
    "draw": r"领了|领着|领取|领过|领(?:养老金|退休金|劳保)|吃了?劳保|吃了|拿了?(?:退休金|养老金|劳保)|开了?劳保|享受|退休金|退休工资|劳保|开(?:了)?支|开了",
    "pension": r"养老金|工资|每个?月|一个月|月月|开",
    "retired": r"退休(?!前|证|年龄|本)(?:了|都|已经|有|快|也|才|至今|到现在|到走)*|退了|退下来|退的|退完|退",
    "aid": r"低保|失业金|失业|津贴|补贴|救济",  # 领了两年低保 is no pension
    "born": r"出生|生日|生人|生于|身份证(?:上)?(?:是|写)?|生的|生",
    "death": (
        r"病故|病死|病没|走了|走的|走得|走(?!访|路|到|丢|失)|没了|没的|去世|过世|逝世|病逝|离世|不在了|死亡|死|咽气|老了|离开|宣告|断气|出的?事|出(?:了)?车祸"
    ),
    "other": r"多?进了?|多领了?|多发|补发|多给|失踪|走丢|住院|手术|瘫|病了|得病|伺候|照顾|结婚|住了|存了|离婚|下岗|买断|认证|报|停发|插队|下乡|当兵|部队|知青|办|搬|前",
}  # fmt: skip
_ALL = re.compile("|".join(f"(?P<{family}>{words})" for family, words in FAMILIES.items()))

# What a figure of a kind can be about when the word stands before it, and when it stands behind it.
BEFORE: dict[MentionKind, frozenset[str]] = {
    "span": frozenset({"medical", "before", "local", "pay", "own", "draw", "retired", "death", "other", "aid"}),
    "day": frozenset({"born", "retired", "death", "other"}),
    "age": frozenset({"retired", "death", "other"}),
    "money": frozenset({"own", "account", "pension", "draw", "pay", "retired"}),
    "number": frozenset({"index"}),
}
BEHIND: dict[MentionKind, frozenset[str]] = {
    "span": frozenset({"medical", "before", "pay", "draw", "aid"}),
    "day": frozenset({"born", "retired", "death", "other"}),
    "age": frozenset({"retired", "death", "other"}),
    "money": frozenset({"account", "draw", "pension"}),
    "number": frozenset(),
}
# What a field takes: the families that mean it.
ACCEPTED: dict[str, frozenset[str]] = {
    "contribution": frozenset({"pay", "own"}),
    "total": frozenset({"pay", "own"}),
    "paid": frozenset({"medical", "pay"}),
    "local": frozenset({"local"}),
    "before_account": frozenset({"before"}),
    "drawn": frozenset({"draw", "retired"}),
    "died_on": frozenset({"death"}),
    "born": frozenset({"born"}),
    "retired": frozenset({"retired"}),
    "december_pension": frozenset({"pension", "draw", "retired"}),
    "account": frozenset({"account"}),
    "own_contributions": frozenset({"own", "pay"}),
    "index": frozenset({"index"}),
    "age": frozenset({"", "born"}),
}


def cues(plain: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Start, end and family of every such word between two places."""
    return [(found.start(), found.end(), found.lastgroup or "") for found in _ALL.finditer(plain, start, end)]
