"""Ctrl-C ends every process, also when it is pressed twice."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from actions.settings import ROOT

# A house of one process that takes a moment to end, started by the real command.
_HOUSE = """
    import sys
    from pathlib import Path
    from kiosk_ui.cli import serve
    from kiosk_ui.cli.launch.processes import ManagedProcess

    folder = Path(sys.argv[1])
    SLOW = (
        "import os, pathlib, signal, sys, time; "
        "signal.signal(signal.SIGTERM, lambda *_: (time.sleep(1.5), sys.exit(0))); "
        "pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)"
    )
    slow = ManagedProcess(
        "slow", [sys.executable, "-c", SLOW], folder, {}, folder / "log", ready=lambda: (folder / "pid").exists()
    )
    serve.prepare = lambda settings: settings
    serve.busy_ports = lambda settings: []
    serve.house = lambda settings: [slow]
    serve.serve(args=[], standalone_mode=False)
"""


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_second_ctrl_c_leaves_no_process_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(_HOUSE), str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        while "按 Ctrl-C 结束" not in served.stdout.readline():
            assert served.poll() is None
        pid = int((tmp_path / "pid").read_text())
        assert _alive(pid)
        for _ in range(2):
            served.send_signal(signal.SIGINT)
            time.sleep(0.3)
        assert served.wait(20) == 0
    assert not _alive(pid)
