"""Every criterion of the kiosk and the phone is proven by tests that exist, checked by hand, or left out with a reason."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.criteria.catalogue import IDS, SHOULD, Criterion, criteria

ROOT = Path(__file__).resolve().parents[2]


@cache
def names_in(file: str) -> frozenset[str]:
    """The names of the tests in a file; no names when there is no such file."""
    if not (ROOT / file).is_file():
        return frozenset()
    body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    return frozenset(item.name for item in body if isinstance(item, ast.FunctionDef) and item.name.startswith("test_"))


def test_all_121_criteria_are_there_in_their_order_with_their_level():
    assert len(IDS) == 121
    assert [one.id for one in criteria()] == list(IDS)
    assert {one.id for one in criteria() if one.level == "S"} == SHOULD
    assert {one.level for one in criteria()} == {"M", "S"}


def test_every_proof_is_a_test_that_exists():
    def lost(node: str) -> bool:
        file, _, name = node.partition("::")
        return not names_in(file) if not name else name not in names_in(file)

    assert [(one.id, node) for one in criteria() for node in one.proof if lost(node)] == []


def test_every_m_has_a_proof_or_a_line_in_the_checklist():
    unproven = [one.id for one in criteria() if one.level == "M" and not (one.proof or one.by_hand)]
    assert unproven == []


def test_only_an_s_is_left_out_and_says_why():
    assert [one.id for one in criteria() if one.left_out and (one.level == "M" or len(one.left_out) < 20)] == []
    silent = [one.id for one in criteria() if not (one.proof or one.by_hand or one.left_out)]
    assert silent == []


@pytest.mark.parametrize("one", [one for one in criteria() if one.by_hand], ids=lambda one: one.id)
def test_the_checklist_has_a_line_for_what_is_checked_by_hand(one: Criterion):
    checklist = (ROOT / one.by_hand).read_text(encoding="utf-8")
    assert re.search(rf"(?<![A-Z0-9]){one.id}(?!\d)", checklist)


def test_the_readme_names_the_command():
    assert "`make criteria`" in (ROOT / "README.md").read_text(encoding="utf-8")
