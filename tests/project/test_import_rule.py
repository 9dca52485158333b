"""kiosk_ui -> actions -> knowledge_base, never the other way; bot imports none of them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("knowledge_base", "actions", "kiosk_ui", "bot")
MAY_IMPORT = {
    "knowledge_base": {"knowledge_base"},
    "actions": {"actions", "knowledge_base"},
    "kiosk_ui": {"kiosk_ui", "actions", "knowledge_base"},
    "bot": {"bot"},
}


def python_files(room):
    return [path for path in (ROOT / room).rglob("*.py") if ".venv" not in path.parts]


def imported_rooms(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 0]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {module.split(".")[0] for module in modules} & set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_downwards(room):
    wrong = {str(path): imported_rooms(path) - MAY_IMPORT[room] for path in python_files(room)}
    assert {path: rooms for path, rooms in wrong.items() if rooms} == {}


def test_tests_of_a_room_import_no_room_above_it():
    wrong = {
        str(path): imported_rooms(path) - MAY_IMPORT[room]
        for room in ("knowledge_base", "actions")
        for path in (ROOT / "tests" / room).rglob("*.py")
    }
    assert {path: rooms for path, rooms in wrong.items() if rooms} == {}


def test_only_the_gateway_speaks_to_rasa():
    speakers = {
        path.relative_to(ROOT).as_posix()
        for path in python_files("kiosk_ui")
        if "/webhooks/rest" in path.read_text(encoding="utf-8")
    }
    assert speakers == {"kiosk_ui/gateway/rasa_client.py"}


def test_only_settings_reads_the_environment():
    readers = {
        path.relative_to(ROOT).as_posix()
        for room in ("knowledge_base", "actions", "kiosk_ui")
        for path in python_files(room)
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv(" in path.read_text(encoding="utf-8")
    }
    # The voice worker passes espeak-ng its data folder the only way that library takes it.
    assert readers <= {"actions/settings.py", "kiosk_ui/voice/worker/library.py"}
