"""Makes sure the tests have Chromium, a Chinese font, PostgreSQL and poppler: installs them where it may, else says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from actions.database.throwaway_postgres import postgres_programs


def main():
    missing = []
    if not (os.environ.get("WANQING_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")):
        missing.append("chromium")
    if not has_chinese_font():
        missing.append("fonts-noto-cjk")
    if postgres_programs() is None:
        missing.append("postgresql")
    if not all(map(shutil.which, ("pdfinfo", "pdffonts", "pdftotext"))):
        missing.append("poppler-utils")
    if not missing:
        return
    command = install_command(missing)
    if command is None:
        sys.exit(f"测试还缺：{' '.join(missing)}。请先安装，例如：sudo apt-get install -y {' '.join(missing)}")
    print(f"安装 {' '.join(missing)} ...", flush=True)
    for part in ([*command, "update", "-qq"], [*command, "install", "-y", "-qq", *missing]):
        done = subprocess.run(part, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f"没有装上 {' '.join(missing)}：\n{done.stderr[-1000:]}")


def has_chinese_font():
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return False
    return bool(subprocess.run([fc_list, ":lang=zh"], capture_output=True, text=True).stdout.strip())


def install_command(packages):
    """apt-get as root or by sudo without a password, or None where neither is possible."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


if __name__ == "__main__":
    main()
