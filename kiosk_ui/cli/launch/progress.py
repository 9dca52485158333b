"""Visible progress on long steps: what is being done, for how long, and that it was done."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def step(label: str) -> Iterator[None]:
    """Print `label`, seconds passing while the block runs, and 完成 (or 失败) after it."""
    started, stop = time.monotonic(), threading.Event()
    ticker = threading.Thread(target=_tick, args=(label, started, stop), daemon=True)
    ticker.start()
    outcome = "失败"
    try:
        yield
        outcome = "完成"
    finally:
        stop.set()
        ticker.join()
        click.echo(f"\r{label} {outcome}（{time.monotonic() - started:.0f} 秒）")


def _tick(label: str, started: float, stop: threading.Event) -> None:
    if not sys.stdout.isatty():
        click.echo(f"{label} ...")
        return
    while not stop.wait(1.0):
        click.echo(f"\r{label} ... {time.monotonic() - started:.0f} 秒", nl=False)
