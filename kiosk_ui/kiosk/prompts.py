"""The kiosk's own sentences, which no reply carries: shown by the template and read aloud, heading first.

One table for both, so that what is spoken is what is shown (criterion G1).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Prompt:
    """A screen with one message: its heading and what stands below it."""

    heading: str
    words: str = ""

    @property
    def spoken(self) -> str:
        """Everything the screen says, in the order it is read."""
        closed = self.heading if self.heading[-1:] in ("", "。", "？") else f"{self.heading}。"
        return closed + self.words


def prompts(help_desk: str, help_hours: str) -> dict[str, Prompt]:
    """The page's own messages by name, with this office's counter and opening hours (each a clause without full stop)."""
    return {
        "idle": Prompt("您还在用吗？", "要接着用，请点一下屏幕。没有人用的话，为了保护您的隐私，屏幕上的内容会清空。"),
        "examples": Prompt("您可以这样问", "点一个问题就行。也可以把您的问题写在下面。"),
        "more": Prompt("更多服务", "要办哪一样，点一下就行。"),
        "policy": Prompt("看政策原文", "想看哪方面的，点一下。文件里的话，一个字都没有改。"),
        "documents": Prompt("看哪一份文件？"),
        "articles": Prompt("看哪一条？"),
        "waiting": Prompt("正在查找，请稍等"),
        "failed": Prompt(
            "这次没有查成", "可能是网络慢了。您的问题还在，请点“再试一次”。也可以找工作人员，或者打12333。"
        ),
        "offline": Prompt("暂时连不上服务", f"请稍等，连上以后会自己恢复。着急的话，{help_desk}，也可以打电话12333。"),
        "locked": Prompt("本机暂停使用", f"{help_desk}。社保的事，也可以打电话问。社保电话12333。"),
        "card": Prompt("请先选要办的事，再刷身份证"),
        "help": Prompt(
            "找工作人员", f"{help_desk}。{help_hours}。社保的事，也可以打电话12333。别的事，打市民热线12345。"
        ),
        "refused": Prompt("好的，不查个人记录", "办事指南和政策问题，照样可以问，不用核实身份。"),
        "lapsed": Prompt("看个人记录的时间到了", "为了保护您，个人记录已经收起来了。要接着看，请再点一次您要办的事。"),
        "done": Prompt("办好了"),
        "voice_off": Prompt("语音暂时不可用，请看屏幕上的字。"),
    }
