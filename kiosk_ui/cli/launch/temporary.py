"""A house of its own on free ports, for evaluation, benchmarks and tests; it ends with the block."""

import dataclasses
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from actions.settings import Settings
from kiosk_ui.cli.launch.house import house
from kiosk_ui.cli.launch.prepare import prepare
from kiosk_ui.cli.launch.processes import ManagedProcess

READY_SECONDS = 180


@contextmanager
def temporary_house(settings: Settings) -> Iterator[Settings]:
    """Prepared and running processes of `settings` on free loopback ports; yields the settings in use."""
    web, rasa, actions = free_ports(3)
    used = dataclasses.replace(settings, host="127.0.0.1", port=web, rasa_port=rasa, actions_port=actions)
    used = prepare(used)
    with running(house(used)):
        yield used


@contextmanager
def running(processes: Sequence[ManagedProcess]) -> Iterator[None]:
    """All `processes` are started and ready within READY_SECONDS; they are stopped in the opposite order."""
    try:
        for process in processes:
            process.start()
        for process in processes:
            process.wait_until_ready(READY_SECONDS)
        yield
    finally:
        for process in reversed(processes):
            process.stop()


def free_ports(count: int) -> list[int]:
    """Ports on loopback that nobody listens on."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()
