"""Checks a kiosk machine and says in Chinese what is right and what to do: `python3 check.py`, or `wanqing kiosk check`.

Needs nothing but Python: a kiosk has only this folder of the product. Changes nothing. Ends with 1 when something is wrong.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLAGS = (
    "--kiosk", "--no-first-run", "--noerrdialogs", "--hide-crash-restore-bubble", "--disable-pinch",
    "--overscroll-history-navigation=0", "--autoplay-policy=no-user-gesture-required", "--password-store=basic",
)  # fmt: skip
NO_FEATURES = ("OverscrollHistoryNavigation", "Translate", "SpareRendererForSitePerProcess")
COMMAND_SECONDS = 10.0


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `todo` says what to do when it is not right."""

    name: str
    right: bool
    todo: str = ""

    def __str__(self) -> str:
        return f"[通过] {self.name}" if self.right else f"[不通过] {self.name}\n         怎么办：{self.todo}"


@dataclass(frozen=True)
class Machine:
    """A machine as the checks see it: its files below `root`, its commands, its server. Tests put others in their place."""

    root: Path = Path("/")
    run: Callable[..., str] = lambda *words: _output(*words)
    fetch: Callable[[str], dict[str, Any]] = lambda url: _json(url)

    def text(self, path: str) -> str:
        """The file's text; empty when it is not there or cannot be read."""
        file = self.root / path.lstrip("/")
        try:
            return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        except PermissionError:
            return ""

    @property
    def url(self) -> str:
        found = re.search(r"^KIOSK_URL=(\S+)", self.text("/etc/wanqing/kiosk.env"), re.MULTILINE)
        return found.group(1).rstrip("/") if found else ""


def findings(machine: Machine, *, server_here: bool = False) -> Iterator[Finding]:
    """Every check, in the order in which things are put right; `server_here` when the server is this machine too."""
    yield from _files(machine)
    yield from _policy(machine)
    yield from _launcher(machine)
    yield from _surroundings(machine)
    yield from _server(machine)
    if server_here:
        version = machine.run("espeak-ng", "--version")
        yield Finding("语音程序 espeak-ng 装好了", "eSpeak" in version, "运行 apt-get install espeak-ng。")


def _files(machine: Machine) -> Iterator[Finding]:
    for path in (
        "/opt/wanqing-kiosk/launch.sh", "/opt/wanqing-kiosk/watchdog.py", "/etc/wanqing/kiosk.env",
        "/etc/systemd/system/wanqing-kiosk.service", "/etc/systemd/system/wanqing-kiosk-watchdog.service",
    ):  # fmt: skip
        yield Finding(f"文件 {path} 在", bool(machine.text(path)), "再运行一次 install.sh。")
    unit = machine.text("/etc/systemd/system/wanqing-kiosk.service")
    yield Finding("浏览器退出以后会自己再起来", "\nRestart=always" in unit, "再运行一次 install.sh，不要改这个文件。")
    for name in ("wanqing-kiosk.service", "wanqing-kiosk-watchdog.service"):
        state = machine.run("systemctl", "is-active", name).strip()
        yield Finding(f"{name} 正在运行", state == "active", f"运行 systemctl restart {name}，再看 journalctl -u {name}。")


def _policy(machine: Machine) -> Iterator[Finding]:
    path = "/etc/chromium/policies/managed/wanqing.json"
    try:
        found = json.loads(machine.text(path))
    except ValueError:
        yield Finding("浏览器的规定（policy）读得出来", False, f"{path} 不在或者写坏了。再运行一次 install.sh。")
        return
    wanted = json.loads((HERE / "chromium-policy.json").read_text(encoding="utf-8")) | {"URLAllowlist": [machine.url]}
    wrong = sorted(name for name, value in wanted.items() if found.get(name) != value)
    yield Finding("浏览器的规定（policy）和发下来的一样", not wrong, f"不一样的是：{'、'.join(wrong)}。再运行一次 install.sh。")


def _launcher(machine: Machine) -> Iterator[Finding]:
    script = machine.text("/opt/wanqing-kiosk/launch.sh")
    lines = {line.strip().removesuffix("\\").strip() for line in script.splitlines()}
    off = next((line.partition("=")[2].split(",") for line in lines if line.startswith("--disable-features=")), [])
    missing = [flag for flag in FLAGS if flag not in lines] + [name for name in NO_FEATURES if name not in off]
    yield Finding("启动浏览器的参数齐全", not missing, f"少了：{'、'.join(missing)}。再运行一次 install.sh。")
    for name, what in (("cage", "显示程序 cage"), ("chromium", "浏览器 chromium")):
        there = any((machine.root / folder / name).exists() for folder in ("usr/bin", "usr/local/bin"))
        yield Finding(f"{what} 装好了", there, f"运行 apt-get install {name}。")


def _surroundings(machine: Machine) -> Iterator[Finding]:
    fonts = machine.run("fc-list", ":lang=zh-cn", "family")
    yield Finding("中文字体 Noto Sans CJK SC 装好了", "Noto Sans CJK SC" in fonts, "运行 apt-get install fonts-noto-cjk。")
    clock = machine.run("timedatectl", "show")
    yield Finding("时区是 Asia/Shanghai", "Timezone=Asia/Shanghai" in clock, "运行 timedatectl set-timezone Asia/Shanghai。")
    yield Finding("时钟和网络对过了", "NTPSynchronized=yes" in clock, "运行 timedatectl set-ntp true，等几分钟再查；没有外网的，用单位的时间服务器。")
    levels = [int(level) for level in re.findall(r"\[(\d+)%\]", machine.run("amixer", "sget", "Master"))]
    loud = bool(levels) and min(levels) >= 50
    yield Finding("音量开着，不低于一半", loud, "运行 amixer sset Master 80% unmute；再按安装清单用声级计量一量。")
    printer = machine.run("lpstat", "-p")
    if printer:
        idle = "enabled" in printer and "disabled" not in printer
        yield Finding("打印机能用", idle, "看看打印机开没开、有没有纸，再运行 lpstat -p。")
    yield from _papers_kept(machine)


def _papers_kept(machine: Machine) -> Iterator[Finding]:
    """CUPS keeps what it printed for a day, and its name for ever, unless it is told not to."""
    path = "/etc/cups/cupsd.conf"
    if not (machine.root / path.lstrip("/")).exists():
        return
    told = machine.text(path)
    wanted = ("PreserveJobFiles", "PreserveJobHistory")
    missing = [name for name in wanted if not re.search(rf"^\s*{name}\s+(?:no|off|false)\s*$", told, re.MULTILINE | re.IGNORECASE)]
    todo = f"在 {path} 里写上：{'；'.join(f'{name} No' for name in missing)}。再运行 systemctl restart cups。已经写了的，用 root 再查一次。"
    yield Finding("打过的纸不留在打印服务（CUPS）里", not missing, todo)


def _server(machine: Machine) -> Iterator[Finding]:
    url = machine.url
    yield Finding("服务器的地址写好了", bool(url), "在 /etc/wanqing/kiosk.env 里写 KIOSK_URL=http://服务器:端口 。")
    health = machine.fetch(f"{url}/api/health") if url else {}
    yield Finding("服务器有回答", bool(health), f"在这台机器上打不开 {url or '服务器'}。检查网线、地址和服务器。")
    down = [name for name, state in health.get("parts", {}).items() if state != "up"]
    yield Finding("服务器的各部分都正常", bool(health) and not down, f"不正常的是：{'、'.join(down) or '不知道'}。请告诉管服务器的人。")
    key = machine.text("/run/wanqing-kiosk/browser").strip()
    silent = machine.fetch(f"{url}/api/devices/browsers/{key}").get("silent_for") if url and key else None
    beats = isinstance(silent, int | float) and silent < 120
    yield Finding("页面每半分钟报一次平安", beats, "看看屏幕上是不是晚晴的页面；不是的话，运行 systemctl restart wanqing-kiosk。")


def _output(*words: str) -> str:
    if shutil.which(words[0]) is None:
        return ""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False)  # noqa: S603 - words of ours
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _json(url: str) -> dict[str, Any]:
    try:
        told = json.loads(_body(url))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _body(url: str) -> bytes:
    """What the server answers, also where a part of it is down: it says which."""
    try:
        with urllib.request.urlopen(url, timeout=COMMAND_SECONDS) as answer:  # noqa: S310 - the kiosk's own server
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return error.read()


def main(words: list[str] | None = None) -> int:
    """Prints every finding; 1 when something is wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--server-here", action="store_true", help="the server runs on this machine too")
    found = list(findings(Machine(), server_here=options.parse_args(words).server_here))
    wrong = sum(not finding.right for finding in found)
    said = [*map(str, found), f"一共查了 {len(found)} 项，不通过 {wrong} 项。" + ("" if wrong else "都好了。")]
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
