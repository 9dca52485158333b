"""The senders and how a setting chooses one."""

from actions.messages.sender import TextSender
from actions.messages.senders.aliyun import AliyunSender
from actions.messages.senders.local import ConsoleSender, OutboxSender
from actions.setting_values import SettingsError
from actions.settings import Settings


def sender_from(settings: Settings) -> TextSender:
    """The sender WANQING_SMS_SENDER names. Raises SettingsError when the provider's credentials are missing."""
    if settings.sms_sender == "console":
        return ConsoleSender()
    if settings.sms_sender == "outbox":
        return OutboxSender()
    missing = [name for name, value in settings.sms_credentials.items() if not value]
    if missing:
        raise SettingsError(f"WANQING_SMS_SENDER=aliyun needs {', '.join(missing)}")
    return AliyunSender(
        endpoint=settings.sms_endpoint, key_id=settings.sms_key_id, secret=settings.sms_secret,
        sign=settings.sms_sign, templates=settings.sms_templates,
    )  # fmt: skip
