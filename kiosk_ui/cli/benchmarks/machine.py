"""Describes the machine a figure was measured on."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Processor, cores, memory and system in one line."""
    processor = _first("/proc/cpuinfo", "model name") or platform.processor() or "unknown processor"
    memory_kib = int((_first("/proc/meminfo", "MemTotal") or "0 kB").split()[0])
    return (
        f"{processor}, {os.cpu_count()} cores, {memory_kib / 2**20:.0f} GiB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}"
    )


def _first(path: str, key: str) -> str:
    file = Path(path)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
