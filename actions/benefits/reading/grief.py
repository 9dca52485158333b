"""Whether a message tells that somebody of the family has died."""

import re

from actions.benefits.reading.words import standard

_WHO = (
    r"爸|爹|父亲|妈|娘|母亲|老伴|老头|老太|老爷子|老公|老婆|丈夫|妻子|爱人|媳妇|对象|公公|婆婆|岳父|岳母|丈人|丈母娘|"
    r"爷爷|奶奶|姥|哥|弟|姐|妹|叔|伯|姨|舅|姑|儿子|闺女|女儿|老人"
)
_DIED = r"走了|走的|没了|没的|去世|过世|逝世|病逝|离世|不在了|咽气|断气|没救过来|没抢救过来|死了|病死|病故"
# Between the two no thing of theirs that may be gone instead: 我爸卡里的钱没了.
_TOLD = re.compile(rf"(?:{_WHO})[^。卡钱证折机医款]{{0,30}}?(?:{_DIED})(?!吗|么|怎么|咋)")


def tells_of_a_death(text: str) -> bool:
    """Whether `text` says that a relative has died; a question about the rules for 退休老人 says it too."""
    return bool(_TOLD.search(standard(text)))
