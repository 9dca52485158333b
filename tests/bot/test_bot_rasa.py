"""Rasa's own commands work in bot/ as they stand, and the trained model is good enough."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bot_project import BOT, NEVER_SAID, action_of

# Kept between runs: Rasa then trains only what changed.
MODELS = BOT.parent / "var/tests/bot-models"
LEAST_RIGHT_INTENTS = 0.94
LEAST_RIGHT_ACTIONS = 0.96
# The only warnings meant: see bot/README.md.
MEANT_WARNINGS = (*(f"'{intent}'" for intent in sorted(NEVER_SAID)), "The utterance 'utter_")


def _run(*arguments: str) -> str:
    """What a command printed in bot/; fails with it when the command fails."""
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore::DeprecationWarning",
    }
    command = [str(BOT.parent / ".venv-rasa/bin/python"), *arguments]
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


def _report(results: Path, name: str) -> Any:
    return json.loads((results / f"{name}.json").read_text(encoding="utf-8"))


def test_rasa_validates_the_project() -> None:
    printed = _run("-m", "rasa", "data", "validate")
    warnings = [line for line in printed.splitlines() if "UserWarning" in line]
    assert [line for line in warnings if not any(meant in line for meant in MEANT_WARNINGS)] == []
    assert "No story structure conflicts found" in printed


@pytest.fixture(scope="session")
def results(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of `rasa test` over the test stories, messages included, and the held-out messages."""
    folder = tmp_path_factory.mktemp("results")
    command = ("-m", "rasa", "test", "--model", str(model), "--stories", "tests", "--nlu", "tests/held_out.yml")
    _run(*command, "--out", str(folder), "--no-plot", "--successes")
    return folder


def test_every_turn_of_the_test_stories_is_right(results: Path) -> None:
    assert _report(results, "story_report")["conversation_accuracy"]["accuracy"] == 1.0


def test_held_out_messages_are_understood(results: Path) -> None:
    right, wrong = _report(results, "intent_successes"), _report(results, "intent_errors")
    total = len(right) + len(wrong)
    wrong_action = [m for m in wrong if action_of()[m["intent"]] != action_of()[m["intent_prediction"]["name"]]]
    assert len(right) / total >= LEAST_RIGHT_INTENTS
    assert 1 - len(wrong_action) / total >= LEAST_RIGHT_ACTIONS


def test_despair_is_never_missed(results: Path) -> None:
    assert [message["text"] for message in _report(results, "intent_errors") if message["intent"] == "distress"] == []


def test_components_do_what_they_promise() -> None:
    assert "OK" in _run("-m", "unittest", "tests.test_components")
