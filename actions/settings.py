"""Every setting of the product. This module is the only reader of the environment."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Setting:
    """One environment variable: its default and what it does, as the README's table says it."""

    name: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("WANQING_HOME", "var", "Folder for keys, database, trained model, speech cache and logs"),
    Setting("WANQING_HOST", "127.0.0.1", "Address the web process listens on; everything else stays on loopback"),
    Setting("WANQING_PORT", "8000", "Port of the web process"),
    Setting("WANQING_RASA_PORT", "5005", "Loopback port of the dialogue process"),
    Setting("WANQING_ACTIONS_PORT", "5055", "Loopback port of the action server"),
    Setting("WANQING_DATABASE_URL", "", "SQLAlchemy URL; empty means SQLite in WANQING_HOME"),
    Setting("WANQING_REDIS_URL", "", "Redis for rate limits across several web processes; empty keeps them in memory"),
    Setting("WANQING_DIALOGUE_TIMEOUT", "8", "Seconds the gateway waits for the dialogue before it apologises"),
    Setting("WANQING_WEB_THREADS", "16", "Threads of the web process"),
    Setting("WANQING_MESSAGES_PER_MINUTE", "60", "Messages one conversation may send in a minute"),
    Setting("WANQING_CONVERSATIONS_PER_MINUTE", "120", "Conversations one address may open in a minute"),
    Setting("WANQING_TRUSTED_PROXIES", "0", "Reverse proxies in front of the web process; that many X-Forwarded headers are believed"),
    Setting(
        "WANQING_KIOSK_NETWORKS", "127.0.0.0/8 ::1/128 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7",
        "Where kiosks stand, as networks; from elsewhere nobody may open a kiosk conversation, in which clerks vouch",
    ),
    Setting("WANQING_TRANSCRIPT_DAYS", "30", "Days a masked transcript is kept"),
    Setting("WANQING_VOICE_WORKERS", "2", "Processes that synthesise speech"),
    Setting("WANQING_SPEECH_CACHE", "", "Folder of the speech cache; empty means speech/ in WANQING_HOME"),
    Setting("WANQING_SPEECH_CACHE_MB", "200", "Disk the speech cache may fill, in MB"),
    Setting("WANQING_KIOSK_ROOT_PX", "40", "Root font size of the kiosk page in px; 40 suits a 21.5-inch portrait panel"),
    Setting("WANQING_HELP_DESK", "请到大厅服务台找工作人员", "What 找工作人员 says about the counter of this office"),
    Setting("WANQING_HELP_HOURS", "办公时间以现场公示为准", "What 找工作人员 says about opening hours"),
    Setting("WANQING_SMS_SENDER", "outbox", "Who carries text messages: outbox (nobody), console or aliyun"),
    Setting("WANQING_SMS_KEY_ID", "", "Alibaba Cloud SMS: access key id"),
    Setting("WANQING_SMS_SECRET", "", "Alibaba Cloud SMS: access key secret"),
    Setting("WANQING_SMS_SIGN", "", "Alibaba Cloud SMS: approved signature"),
    Setting("WANQING_SMS_TEMPLATES", "", "Alibaba Cloud SMS: template codes as kind=code, space separated; `*` is any kind"),
    Setting("WANQING_SMS_ENDPOINT", "https://dysmsapi.aliyuncs.com/", "Alibaba Cloud SMS: address of its API"),
    Setting("WANQING_DATA_HANDLER", "放置本机的社保经办机构或街道", "Who answers for personal data, as the consent screen names them"),
    Setting(
        "WANQING_DEMO", "auto", "Fictional people and the outbox page /demo: on, off, or auto (on where `make run` serves this machine only)"
    ),
    Setting("WANQING_LOG_LEVEL", "INFO", "Level of the product's own log"),
    Setting("WANQING_CHROMIUM", "", "Chromium for the browser tests; empty means the one on PATH"),
)

DEMO_MODES = ("auto", "on", "off")
SMS_SENDERS = ("outbox", "console", "aliyun")


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names the variable."""


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
    transcript_days: int
    voice_workers: int
    speech_cache: Path
    speech_cache_mb: int
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
            port=_integer(raw, "WANQING_PORT", 1, 65535),
            rasa_port=_integer(raw, "WANQING_RASA_PORT", 1, 65535),
            actions_port=_integer(raw, "WANQING_ACTIONS_PORT", 1, 65535),
            database_url=raw["WANQING_DATABASE_URL"] or f"sqlite:///{home / 'wanqing.db'}",
            redis_url=raw["WANQING_REDIS_URL"],
            dialogue_timeout=float(_integer(raw, "WANQING_DIALOGUE_TIMEOUT", 1, 60)),
            web_threads=_integer(raw, "WANQING_WEB_THREADS", 1, 256),
            messages_per_minute=_integer(raw, "WANQING_MESSAGES_PER_MINUTE", 1, 100_000),
            conversations_per_minute=_integer(raw, "WANQING_CONVERSATIONS_PER_MINUTE", 1, 100_000),
            trusted_proxies=_integer(raw, "WANQING_TRUSTED_PROXIES", 0, 10),
            kiosk_networks=_networks(raw, "WANQING_KIOSK_NETWORKS"),
            transcript_days=_integer(raw, "WANQING_TRANSCRIPT_DAYS", 1, 3650),
            voice_workers=_integer(raw, "WANQING_VOICE_WORKERS", 1, 8),
            speech_cache=Path(raw["WANQING_SPEECH_CACHE"] or home / "speech"),
            speech_cache_mb=_integer(raw, "WANQING_SPEECH_CACHE_MB", 1, 100_000),
            kiosk_root_px=_integer(raw, "WANQING_KIOSK_ROOT_PX", 10, 100),
            help_desk=raw["WANQING_HELP_DESK"],
            help_hours=raw["WANQING_HELP_HOURS"],
            log_level=raw["WANQING_LOG_LEVEL"],
            chromium=raw["WANQING_CHROMIUM"],
            sms_sender=_one_of(raw, "WANQING_SMS_SENDER", SMS_SENDERS),
            sms_key_id=raw["WANQING_SMS_KEY_ID"],
            sms_secret=raw["WANQING_SMS_SECRET"],
            sms_sign=raw["WANQING_SMS_SIGN"],
            sms_templates=_pairs(raw, "WANQING_SMS_TEMPLATES"),
            sms_endpoint=raw["WANQING_SMS_ENDPOINT"],
            data_handler=raw["WANQING_DATA_HANDLER"],
            demo=_one_of(raw, "WANQING_DEMO", DEMO_MODES),
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


def _integer(raw: Mapping[str, str], name: str, low: int, high: int) -> int:
    try:
        value = int(raw[name])
    except ValueError as error:
        raise SettingsError(f"{name} must be a whole number, not {raw[name]!r}") from error
    if not low <= value <= high:
        raise SettingsError(f"{name} must lie between {low} and {high}, not {value}")
    return value


def _one_of(raw: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    if raw[name] not in allowed:
        raise SettingsError(f"{name} must be one of {', '.join(allowed)}, not {raw[name]!r}")
    return raw[name]


def _networks(raw: Mapping[str, str], name: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(network) for network in raw[name].split())
    except ValueError as error:
        raise SettingsError(f"{name} must be networks like 10.0.0.0/8 with spaces between: {error}") from error


def _pairs(raw: Mapping[str, str], name: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in raw[name].split()]
    if not all(key and value for key, _, value in pairs):
        raise SettingsError(f"{name} must be kind=code pairs with spaces between")
    return {key: value for key, _, value in pairs}


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
        "WANQING_SPEECH_CACHE": str(settings.speech_cache),
        "WANQING_SMS_SENDER": settings.sms_sender,
        "WANQING_SMS_KEY_ID": settings.sms_key_id,
        "WANQING_SMS_SECRET": settings.sms_secret,
        "WANQING_SMS_SIGN": settings.sms_sign,
        "WANQING_SMS_TEMPLATES": " ".join(f"{kind}={code}" for kind, code in settings.sms_templates.items()),
        "WANQING_SMS_ENDPOINT": settings.sms_endpoint,
        "WANQING_DATA_HANDLER": settings.data_handler,
        "WANQING_DEMO": settings.demo,
    }
