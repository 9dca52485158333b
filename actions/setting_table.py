"""Every setting: its name, its default, and what it does."""

from dataclasses import dataclass


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
    Setting("WANQING_TRUSTED_PROXIES", "0", "Reverse proxies in front of the web process; that many X-Forwarded headers are believed. Through one not counted no kiosk is served"),
    Setting(
        "WANQING_KIOSK_NETWORKS", "127.0.0.0/8 ::1/128 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7",
        "Where kiosks stand, as networks; from elsewhere nobody may open a kiosk conversation, in which clerks vouch",
    ),
    Setting(
        "WANQING_KIOSK_REGISTRATION", "optional",
        "Whether only kiosks registered with an office may serve visitors: required or optional",
    ),
    Setting("WANQING_TRANSCRIPT_DAYS", "30", "Days a masked transcript is kept"),
    Setting("WANQING_VOICE_WORKERS", "2", "Processes that synthesise speech"),
    Setting("WANQING_SPEECH_CACHE", "", "Folder of the speech cache; empty means speech/ in WANQING_HOME"),
    Setting("WANQING_SPEECH_CACHE_MB", "200", "Disk the speech cache may fill, in MB"),
    Setting("WANQING_SPEECH_ENGINE", "pyttsx3", "What speaks: pyttsx3, command:PROGRAM ARGUMENTS or sherpa-onnx:FOLDER (docs/voice.md)"),
    Setting("WANQING_SPEECH_RATES", "", "What the engine is given for slow, normal and fast; empty means its own; `wanqing voice check` tells"),
    Setting("WANQING_SPEECH_RECORDINGS", "", "Folder of human recordings of fixed sentences (docs/voice.md); empty means none"),
    Setting("WANQING_SPEECH_INPUT", "none", "What hears a spoken question at the kiosk: none, command:PROGRAM ARGUMENTS or sherpa-onnx:FOLDER"),
    Setting("WANQING_KIOSK_ROOT_PX", "40", "Root font size of the kiosk page in px; 40 suits a 21.5-inch portrait panel"),
    Setting("WANQING_HELP_DESK", "请到大厅服务台找工作人员", "What 找工作人员 says about the counter of this office"),
    Setting("WANQING_HELP_HOURS", "几点开门，看门口的通知", "What 找工作人员 says about opening hours"),
    Setting("WANQING_SMS_SENDER", "outbox", "Who carries text messages: outbox (nobody), console or aliyun"),
    Setting("WANQING_SMS_KEY_ID", "", "Alibaba Cloud SMS: access key id"),
    Setting("WANQING_SMS_SECRET", "", "Alibaba Cloud SMS: access key secret"),
    Setting("WANQING_SMS_SIGN", "", "Alibaba Cloud SMS: approved signature"),
    Setting("WANQING_SMS_TEMPLATES", "", "Alibaba Cloud SMS: template codes as kind=code, space separated; `*` is any kind"),
    Setting("WANQING_SMS_ENDPOINT", "https://dysmsapi.aliyuncs.com/", "Alibaba Cloud SMS: address of its API"),
    Setting("WANQING_DATA_HANDLER", "设这个服务的社保部门或街道", "Who answers for personal data, as the consent screen names them"),
    Setting("WANQING_PUBLIC_URL", "", "Address under which phones reach the web process, for the code that goes on elsewhere; empty: no code to scan"),
    Setting("WANQING_FONTS", "", "Folders of Noto Sans CJK for printed papers, with : between; empty means where Debian and Fedora put it"),
    Setting("WANQING_SLIP_PRINTER", "", "80 mm printer of the kiosk: network:HOST:PORT or file:/dev/usb/lp0; empty means none"),
    Setting("WANQING_PAGE_PRINTER", "", "A4 printer of the kiosk: cups:NAME (a queue of this machine) or ipp://HOST/PRINTER; empty means none"),
    Setting("WANQING_VIRUS_SCANNER", "", "Command that looks through uploads, {file} in it: exit 0 clean, 1 infected; empty means none"),
    Setting("WANQING_WECHAT_APP_ID", "", "WeChat official account: AppID; empty means there is no account and /wechat does not exist"),
    Setting("WANQING_WECHAT_SECRET", "", "WeChat official account: AppSecret"),
    Setting("WANQING_WECHAT_TOKEN", "", "WeChat official account: Token of the server configuration"),
    Setting("WANQING_WECHAT_AES_KEY", "", "WeChat official account: EncodingAESKey, 43 characters; needed unless the mode is plain"),
    Setting("WANQING_WECHAT_PREVIOUS_AES_KEY", "", "WeChat official account: the EncodingAESKey before, while it is being changed"),
    Setting("WANQING_WECHAT_MODE", "safe", "WeChat official account: how messages come: plain, compatible or safe (encrypted)"),
    Setting("WANQING_WECHAT_API", "https://api.weixin.qq.com", "WeChat official account: address of its API"),
    Setting("WANQING_WECHAT_TEMPLATES", "", "WeChat official account: template ids as kind=id, space separated; `*` is any kind"),
    Setting(
        "WANQING_DEMO", "auto", "Fictional people and the outbox page /demo: on, off, or auto (on where `make run` serves this machine only)"
    ),
    Setting("WANQING_LOG_LEVEL", "INFO", "Level of the product's own log"),
    Setting("WANQING_CHROMIUM", "", "Chromium for the browser tests; empty means the one on PATH"),
)
