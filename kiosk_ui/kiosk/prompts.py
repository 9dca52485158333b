"""The kiosk's own sentences, which no reply carries: shown by the template and read aloud.

One table for both, so that what is spoken is what is shown (criterion G1).
"""

PROMPTS: dict[str, str] = {
    "idle": "您还在用吗？要接着用，请点一下屏幕。没有人用的话，为了保护您的隐私，屏幕上的内容会清空。",
    "waiting": "正在查找，请稍等。",
    "timeout": "这次没有查到结果，可能是网络慢了。您的问题还在，请点再试一次。也可以找工作人员，或者打电话 12333。",
    "offline": "机器暂时连不上服务。请稍等，连上以后会自己恢复。着急的话，请找工作人员，或者打电话 12333。",
    "help": "{help_desk}。{help_hours}。社保的事，也可以打电话 12333。别的事，打市民热线 12345。",
    "voice_off": "语音暂时不可用，请看屏幕上的字。",
}


def prompts(help_desk: str, help_hours: str) -> dict[str, str]:
    """PROMPTS with this office's own counter and opening hours."""
    return {name: text.format(help_desk=help_desk, help_hours=help_hours) for name, text in PROMPTS.items()}
