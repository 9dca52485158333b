"""Rasa's own commands work in bot/ as they stand, and the trained model is good enough."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from bot_project import BOT, action_of

# Kept between runs: Rasa then trains only what changed.
MODELS = BOT.parent / "var/tests/bot-models"
LEAST_RIGHT_INTENTS = 0.94
LEAST_RIGHT_ACTIONS = 0.96
# The only warnings meant: see bot/README.md.
MEANT_WARNINGS = ("'open_guide'", "'open_topic'", "The utterance 'utter_")


def _run(*arguments: str) -> str:
    """What a command printed in bot/; fails with it when the command fails."""
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore::DeprecationWarning",
    }
    command = [str(BOT / ".venv/bin/python"), *arguments]
    done = subprocess.run(
        command, cwd=BOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


@pytest.fixture(scope="session")
def model() -> Path:
    """A model trained from the project as it stands."""
    _run("-m", "rasa", "train", "--out", str(MODELS), "--fixed-model-name", "bot")
    return MODELS / "bot.tar.gz"


def test_rasa_validates_the_project() -> None:
    printed = _run("-m", "rasa", "data", "validate")
    warnings = [line for line in printed.splitlines() if "UserWarning" in line]
    assert [line for line in warnings if not any(meant in line for meant in MEANT_WARNINGS)] == []
    assert "No story structure conflicts found" in printed


def test_rasa_plays_the_test_stories(model: Path, tmp_path: Path) -> None:
    _run(
        *("-m", "rasa", "test", "core", "--model", str(model), "--stories", "tests", "--out", str(tmp_path)),
        "--fail-on-prediction-errors",
    )
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    assert report["conversation_accuracy"]["accuracy"] == 1.0


def test_held_out_messages_are_understood(model: Path, tmp_path: Path) -> None:
    _run(
        *("-m", "rasa", "test", "nlu", "--nlu", "tests/held_out.yml", "--model", str(model)),
        *("--no-plot", "--successes", "--out", str(tmp_path)),
    )
    right, wrong = (
        json.loads((tmp_path / f"intent_{kind}.json").read_text(encoding="utf-8")) for kind in ("successes", "errors")
    )
    total = len(right) + len(wrong)
    wrong_action = [m for m in wrong if action_of()[m["intent"]] != action_of()[m["intent_prediction"]["name"]]]
    assert len(right) / total >= LEAST_RIGHT_INTENTS
    assert 1 - len(wrong_action) / total >= LEAST_RIGHT_ACTIONS
    assert [message["text"] for message in wrong if message["intent"] == "distress"] == []


def test_components_do_what_they_promise() -> None:
    assert "OK" in _run("-m", "unittest", "tests.test_components")
