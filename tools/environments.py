"""Makes the two Python environments of the product. Standard library only: it runs before anything is installed.

    python3 tools/environments.py run     what `make run` needs: .venv (Python >= 3.11) and .venv-rasa (Python 3.10)
    python3 tools/environments.py test    the same and what the tests need
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".venv" / "tools"
# Rasa's is not inside bot/: `rasa test` there reads every file it finds.
MAIN, BOT = ROOT / ".venv", ROOT / ".venv-rasa"
COMMAND = """#!/bin/sh
# The wanqing command of this checkout.
cd "$(dirname "$0")/../.." && exec .venv/bin/python -m kiosk_ui.cli "$@"
"""


def main(purpose):
    started_fresh = not (MAIN / "bin" / "python").exists()
    if started_fresh:
        print("第一次准备环境，要下载约 1 GB，请稍等几分钟。", flush=True)
    main_requirements = ROOT / "requirements" / ("dev.txt" if purpose == "test" else "main.txt")
    prepare(MAIN, ">=3.11", main_requirements, ROOT)
    prepare(BOT, "3.10", ROOT / "bot" / "requirements.txt", ROOT / "bot")
    command = MAIN / "bin" / "wanqing"
    command.write_text(COMMAND, encoding="utf-8")
    command.chmod(0o755)


def prepare(environment, python, requirements, folder):
    """An environment with exactly these requirements, skipped when it is there already."""
    stamp = environment / f".{requirements.stem}.sha256"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and (environment / "bin" / "python").exists():
        return
    label = environment.relative_to(ROOT)
    print(f"准备环境 {label}（Python {python}）...", flush=True)
    if not (environment / "bin" / "python").exists():
        # uv refuses a folder that is not empty, and .venv holds uv itself.
        run([uv(), "venv", "--quiet", "--allow-existing", "--python", python, str(environment)], folder, python)
    install = [uv(), "pip", "install", "--quiet", "--python", str(environment / "bin" / "python"), "--require-hashes"]
    run([*install, "-r", str(requirements)], folder, python)
    stamp.write_text(wanted)


def run(command, folder, python):
    # A pyenv shim that started this script pins its own version for all children; the folder's .python-version must decide.
    environment = {name: value for name, value in os.environ.items() if name != "PYENV_VERSION"}
    done = subprocess.run(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        # uv tries every interpreter it sees; its notes on those that do not fit would bury the reason.
        reason = [line for line in done.stderr.splitlines() if line.startswith(("error", "  cause", "Caused by", "hint"))]
        sys.exit("\n".join([*(reason or [done.stderr[-2000:]]), f"没有装好。请确认有网络和 Python {python}，再运行一次。"]))


def uv():
    """Path of uv: the one on PATH, else our own, installed once with its hash checked."""
    found = shutil.which("uv") or str(TOOLS / "bin" / "uv")
    if not Path(found).exists():
        make = subprocess.run([sys.executable, "-m", "venv", str(TOOLS)], capture_output=True, text=True)
        if make.returncode:
            sys.exit("缺少 Python 的 venv 模块。请先安装：apt-get install python3-venv（或者安装 uv）")
        pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "tools.txt")]).returncode:
            sys.exit("没有装好 uv。请检查网络后再运行一次。")
    return found


if __name__ == "__main__":
    os.environ.setdefault("UV_NO_PROGRESS", "1")
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
