"""Finds out before anything starts whether a port is taken."""

import socket

from actions.settings import Settings


def busy_ports(settings: Settings) -> list[str]:
    """Settings whose port another program listens on, as NAME=port."""
    wanted = {
        "WANQING_PORT": settings.port,
        "WANQING_RASA_PORT": settings.rasa_port,
        "WANQING_ACTIONS_PORT": settings.actions_port,
    }
    return [f"{name}={port}" for name, port in wanted.items() if _taken(port)]


def _taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
