"""Trains the dialogue model when its training data changed, and only then."""

import hashlib
import subprocess
from pathlib import Path

from actions.settings import ROOT, Settings

BOT = ROOT / "bot"
# What a model is made of; a change in any of these makes another model.
_INGREDIENTS = ("config.yml", "requirements.txt", "components", "data", "dictionary", "domain")
_KEEP_MODELS = 3


class TrainingFailed(RuntimeError):
    """Rasa could not train; the message holds the end of its output."""


def bot_python() -> Path:
    """The Python of the dialogue's own environment."""
    return ROOT / ".venv-rasa" / "bin" / "python"


def training_fingerprint() -> str:
    """A hash of everything the model is made of."""
    digest = hashlib.sha256()
    for name in _INGREDIENTS:
        path = BOT / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(BOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model of the current training data is, or will be."""
    return settings.home / "models" / f"{training_fingerprint()}.tar.gz"


def train(settings: Settings) -> Path:
    """Train the model into WANQING_HOME. Raises TrainingFailed with Rasa's last lines."""
    target = model_path(settings)
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [str(bot_python()), "-m", "rasa", "train", "--quiet", "--out", str(target.parent)]
    command += ["--fixed-model-name", target.name.removesuffix(".tar.gz")]
    done = subprocess.run(  # noqa: S603 - our own interpreter and constant arguments
        command, cwd=BOT, env=dialogue_environment(settings), capture_output=True, text=True, check=False
    )
    if done.returncode != 0 or not target.exists():
        raise TrainingFailed((done.stdout + done.stderr)[-2000:])
    _forget_old_models(target)
    return target


def dialogue_environment(settings: Settings) -> dict[str, str]:
    """The little the dialogue may know: no database address, no keys but its own token."""
    return {
        "PATH": f"{bot_python().parent}:/usr/bin:/bin",
        "HOME": str(settings.home),
        "LANG": "C.UTF-8",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "WANQING_ACTIONS_PORT": str(settings.actions_port),
    }


def _forget_old_models(newest: Path) -> None:
    models = sorted(newest.parent.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in models[_KEEP_MODELS:]:
        old.unlink()
