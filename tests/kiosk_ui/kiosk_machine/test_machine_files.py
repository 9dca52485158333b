"""The files of a real machine: put in place by install.sh, judged by the check, guarded by the watchdog."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk_ui.cli.main import wanqing
from kiosk_ui.kiosk.install.check import FLAGS, Machine, findings
from kiosk_ui.kiosk.install.watchdog import Watchdog, ask, key_in
from tests.serving import serving

INSTALL = Path(__file__).resolve().parents[3] / "kiosk_ui" / "kiosk" / "install"
GUIDE = (INSTALL.parent / "INSTALL.md").read_text(encoding="utf-8")
URL = "http://10.0.0.2:8000"
GOOD = {
    "systemctl": "active\n", "fc-list": "Noto Sans CJK SC\n", "timedatectl": "Timezone=Asia/Shanghai\nNTPSynchronized=yes\n",
    "amixer": "Front Left: Playback 80 [80%] [on]", "lpstat": "printer hall is idle.  enabled since Mon", "espeak-ng": "eSpeak NG 1.52",
}  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    root = tmp_path_factory.mktemp("machine")
    done = subprocess.run([INSTALL / "install.sh", URL], env={"DESTDIR": str(root), "PATH": "/usr/bin:/bin"}, capture_output=True)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def root(installed, tmp_path):
    """A machine of the test's own with everything in place."""
    copy = tmp_path / "root"
    subprocess.run(["cp", "-r", installed, copy], check=True)
    for name in ("cage", "chromium"):
        (copy / "usr/bin").mkdir(parents=True, exist_ok=True)
        (copy / "usr/bin" / name).touch()
    (copy / "run/wanqing-kiosk").mkdir(parents=True)
    (copy / "run/wanqing-kiosk/browser").write_text("abc")
    return copy


def wrong(root, said=GOOD, silent=3, parts=None):
    """The names of the checks that fail."""

    def fetch(url):
        assert url.startswith(URL)
        return {"silent_for": silent} if "/browsers/abc" in url else {"parts": parts or {"voice": "up"}}

    machine = Machine(root, lambda *words: said.get(words[0], ""), fetch)
    return [finding.name for finding in findings(machine, server_here=True) if not finding.right]


def test_a_machine_set_up_by_the_script_passes_every_check(root):
    assert wrong(root) == []
    policy = json.loads((root / "etc/chromium/policies/managed/wanqing.json").read_text())
    assert (policy["URLBlocklist"][0], policy["URLAllowlist"], policy["AutoplayAllowed"]) == ("*", [URL], True)
    assert (policy["DeveloperToolsAvailability"], policy["DownloadRestrictions"], policy["PrintingEnabled"]) == (2, 3, False)


def test_each_thing_that_is_wrong_is_named(root):
    assert wrong(root, {**GOOD, "amixer": "Mono: [20%] [on]"}) == ["音量开着，不低于一半"]
    assert wrong(root, {**GOOD, "fc-list": "DejaVu Sans"}) == ["中文字体 Noto Sans CJK SC 装好了"]
    assert wrong(root, {**GOOD, "timedatectl": "Timezone=Etc/UTC\nNTPSynchronized=yes"}) == ["时区是 Asia/Shanghai"]
    assert wrong(root, {**GOOD, "lpstat": "printer hall disabled since Mon"}) == ["打印机能用"]
    assert wrong(root, silent=500) == wrong(root, silent=None) == ["页面每半分钟报一次平安"]
    assert wrong(root, parts={"voice": "down"}) == ["服务器的各部分都正常"]
    policy = root / "etc/chromium/policies/managed/wanqing.json"
    policy.write_text(policy.read_text().replace('"URLBlocklist": ["*"', '"URLBlocklist": ["x"'))
    assert wrong(root) == ["浏览器的规定（policy）和发下来的一样"]
    policy.write_text("{")
    assert wrong(root) == ["浏览器的规定（policy）读得出来"]


def test_a_print_service_that_keeps_what_it_printed_is_named(root):
    """The forms bear names and numbers; by itself CUPS keeps them for a day."""
    kept = ["打过的纸不留在打印服务（CUPS）里"]
    settings = root / "etc/cups/cupsd.conf"
    settings.parent.mkdir(parents=True)
    for words in ("LogLevel warn\n", "# PreserveJobFiles No\n#PreserveJobHistory No\n", "PreserveJobFiles No\nPreserveJobHistory 3600\n"):
        settings.write_text(words)
        assert wrong(root) == kept, words
    settings.write_text("LogLevel warn\nPreserveJobFiles No\n  preservejobhistory off\n")
    assert wrong(root) == []
    assert all(f"`{name} No`" in GUIDE for name in ("PreserveJobFiles", "PreserveJobHistory"))


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_that_is_missing_is_named(root, flag):
    launcher = root / "opt/wanqing-kiosk/launch.sh"
    launcher.write_text(launcher.read_text().replace(f"  {flag} \\\n", ""))
    assert wrong(root) == ["启动浏览器的参数齐全"]


def test_the_command_prints_each_check_with_what_to_do_and_ends_with_a_failure_here():
    said = CliRunner().invoke(wanqing, ["kiosk", "check"])
    assert said.exit_code == 1 and "[不通过] 服务器的地址写好了\n         怎么办：" in said.output and "不通过" in said.output.splitlines()[-1]


@pytest.mark.parametrize("address", ["10.0.0.2:8000", "http://10.0.0.2:8000/kiosk", "http://", "ftp://x"])
def test_an_address_that_is_none_is_refused(tmp_path, address):
    done = subprocess.run([INSTALL / "install.sh", address], env={"DESTDIR": str(tmp_path), "PATH": "/usr/bin:/bin"}, capture_output=True)
    assert done.returncode == 2 and not any(tmp_path.iterdir())


def test_systemd_finds_nothing_wrong_but_programs_that_are_not_on_this_machine():
    units = sorted(INSTALL.glob("*.service"))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if "is not executable: No such file" not in line]
    assert len(units) == 3 and complaints == []


def test_shells_and_python_of_a_bare_machine_read_the_scripts():
    for script in ("launch.sh", "install.sh"):
        assert subprocess.run(["sh", "-n", INSTALL / script], capture_output=True).stderr == b""
    for script in ("check.py", "watchdog.py"):  # outside the product, with nothing installed
        done = subprocess.run([sys.executable, "-I", INSTALL / script, "--help"], capture_output=True, cwd="/")
        assert done.returncode == 0, done.stderr


@pytest.fixture
def dog():
    restarts = []
    return Watchdog(lambda: restarts.append(1)), restarts


def test_a_page_silent_for_two_minutes_is_started_anew_once(dog):
    watchdog, restarts = dog
    looks = [watchdog.look("k", silent_for=max(0, moment - 60), answered=True, now=moment) for moment in range(0, 300, 15)]
    assert looks.index(True) * 15 == 195 and len(restarts) == 1  # heard of at 60 s, silent for more than 120 s at 195 s
    assert not watchdog.look("new run", silent_for=None, answered=True, now=300)


def test_a_page_that_never_came_up_is_started_anew_after_two_minutes(dog):
    watchdog, restarts = dog
    assert [watchdog.look("k", None, True, moment) for moment in (0, 60, 120, 121)] == [False, False, False, True]


def test_a_server_that_is_gone_is_no_reason_to_restart_the_browser(dog):
    watchdog, restarts = dog
    for moment in range(0, 1000, 15):
        assert not watchdog.look("k", None, False, moment)
    assert not watchdog.look("k", 1000, True, 1005) and not watchdog.look("k", 1100, True, 1100)
    assert watchdog.look("k", 1130, True, 1130) and restarts == [1]
    assert not watchdog.look("", None, True, 2000)  # no browser at all: systemd sees to that


def test_the_watchdog_asks_the_real_server(app, tmp_path):
    (tmp_path / "browser").write_text("abc\n")
    assert key_in(tmp_path / "browser") == "abc" and key_in(tmp_path / "none") == ""
    with serving(app, threads=2) as server:
        url = f"http://127.0.0.1:{server.effective_port}"
        assert ask(url, "abc") == (True, None)
        app.test_client().post("/api/devices/heartbeat", json={"browser": "abc"})
        answered, silent_for = ask(url, "abc")
        assert answered and 0 <= silent_for < 5
    assert ask(url, "abc") == (False, None)


# What only hardware can tell, and must therefore stand in the installer's list.
BY_HAND = ("A12", "F6", "G2", "G7", "G18", "J1", "J2", "J6", "J7", "J8", "J10", "J11", "J12", "K9", "K10")


@pytest.mark.parametrize("criterion", BY_HAND)
def test_every_criterion_that_only_hardware_can_tell_is_a_line_of_the_installers_list(criterion):
    assert any(line.strip().startswith(f"{number}. ") and f"({criterion}" in line for number, line in _numbered()), criterion


def _numbered():
    for line in GUIDE.splitlines():
        number = line.strip().partition(". ")[0]
        if number.isdigit():
            yield number, line
