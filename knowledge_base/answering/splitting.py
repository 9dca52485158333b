"""Cuts a message into the questions it holds: people often ask two things in one breath."""

import re

# A new question starts after an end mark, or after words people join two matters with.
_END = re.compile(r"[。！？?!；;\n]+")
_JOINT = re.compile(r"[，,、\s]*(?:还有就是|还有|另外|再就是|再问(?:一下|个)?|顺便(?:问(?:一下|下)?)?|同时|然后(?:就)?)[，,、:：]*")
_MIN_HANZI = 4


def split_questions(text: str) -> list[str]:
    """The stretches of `text` that may be questions of their own, in order; [text] when it is one."""
    stretches = [piece.strip(" ，,、") for sentence in _END.split(text) for piece in _JOINT.split(sentence)]
    stretches = [piece for piece in stretches if len(re.findall(r"[㐀-鿿]", piece)) >= _MIN_HANZI]
    return stretches if len(stretches) > 1 else [text]
