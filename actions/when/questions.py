"""The questions asked back when a wish for a time cannot be used."""

from actions.when.model import QuestionBack

LUNAR_DAY = "您说的“{said}”是农历的日子，我怕算错。请说阳历的几月几号，比如12月3号。"
NO_SUCH_DAY = "日历上没有{said}。请您再说一遍是几月几号。"
NO_SUCH_TIME = "没有{said}这个钟点。请您再说一遍是几点，比如上午九点。"
PAST = "{said}已经过去了。请您说一个今天以后的日子。"
TOO_FAR = "现在最远只能约到{day}。请您说一个近一点的日子。"
CONTRADICTION = "您说了{first}，又说了{second}，两个对不上。您想约哪一天？"
CLOSED = "{said}窗口不办公。上午和下午都可以约，您看哪个合适？"


class Unclear(Exception):
    """A wish that needs a question back."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(reason)
        self.question = QuestionBack(text, reason)
