"""Reads the Rasa project's files the way its tests need them, without Rasa."""

import re
from pathlib import Path
from typing import Any

import yaml

BOT = Path(__file__).resolve().parents[2] / "bot"
# Sent by tapped choices only, or given by Rasa itself: nobody says them, so they have no examples.
NEVER_SAID = {
    "open_guide", "open_topic", "nlu_fallback", "booking_choice", "identity_proven", "consent_given", "consent_refused",
    "ask_callback", "estimate_for", "estimate_choice", "applicant_proven",
}  # fmt: skip
# What a form does by itself: Rasa calls these, no rule does.
OF_FORMS = ("validate_", "action_ask_")
ENTITY_MARK = re.compile(r"\[([^\]]+)\]\{[^}]*\}")


def read_yaml(path: Path) -> dict[str, Any]:
    """One of Rasa's YAML files."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def domain_list(key: str) -> list[str]:
    """All entries of a list in the domain (intents, actions, entities), over all its files."""
    return [entry for path in sorted((BOT / "domain").glob("*.yml")) for entry in read_yaml(path).get(key, [])]


def responses() -> dict[str, list[dict[str, str]]]:
    """The fixed wording of the domain."""
    found: dict[str, list[dict[str, str]]] = {}
    for path in sorted((BOT / "domain").glob("*.yml")):
        found.update(read_yaml(path).get("responses", {}))
    return found


def rules() -> list[list[dict[str, str]]]:
    """The steps of every rule."""
    return [rule["steps"] for path in sorted((BOT / "data/rules").glob("*.yml")) for rule in read_yaml(path)["rules"]]


def action_of() -> dict[str, str]:
    """Which action each intent leads to."""
    return {steps[0]["intent"]: steps[1]["action"] for steps in rules() if "intent" in steps[0]}


def forms() -> dict[str, dict[str, list[str]]]:
    """The forms of the domain and the slots they ask for."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((BOT / "domain").glob("*.yml")):
        found.update(read_yaml(path).get("forms", {}))
    return found


def slots() -> dict[str, dict[str, Any]]:
    """Every slot of the domain."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((BOT / "domain").glob("*.yml")):
        found.update(read_yaml(path).get("slots", {}))
    return found


def stories() -> list[tuple[str, list[dict[str, str]]]]:
    """Name and steps of every training story and test story."""
    paths = [*sorted((BOT / "data/stories").glob("*.yml")), *sorted((BOT / "tests").glob("test_*.yml"))]
    return [(story["story"], story["steps"]) for path in paths for story in read_yaml(path)["stories"]]


def examples(paths: list[Path]) -> list[tuple[str, str]]:
    """Pairs of intent and plain message, entity marks taken off."""
    found = []
    for path in paths:
        for block in read_yaml(path)["nlu"]:
            if "intent" in block:
                found += [(block["intent"], ENTITY_MARK.sub(r"\1", line)) for line in lines(block)]
    return found


def lines(block: dict[str, str]) -> list[str]:
    """The entries under `examples` of one block."""
    return [line.removeprefix("- ").strip() for line in block["examples"].splitlines() if line.strip()]


def training_examples() -> list[tuple[str, str]]:
    """Everything the model learns from."""
    return examples(sorted((BOT / "data/nlu").glob("*.yml")))


def held_out_examples() -> list[tuple[str, str]]:
    """Everything the model is judged by."""
    return examples([BOT / "tests/held_out.yml"])
