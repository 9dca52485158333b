"""Cuts a message into the questions it holds: people often ask two things in one breath."""

import re

# A new question starts after an end mark, or after words people join two matters with.
_END = re.compile(r"[。！？?!；;\n]+")
_JOINT = re.compile(
    r"[，,、\s]*(?:还有就是|还有|另外|再就是|再问(?:一下|个)?|顺便(?:问(?:一下|下)?)?|同时|然后(?:就)?|再一个)[，,、:：]*"
)
_COMMA = re.compile(r"[，,]+")
# How a stretch shows that it asks something.
_ASKS = re.compile(
    r"吗|么|什么|啥|怎么|咋|如何|多少|几|哪|谁|多久|多长|多大|多暂|多咱|(.)不\1|是不是|能不能|行不|[^是]不$|没有?$|(?<!着)呢$"
    # Typed by sound: 算马, 在那领.
    r"|马$|嘛$|[在去上搁]那[里儿]?[办领交查找]"
)
_MIN_HANZI = 3


def split_questions(text: str) -> list[str]:
    """The stretches of `text` that may be questions of their own, in order; [text] when it is one.

    A comma parts two questions only when both sides ask: 「坐公交免费吗，公园要不要门票」, but not 「老伴没了，丧葬费找谁领」.
    """
    stretches = [piece for sentence in _END.split(text) for joined in _JOINT.split(sentence) for piece in _by_comma(joined)]
    stretches = [piece for piece in stretches if len(re.findall(r"[㐀-鿿]", piece)) >= _MIN_HANZI]
    return stretches if len(stretches) > 1 else [text]


def _by_comma(text: str) -> list[str]:
    """Cuts at commas after a stretch that asks, when something that asks follows."""
    pieces: list[str] = []
    for part in _COMMA.split(text.strip(" ，,、")):
        if pieces and not (_ASKS.search(pieces[-1]) and _ASKS.search(part)):
            pieces[-1] = f"{pieces[-1]}，{part}"
        else:
            pieces.append(part)
    return pieces
