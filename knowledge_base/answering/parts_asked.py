"""Hears which part of a guide a question asks for (要带什么 -> materials)."""

import re

from knowledge_base.guides.model import PARTS

# Ordered: the first pattern that is heard decides. Each row: part, how people ask for it.
PART_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("materials", re.compile(r"带(?:点|些)?(?:什么|啥|哪些|哪几样)|(?:什么|啥|哪些)(?:材料|手续|证件|证明|东西)|材料|拿(?:什么|啥)|准备(?:点|些)?(?:什么|啥)|要身份证|复印件")),
    ("phone", re.compile(r"电话|打(?:什么|啥|哪个|几)|热线|联系方式")),
    ("amount", re.compile(r"多少钱|给多少|能领多少|能拿多少|几个钱|金额|标准是多少|多少元|收费|要钱|花钱|发多少|补多少")),
    ("time", re.compile(r"多久|多长时间|几天|多少天|啥时候|什么时候|何时|几月|期限|过期|多会儿|几号|来得及|时限")),
    ("place", re.compile(r"(?:去|上|到|搁|在)(?:哪|什么地方|啥地方)|哪(?:里|儿|块|疙瘩)?(?:办|领|申请|交|去)|找谁|哪个部门|啥部门|地址|地点|在哪")),
    ("who", re.compile(r"谁(?:能|可以|去|来)|什么人|哪些人|啥人|代办|别人(?:能|可以)|替(?:我|他|她|俺)")),
    ("conditions", re.compile(r"什么条件|啥条件|条件|够不够|符合|资格要求|要求")),
    ("steps", re.compile(r"怎么(?:办|弄|申请|操作|走)|咋(?:办|弄|整|申请)|流程|步骤|程序|先(?:干|办)(?:什么|啥)|下一步")),
)
# What is left of a question when words that only ask for a part and fillers are taken out: nothing means no own topic.
_FILLERS = re.compile(
    r"那|么|呢|啊|呀|吧|吗|嘛|哦|哈|这个|那个|这事|那事|它|要|得|需要|是|的|了|都|还|再|又|用|我|俺|咱|您|你|请问|问一下|"
    r"办|去|上|能|可以|应该|一般|大概|大约|到底|究竟|下来|一共|总共|有|没有|给|说|说说|讲讲|具体|详细|点|些|几|个|一下|怎么|咋|多|行"
)


def part_asked(text: str) -> str | None:
    """The part of a guide that `text` asks for, or None when it asks for the matter as a whole."""
    return next((part for part, pattern in PART_PATTERNS if pattern.search(text)), None)


def has_own_topic(text: str) -> bool:
    """Whether anything but the asking itself is left in `text`: 「那要带什么」 has no topic, 「养老金要带什么」 has."""
    rest = text
    for _, pattern in PART_PATTERNS:
        rest = pattern.sub(" ", rest)
    rest = re.sub(r"[^㐀-鿿A-Za-z0-9]", "", _FILLERS.sub("", rest))
    return len(rest) >= 2


def known_part(name: str | None) -> str | None:
    """`name` if it is a part of guides; dialogue may hand over anything."""
    return name if name in PARTS else None
