"""A house without Rasa: web and jobs as they are, and in the place of the dialogue a server that echoes."""

import secrets
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx

from actions.database.migrate import upgrade
from actions.jobs.heartbeat import is_alive
from actions.settings import ROOT, Settings, process_environment
from kiosk_ui.cli.launch.processes import ManagedProcess
from kiosk_ui.cli.launch.temporary import free_ports, running

_ECHO = "tests.wechat_double.echoing"  # not part of the product: found where the repository is


@contextmanager
def echoing_house(settings: Settings) -> Iterator[Settings]:
    """One web process; yields the settings in use."""
    with echoing_houses(settings, 1) as webs:
        yield webs[0][0]


@contextmanager
def echoing_houses(settings: Settings, count: int) -> Iterator[Sequence[tuple[Settings, ManagedProcess]]]:
    """`count` web processes over one database and one process of jobs; yields each web's settings and process."""
    with tempfile.TemporaryDirectory(prefix=f"wanqing-{secrets.token_hex(3)}-") as home:
        rasa, *ports = free_ports(1 + count)
        database = settings.database_url if not settings.database_url.startswith("sqlite") else f"sqlite:///{home}/bench.db"
        used = replace(settings, home=Path(home), database_url=database, host="127.0.0.1", port=ports[0], rasa_port=rasa)
        upgrade(used.database_url)
        webs = [(own := replace(used, port=port), _web(own, number)) for number, port in enumerate(ports, 1)]
        echo = _process(used, "dialogue", ["-m", _ECHO, str(rasa)], f"http://127.0.0.1:{rasa}/status")
        jobs = _process(used, "jobs", ["-m", "actions.jobs.runner"], "")
        with running([echo, *(web for _, web in webs), jobs]):
            yield webs


def _web(settings: Settings, number: int) -> ManagedProcess:
    return _process(settings, f"web{number}", ["-m", "kiosk_ui.web"], f"http://127.0.0.1:{settings.port}/chat")


def _process(settings: Settings, name: str, arguments: list[str], url: str) -> ManagedProcess:
    log = settings.home / "logs" / f"{name}.log"
    ready = (lambda: _answers(url)) if url else (lambda: is_alive(settings))
    command = [sys.executable, *arguments]
    return ManagedProcess(name=name, command=command, cwd=ROOT, env=process_environment(settings), log=log, ready=ready)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
