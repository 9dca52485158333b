"""Compares NLU pipelines on the same messages in one run: accuracy, CPU per turn, training time, memory.

    python bench_pipelines.py [--only NAME ...] [--epochs N] [--json FILE]

Every candidate is trained from this project's domain and data with its own configuration, judged on
tests/held_out.yml, and timed with the first 200 held-out messages in conversations of ten turns. The action
server is left out on purpose: only Rasa's own work is measured, as CPU time of the whole process. The neural
candidates train for minutes; `--epochs 5` shortens that, and CPU per turn does not depend on it (accuracy does).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BOT = Path(__file__).resolve().parent
HELD_OUT = "tests/held_out.yml"
CANDIDATES = {
    "stock": "benchmarks/stock.yml",
    "counts_logistic": "benchmarks/counts_logistic.yml",
    "ours": "config.yml",
}
TURNS = 200
TURNS_PER_CONVERSATION = 10
WARM_UP_TURNS = 20
HEADINGS = ("candidate", "intent", "action", "policy", "turn ms", "p95 ms", "parse ms", "train s", "train CPU s", "RSS MB")


def main() -> None:
    """Measure every candidate in a process of its own and print one table."""
    arguments = _arguments()
    if arguments.measure:
        sys.stdout.write(json.dumps(_measure(arguments.measure, arguments.epochs)) + "\n")
        return
    results = [_in_own_process(name, arguments.epochs) for name in arguments.only or CANDIDATES]
    _print_table(results)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(results, indent=2), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=list(CANDIDATES))
    parser.add_argument("--epochs", type=int, help="train the neural components for this many epochs instead of 100")
    parser.add_argument("--json", help="also write the figures to this file")
    parser.add_argument("--measure", choices=list(CANDIDATES), help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_own_process(name: str, epochs: int | None) -> dict[str, Any]:
    """The figures of one candidate; its training progress goes to standard error, so that nobody waits in the dark."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-W", "ignore", __file__, "--measure", name]
    command += ["--epochs", str(epochs)] if epochs else []
    # The command is this file, with a name from the table above.
    run = subprocess.run(command, cwd=BOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if run.returncode:
        sys.exit(f"{name} failed, see above")
    return json.loads(run.stdout.strip().splitlines()[-1])


def _measure(name: str, epochs: int | None) -> dict[str, Any]:
    """Train one candidate and measure it; figures are seconds, milliseconds, megabytes and shares of one."""
    with tempfile.TemporaryDirectory() as folder:
        started, cpu = time.perf_counter(), time.process_time()
        model = _train(_configuration(CANDIDATES[name], epochs, folder), folder)
        trained = {"train_seconds": time.perf_counter() - started, "train_cpu_seconds": time.process_time() - cpu}
        return {"candidate": name, **trained, **asyncio.run(_judge(model)), "rss_mb": _peak_memory()}


def _configuration(path: str, epochs: int | None, folder: str) -> str:
    """The candidate's own file, or a copy with other epochs."""
    if not epochs:
        return path
    from rasa.shared.utils.io import read_yaml_file, write_yaml

    config = read_yaml_file(path)
    for step in [*config["pipeline"], *config["policies"]]:
        if "epochs" in step:
            step["epochs"] = epochs
    write_yaml(config, Path(folder) / "config.yml")
    return str(Path(folder) / "config.yml")


def _train(config: str, folder: str) -> str:
    import rasa

    trained = rasa.train(domain="domain", config=config, training_files=["data"], output=folder, force_training=True)
    if not trained.model:
        raise RuntimeError(f"no model came out of {config}")
    return trained.model


async def _judge(model: str) -> dict[str, float]:
    from rasa.core.agent import Agent
    from rasa.utils.endpoints import EndpointConfig
    from rasa.utils.log_utils import configure_structlog

    configure_structlog()
    _leave_out_the_action_server()
    # The address is never called: the actions are left out.
    agent = Agent.load(model, action_endpoint=EndpointConfig("http://127.0.0.1:9/webhook"))
    examples = _held_out()
    return {**await _accuracy(agent, examples), **await _cpu(agent, [text for _, text in examples])}


def _leave_out_the_action_server() -> None:
    from rasa.core.actions.action import RemoteAction

    async def run(*_: Any, **__: Any) -> list[Any]:
        return []

    RemoteAction.run = run


def _held_out() -> list[tuple[str, str]]:
    from rasa.shared.nlu.training_data.loading import load_data

    # Interleaved, so that the timed part holds every kind of message.
    examples = [(example.get("intent"), example.get("text")) for example in load_data(HELD_OUT).intent_examples]
    return [example for offset in range(7) for example in examples[offset::7]]


def _actions_by_intent() -> dict[str, str]:
    from rasa.shared.utils.io import read_yaml_file

    rules = [rule for path in sorted((BOT / "data/rules").glob("*.yml")) for rule in read_yaml_file(path)["rules"]]
    return {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}


async def _accuracy(agent: Any, examples: list[tuple[str, str]]) -> dict[str, float]:
    """Shares of held-out messages given the right intent, the right action, and of policy questions so answered."""
    action = _actions_by_intent()
    named = [(intent, (await agent.parse_message(text))["intent"]["name"]) for intent, text in examples]
    policy = [guess for intent, guess in named if intent == "policy_question"]
    return {
        "intent": statistics.mean(intent == guess for intent, guess in named),
        "action": statistics.mean(action[intent] == action[guess] for intent, guess in named),
        "policy": statistics.mean(action[guess] == "action_answer_policy" for guess in policy),
    }


async def _cpu(agent: Any, texts: list[str]) -> dict[str, float]:
    """Median and 95th percentile of CPU milliseconds a whole turn takes, and the median of understanding alone."""
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    turns, parses = [], []
    for number in range(WARM_UP_TURNS + TURNS):
        text, visit = texts[number % len(texts)], f"visit-{number // TURNS_PER_CONVERSATION}"
        message = UserMessage(text, CollectingOutputChannel(), visit, input_channel="rest")
        turns.append(await _timed(agent.handle_message(message)))
        parses.append(await _timed(agent.parse_message(text)))
    turns, parses = turns[WARM_UP_TURNS:], parses[WARM_UP_TURNS:]
    return {
        "turn_ms": statistics.median(turns),
        "turn_p95_ms": statistics.quantiles(turns, n=20)[-1],
        "parse_ms": statistics.median(parses),
    }


async def _timed(work: Any) -> float:
    started = time.process_time()
    await work
    return (time.process_time() - started) * 1000


def _peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print_table(results: list[dict[str, Any]]) -> None:
    machine = f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}, {TURNS} turns"
    rows = [HEADINGS, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    sys.stdout.write("\n".join([machine, *lines, ""]))


def _row(result: dict[str, Any]) -> tuple[str, ...]:
    shares = tuple(f"{result[key]:.1%}" for key in ("intent", "action", "policy"))
    figures = ("turn_ms", "turn_p95_ms", "parse_ms", "train_seconds", "train_cpu_seconds", "rss_mb")
    return (result["candidate"], *shares, *(f"{result[key]:.1f}" for key in figures))


if __name__ == "__main__":
    main()
