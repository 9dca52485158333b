"""The settings as the processes use them. This module is the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from actions import setting_values as values
from actions.setting_table import SETTINGS
from actions.setting_values import Network, SettingsError

ROOT = Path(__file__).resolve().parents[1]
DEMO_MODES = ("auto", "on", "off")
REGISTRATION = ("optional", "required")
SMS_SENDERS = ("outbox", "console", "aliyun")
WECHAT_MODES = ("plain", "compatible", "safe")


@dataclass(frozen=True)
class WeChatSettings:
    """The official account of the office, if it has one; what is secret stays out of its repr."""

    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    previous_aes_key: str = field(repr=False)
    mode: str
    api: str
    templates: dict[str, str]

    @property
    def connected(self) -> bool:
        """Whether there is an account to speak for."""
        return bool(self.app_id)


@dataclass(frozen=True)
class Settings:
    """Settings as the processes use them; ports are TCP ports, times are seconds."""

    home: Path
    host: str
    port: int
    rasa_port: int
    actions_port: int
    database_url: str
    redis_url: str
    dialogue_timeout: float
    web_threads: int
    messages_per_minute: int
    conversations_per_minute: int
    trusted_proxies: int
    kiosk_networks: tuple[Network, ...]
    kiosk_registration: str
    transcript_days: int
    voice_workers: int
    speech_cache: Path
    speech_cache_mb: int
    speech_engine: str
    speech_rates: str
    speech_recordings: str
    speech_input: str
    kiosk_root_px: int
    help_desk: str
    help_hours: str
    log_level: str
    chromium: str
    sms_sender: str
    sms_key_id: str
    sms_secret: str = field(repr=False)
    sms_sign: str
    sms_templates: dict[str, str]
    sms_endpoint: str
    data_handler: str
    public_url: str
    fonts: str
    slip_printer: str
    page_printer: str
    virus_scanner: str
    wechat: "WeChatSettings"
    demo: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Settings from `environ` over the defaults. Raises SettingsError naming the variable."""
        raw = {setting.name: environ.get(setting.name) or setting.default for setting in SETTINGS}
        home = Path(raw["WANQING_HOME"])
        home = home if home.is_absolute() else ROOT / home
        return cls(
            home=home,
            host=raw["WANQING_HOST"],
            port=values.integer(raw, "WANQING_PORT", 1, 65535),
            rasa_port=values.integer(raw, "WANQING_RASA_PORT", 1, 65535),
            actions_port=values.integer(raw, "WANQING_ACTIONS_PORT", 1, 65535),
            database_url=raw["WANQING_DATABASE_URL"] or f"sqlite:///{home / 'wanqing.db'}",
            redis_url=raw["WANQING_REDIS_URL"],
            dialogue_timeout=float(values.integer(raw, "WANQING_DIALOGUE_TIMEOUT", 1, 60)),
            web_threads=values.integer(raw, "WANQING_WEB_THREADS", 1, 256),
            messages_per_minute=values.integer(raw, "WANQING_MESSAGES_PER_MINUTE", 1, 100_000),
            conversations_per_minute=values.integer(raw, "WANQING_CONVERSATIONS_PER_MINUTE", 1, 100_000),
            trusted_proxies=values.integer(raw, "WANQING_TRUSTED_PROXIES", 0, 10),
            kiosk_networks=values.networks(raw, "WANQING_KIOSK_NETWORKS"),
            kiosk_registration=values.one_of(raw, "WANQING_KIOSK_REGISTRATION", REGISTRATION),
            transcript_days=values.integer(raw, "WANQING_TRANSCRIPT_DAYS", 1, 3650),
            voice_workers=values.integer(raw, "WANQING_VOICE_WORKERS", 1, 8),
            speech_cache=Path(raw["WANQING_SPEECH_CACHE"] or home / "speech"),
            speech_cache_mb=values.integer(raw, "WANQING_SPEECH_CACHE_MB", 1, 100_000),
            speech_engine=values.speech(raw, "WANQING_SPEECH_ENGINE", "pyttsx3"),
            speech_rates=values.rates(raw, "WANQING_SPEECH_RATES"),
            speech_recordings=raw["WANQING_SPEECH_RECORDINGS"],
            speech_input=values.speech(raw, "WANQING_SPEECH_INPUT", "none"),
            kiosk_root_px=values.integer(raw, "WANQING_KIOSK_ROOT_PX", 10, 100),
            help_desk=raw["WANQING_HELP_DESK"],
            help_hours=raw["WANQING_HELP_HOURS"],
            log_level=raw["WANQING_LOG_LEVEL"],
            chromium=raw["WANQING_CHROMIUM"],
            sms_sender=values.one_of(raw, "WANQING_SMS_SENDER", SMS_SENDERS),
            sms_key_id=raw["WANQING_SMS_KEY_ID"],
            sms_secret=raw["WANQING_SMS_SECRET"],
            sms_sign=raw["WANQING_SMS_SIGN"],
            sms_templates=values.pairs(raw, "WANQING_SMS_TEMPLATES"),
            sms_endpoint=raw["WANQING_SMS_ENDPOINT"],
            data_handler=raw["WANQING_DATA_HANDLER"],
            public_url=raw["WANQING_PUBLIC_URL"].rstrip("/"),
            fonts=raw["WANQING_FONTS"],
            slip_printer=values.slip_printer(raw, "WANQING_SLIP_PRINTER"),
            page_printer=values.page_printer(raw, "WANQING_PAGE_PRINTER"),
            virus_scanner=values.command(raw, "WANQING_VIRUS_SCANNER"),
            wechat=_wechat(raw),
            demo=values.one_of(raw, "WANQING_DEMO", DEMO_MODES),
        )

    @property
    def sms_credentials(self) -> dict[str, str]:
        """What a real provider cannot do without, by the name of its setting."""
        return {
            "WANQING_SMS_KEY_ID": self.sms_key_id,
            "WANQING_SMS_SECRET": self.sms_secret,
            "WANQING_SMS_SIGN": self.sms_sign,
            "WANQING_SMS_TEMPLATES": " ".join(self.sms_templates),
        }

    @property
    def rasa_url(self) -> str:
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}"


def _wechat(raw: Mapping[str, str]) -> WeChatSettings:
    """The account, whole or not at all. Raises SettingsError."""
    made = WeChatSettings(
        app_id=raw["WANQING_WECHAT_APP_ID"], secret=raw["WANQING_WECHAT_SECRET"], token=raw["WANQING_WECHAT_TOKEN"],
        aes_key=values.aes_key(raw, "WANQING_WECHAT_AES_KEY"),
        previous_aes_key=values.aes_key(raw, "WANQING_WECHAT_PREVIOUS_AES_KEY"),
        mode=values.one_of(raw, "WANQING_WECHAT_MODE", WECHAT_MODES), api=raw["WANQING_WECHAT_API"].rstrip("/"),
        templates=values.pairs(raw, "WANQING_WECHAT_TEMPLATES"),
    )  # fmt: skip
    needed = {"SECRET": made.secret, "TOKEN": made.token, "AES_KEY": made.aes_key or made.mode == "plain"}
    missing = [f"WANQING_WECHAT_{name}" for name, value in needed.items() if not value]
    if not raw["WANQING_PUBLIC_URL"]:
        missing.append("WANQING_PUBLIC_URL")  # answers of a person's own are a link to the page
    if made.connected and missing:
        raise SettingsError(f"WANQING_WECHAT_APP_ID needs {', '.join(missing)} too")
    return made


def process_environment(settings: Settings, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Environment for a child process of the product, which reads these very settings back from it."""
    return {
        **environ,
        "WANQING_HOME": str(settings.home),
        "WANQING_HOST": settings.host,
        "WANQING_PORT": str(settings.port),
        "WANQING_RASA_PORT": str(settings.rasa_port),
        "WANQING_ACTIONS_PORT": str(settings.actions_port),
        "WANQING_DATABASE_URL": settings.database_url,
        "WANQING_MESSAGES_PER_MINUTE": str(settings.messages_per_minute),
        "WANQING_CONVERSATIONS_PER_MINUTE": str(settings.conversations_per_minute),
        "WANQING_TRUSTED_PROXIES": str(settings.trusted_proxies),
        "WANQING_KIOSK_NETWORKS": " ".join(map(str, settings.kiosk_networks)),
        "WANQING_KIOSK_REGISTRATION": settings.kiosk_registration,
        "WANQING_SPEECH_CACHE": str(settings.speech_cache),
        "WANQING_SMS_SENDER": settings.sms_sender,
        "WANQING_SMS_KEY_ID": settings.sms_key_id,
        "WANQING_SMS_SECRET": settings.sms_secret,
        "WANQING_SMS_SIGN": settings.sms_sign,
        "WANQING_SMS_TEMPLATES": " ".join(f"{kind}={code}" for kind, code in settings.sms_templates.items()),
        "WANQING_SMS_ENDPOINT": settings.sms_endpoint,
        "WANQING_DATA_HANDLER": settings.data_handler,
        "WANQING_PUBLIC_URL": settings.public_url,
        "WANQING_FONTS": settings.fonts,
        "WANQING_SLIP_PRINTER": settings.slip_printer,
        "WANQING_PAGE_PRINTER": settings.page_printer,
        "WANQING_VIRUS_SCANNER": settings.virus_scanner,
        "WANQING_WECHAT_APP_ID": settings.wechat.app_id,
        "WANQING_WECHAT_SECRET": settings.wechat.secret,
        "WANQING_WECHAT_TOKEN": settings.wechat.token,
        "WANQING_WECHAT_AES_KEY": settings.wechat.aes_key,
        "WANQING_WECHAT_PREVIOUS_AES_KEY": settings.wechat.previous_aes_key,
        "WANQING_WECHAT_MODE": settings.wechat.mode,
        "WANQING_WECHAT_API": settings.wechat.api,
        "WANQING_WECHAT_TEMPLATES": " ".join(f"{kind}={code}" for kind, code in settings.wechat.templates.items()),
        "WANQING_DEMO": settings.demo,
    }
