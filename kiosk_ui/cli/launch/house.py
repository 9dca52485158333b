"""The processes of a running house, in the order they start."""

import sys
from pathlib import Path

import httpx

from actions.jobs.heartbeat import is_alive
from actions.keys import Keys
from actions.settings import ROOT, Settings, process_environment
from kiosk_ui.cli.launch.model_training import BOT, bot_python, dialogue_environment, model_path
from kiosk_ui.cli.launch.processes import ManagedProcess


def house(settings: Settings) -> list[ManagedProcess]:
    """Actions, dialogue, web and jobs, each with its command, log and readiness."""
    return [_actions(settings), _dialogue(settings), _web(settings), _jobs(settings)]


def _actions(settings: Settings) -> ManagedProcess:
    return ManagedProcess(
        name="actions",
        command=[sys.executable, "-m", "actions.server"],
        cwd=ROOT,
        env=process_environment(settings),
        log=_log(settings, "actions"),
        ready=lambda: _answers(f"{settings.actions_url}/health"),
    )


def _dialogue(settings: Settings) -> ManagedProcess:
    token = Keys(settings.home).rasa_token()
    command = [str(bot_python()), "-m", "rasa", "run", "--enable-api", "--auth-token", token]
    command += ["--interface", "127.0.0.1", "--port", str(settings.rasa_port), "--model", str(model_path(settings))]
    command += ["--endpoints", "endpoints.run.yml", "--credentials", "credentials.yml", "--quiet"]
    return ManagedProcess(
        name="dialogue",
        command=command,
        cwd=BOT,
        env=dialogue_environment(settings),
        log=_log(settings, "dialogue"),
        ready=lambda: _answers(f"{settings.rasa_url}/status?token={token}"),
    )


def _web(settings: Settings) -> ManagedProcess:
    return ManagedProcess(
        name="web",
        command=[sys.executable, "-m", "kiosk_ui.web"],
        cwd=ROOT,
        env=process_environment(settings),
        log=_log(settings, "web"),
        ready=lambda: _answers(f"http://127.0.0.1:{settings.port}/api/health"),
    )


def _jobs(settings: Settings) -> ManagedProcess:
    return ManagedProcess(
        name="jobs",
        command=[sys.executable, "-m", "actions.jobs.runner"],
        cwd=ROOT,
        env=process_environment(settings),
        log=_log(settings, "jobs"),
        ready=lambda: is_alive(settings),
    )


def _log(settings: Settings, name: str) -> Path:
    return settings.home / "logs" / f"{name}.log"


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
