"""Proves the criteria of the kiosk and the phone and prints the table: pass, fail, by hand or left out.

    .venv/bin/python tools/criteria.py            # runs every test that proves one, each once
    .venv/bin/python tools/criteria.py --last     # prints the table of the last run
    .venv/bin/python tools/criteria.py --list     # prints the criteria and their proofs, runs nothing

Ends with an error when an M fails or has nothing that proves it.
"""

import argparse
import subprocess
import sys
import xml.etree.ElementTree as Tree
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.criteria.catalogue import Criterion, criteria  # noqa: E402 - the tests are no installed package

REPORT = ROOT / "var" / "criteria" / "report.xml"
PASS, FAIL, BY_HAND, LEFT_OUT, NOT_RUN = "pass", "fail", "by hand", "left out", "not run"


def main(last: bool, only_list: bool, wanted: list[str]) -> int:
    """Print the table; the exit status tells whether every M holds."""
    chosen = [one for one in criteria() if not wanted or one.id in wanted or one.id[0] in wanted]
    if only_list:
        for one in chosen:
            print(f"{one.id:<4}{one.level}  {one.sentence}\n        {describe(one)}")
        return 0
    if not last:
        run(sorted({node for one in chosen for node in one.proof}))
    results = outcomes()
    states = {one.id: state_of(one, results) for one in chosen}
    print_table(chosen, states, results)
    return int(any(states[one.id] in (FAIL, NOT_RUN) for one in chosen if one.level == "M"))


def describe(one: Criterion) -> str:
    hints = {"by hand": one.by_hand, "left out": one.left_out}
    return "\n        ".join([*one.proof, *(f"{name}: {words}" for name, words in hints.items() if words)])


def run(nodes: list[str]) -> None:
    """Run these tests once, whatever comes of them, and keep the report."""
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    files = {node for node in nodes if "::" not in node}
    once = [node for node in nodes if node in files or node.split("::")[0] not in files]
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=short", "-o", "junit_family=xunit1", f"--junitxml={REPORT}", *once]
    subprocess.run(command, cwd=ROOT, check=False)


def outcomes() -> dict[tuple[str, str], bool]:
    """By file and test: did all its cases pass? A test that was skipped did not."""
    if not REPORT.exists():
        return {}
    found: dict[tuple[str, str], bool] = {}
    for case in Tree.parse(REPORT).iter("testcase"):  # noqa: S314 - the report our own pytest has just written
        test = (case.get("file") or "", (case.get("name") or "").partition("[")[0])
        passed = not any(case.find(trouble) is not None for trouble in ("failure", "error", "skipped"))
        found[test] = found.get(test, True) and passed
    return found


def passed(node: str, results: dict[tuple[str, str], bool]) -> bool | None:
    """Whether this node of the report passed; None when it was not run."""
    file, _, name = node.partition("::")
    cases = [ok for (where, test), ok in results.items() if where == file and name in ("", test)]
    return all(cases) if cases else None


def state_of(one: Criterion, results: dict[tuple[str, str], bool]) -> str:
    proofs = [passed(node, results) for node in one.proof]
    if False in proofs:
        return FAIL
    if None in proofs:
        return NOT_RUN
    if one.proof:
        return PASS
    return BY_HAND if one.by_hand else LEFT_OUT


def print_table(chosen: list[Criterion], states: dict[str, str], results: dict[tuple[str, str], bool]) -> None:
    for one in chosen:
        state = states[one.id]
        further = " + by hand" if one.proof and one.by_hand and state == PASS else ""
        print(f"{one.id:<4}{one.level}  {state + further:<15} {one.sentence}")
        if state == BY_HAND or further:
            print(f"{'':23} {one.by_hand}")
        if state == LEFT_OUT:
            print(f"{'':23} {one.left_out}")
        for node in one.proof:
            if passed(node, results) is False:
                print(f"{'':23} failed: {node}")
    for level in "MS":
        counted = Counter(states[one.id] for one in chosen if one.level == level)
        print(f"{level}: " + ", ".join(f"{count} {state}" for state, count in sorted(counted.items())))
    print(f"{len(chosen)} criteria in all")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--last", action="store_true", help="print the table of the last run")
    parser.add_argument("--list", action="store_true", dest="only_list", help="print the criteria and their proofs, run nothing")
    parser.add_argument("wanted", nargs="*", metavar="id", help="criteria or sections, as A1 or C; all of them if none is given")
    given = parser.parse_args()
    sys.exit(main(given.last, given.only_list, given.wanted))
