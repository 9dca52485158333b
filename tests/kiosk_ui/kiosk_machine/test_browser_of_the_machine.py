"""The policy and the launcher with the real Chromium: what is blocked, what survives, what starts anew."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser import chromium_path
from tests.kiosk_ui.hall import Hall
from tests.serving import serving

INSTALL = Path(__file__).resolve().parents[3] / "kiosk_ui" / "kiosk" / "install"
# The policy closes the very door by which a test looks in; these two alone are opened again.
FOR_THE_TEST = {"DeveloperToolsAvailability": 1, "IncognitoModeAvailability": 0}


@pytest.fixture
def address(app):
    with serving(app, threads=8) as server:
        yield f"http://127.0.0.1:{server.effective_port}"


@pytest.fixture
def governed(browser, address, tmp_path):
    """A Chromium that finds the policy in its usual place, which no other program sees: a mount of its own."""
    policy = json.loads((INSTALL / "chromium-policy.json").read_text(encoding="utf-8"))
    (tmp_path / "wanqing.json").write_text(json.dumps({**policy, "URLAllowlist": [address], **FOR_THE_TEST}))
    own_root = "" if os.geteuid() == 0 else "--map-root-user"
    starter = tmp_path / "chromium"
    starter.write_text(
        f"""#!/bin/sh
exec unshare {own_root} --mount sh -c 'mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed &&
cp {tmp_path}/wanqing.json /etc/chromium/policies/managed/ && exec {chromium_path()} "$@"' sh "$@"
"""
    )
    starter.chmod(0o755)
    started = browser.browser_type.launch(executable_path=starter, args=["--no-sandbox"])
    yield started
    started.close()


def test_nothing_but_the_kiosks_own_server_opens(governed, address):
    page = governed.new_page()
    page.goto(f"{address}/kiosk")
    expect(page.locator("#attract")).to_be_visible()
    port = address.rsplit(":", 1)[1]
    for other in ("file:///etc/hostname", f"view-source:{address}/kiosk", f"http://localhost:{port}/kiosk", "data:text/html,1"):
        with pytest.raises(Error, match="ERR_BLOCKED_BY_ADMINISTRATOR"):
            page.goto(other)
    page.close()
    with pytest.raises(Error):  # the browser's own pages take the whole tab with them
        governed.new_page().goto("chrome://version")


def sound_of(browser, address):
    """What becomes of a sound the page itself begins on its first load, before any touch."""
    page = browser.new_page()
    page.add_init_script("window.sound = new AudioContext()")
    page.goto(f"{address}/kiosk")
    page.wait_for_timeout(600)
    state = page.evaluate("sound.state")
    page.close()
    return state


def test_the_policy_lets_the_page_speak_before_any_touch(governed, browser, address):
    assert (sound_of(browser, address), sound_of(governed, address)) == ("suspended", "running")


class Machine:
    """A kiosk of this test: the launcher with folders of its own, its browser reached by a debugging port."""

    def __init__(self, address, folder, playwright_browser):
        self.folder, self.type = folder, playwright_browser.browser_type
        self.run, self.state = folder / "run", folder / "state"
        for made in (self.run, self.state):
            made.mkdir()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "KIOSK_URL": address, "RUNTIME_DIRECTORY": str(self.run),
            "STATE_DIRECTORY": str(self.state), "KIOSK_BROWSER": chromium_path(), "KIOSK_START_SECONDS": "3",
            "KIOSK_EXTRA_FLAGS": f"--headless --no-sandbox --remote-debugging-port={self.port}",
        }  # fmt: skip
        self.process = None

    def start(self):
        before = self.key
        self.process = subprocess.Popen(
            [INSTALL / "launch.sh"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        wait_for(lambda: self.key and self.key != before)

    @property
    def key(self):
        file = self.run / "browser"
        return file.read_text() if file.exists() else ""

    def below(self, kind=""):
        """Processes below the launcher, children of children too."""
        listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in listed.splitlines()]
        parents = {int(pid): int(parent) for pid, parent, *_ in rows}

        def ours(pid):
            while pid in parents and pid != self.process.pid:
                pid = parents[pid]
            return pid == self.process.pid

        return [int(pid) for pid, _, *args in rows if kind in "".join(args) and ours(int(pid)) and int(pid) != self.process.pid]

    def page(self):
        connected = self.type.connect_over_cdp(f"http://127.0.0.1:{self.port}")
        return connected, connected.contexts[0].pages[0]

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(15)
        if self.process:
            self.process.stderr.close()


def wait_for(condition, seconds=20):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


@pytest.fixture
def machine(address, tmp_path, browser):
    made = Machine(address, tmp_path, browser)
    yield made
    made.stop()


def test_the_launcher_keeps_the_machine_known_and_starts_anew_when_the_page_process_dies(machine, app):
    hall = Hall(app)
    machine.start()
    beats = hall.counter.heartbeats
    wait_for(lambda: beats.browser_silent_for(machine.key) is not None)  # the page gave its first sign of life
    connected, page = machine.page()
    page.evaluate("localStorage.setItem('left', 'behind')")
    assert page.evaluate("(code) => fetch('/api/devices', { method: 'POST', body: JSON.stringify({ code }) }).then((a) => a.status)", hall.code()) == 201
    first = machine.key
    connected.new_browser_cdp_session().send("Browser.close")  # as systemd ends it: it writes down what it holds
    machine.process.wait(20)
    machine.stop()
    assert [file.name for file in machine.state.iterdir()] == ["cookies"]

    machine.start()
    assert machine.key != first
    wait_for(lambda: hall.only().last_seen_at is not None)  # known by the cookie the first run was given
    connected, page = machine.page()
    assert page.evaluate("[localStorage.getItem('left'), document.cookie]") == [None, ""]  # and by nothing else
    killed = time.monotonic()
    for pid in machine.below("--type=renderer"):
        os.kill(pid, signal.SIGKILL)
    machine.process.wait(60)  # criterion J6: systemd starts it again 2 s later
    assert time.monotonic() - killed < 15 and b"starts anew" in machine.process.stderr.read()


def test_no_program_of_the_machine_is_missing_here():
    """What the two tests above stand on."""
    assert [name for name in ("unshare", "ps", "awk", "od") if shutil.which(name) is None] == []
