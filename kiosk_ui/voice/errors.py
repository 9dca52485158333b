"""What can go wrong with the voice; every error has a stable code and a Chinese sentence fit to show."""


class VoiceError(Exception):
    """Base of the voice errors. `code` is stable; `detail` tells the visitor what to do next."""

    code = "voice_error"
    detail = "语音暂时不可用，请看屏幕上的文字。"

    def __init__(self, reason: str = "") -> None:
        super().__init__(f"{self.code}: {reason}" if reason else self.code)


class UnknownSpeech(VoiceError):
    """No text is registered under the key: never prepared, forgotten with the visit, or aged out."""

    code = "speech_unknown"
    detail = "这段语音已经失效，请看屏幕上的文字，或者再问一次。"


class UnknownSpeed(VoiceError):
    """The speed is none of slow, normal, fast."""

    code = "speech_speed_unknown"
    detail = "语速只有慢、普通、快三种，请重新选择。"


class VoiceUnavailable(VoiceError):
    """The engine could not be started or did not answer, also not after a restart."""

    code = "voice_unavailable"
